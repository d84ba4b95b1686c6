package org.belltower.server;

import java.io.IOException;
import java.nio.file.Path;
import org.belltower.server.config.CallerTapKind;
import org.belltower.speech.recognition.Recognizer;
import org.belltower.telephony.SpokenInput;
import org.belltower.telephony.tap.CallerTap;

/** Brings a recogniser and what callers say together. */
public final class CallerTapWiring {
    /** The folder under the data folder in which the switch hands over what callers say. */
    static final String CALLERS = "callers";

    private CallerTapWiring() {}

    /**
     * What lines listen with.
     *
     * @param opened is given the tap, which is closed before the recogniser
     * @throws UserError where the switch has no place to write what callers say
     */
    public static SpokenInput with(Recognizer recognizer, CallerTapKind kind, Path data, Opened opened) {
        Path folder = RecordingsFolder.emptied(data.resolve(CALLERS));
        try {
            CallerTap tap = switch (kind) {
                case FILE -> CallerTap.growingFiles(folder);
                case FIFO -> CallerTap.pipes(folder);
            };
            opened.add(tap);
            return SpokenInput.of(recognizer, tap);
        } catch (IOException e) {
            throw new UserError(
                    "what callers say cannot be taken over from the switch in " + folder + " (" + e
                            + "): make it a folder of the server's own user, or write 'speech: recognition: false'",
                    e);
        }
    }
}
