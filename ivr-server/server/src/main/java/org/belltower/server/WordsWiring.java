package org.belltower.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.recognition.Recognizer;
import org.belltower.speech.vosk.VoskRecognizer;
import org.belltower.speech.vosk.VoskSettings;
import org.belltower.telephony.SpokenInput;
import org.belltower.telephony.tap.CallerTap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens what lines need to listen to words. */
public final class WordsWiring {
    /** The folder of recognition models under the data folder. */
    public static final String MODELS = "models";

    /** The folder under the data folder in which the switch hands over what callers say. */
    static final String CALLERS = "callers";

    private static final Logger LOG = LoggerFactory.getLogger(WordsWiring.class);

    private WordsWiring() {}

    /**
     * The recogniser with every model there is; takes a second or two. A server that cannot have one listens to keys.
     *
     * @param data the data folder
     * @param problems is told why there is none
     * @return empty where it is not wanted, or cannot be had
     */
    public static Optional<Recognizer> recognizer(SpeechConfig speech, Path data, List<String> problems) {
        if (!speech.recognition()) {
            return Optional.empty();
        }
        VoskSettings usual = VoskSettings.of(ModelStore.in(data.resolve(MODELS)));
        try {
            return Optional.of(VoskRecognizer.open(new VoskSettings(
                    usual.models(), speech.atOnce(), usual.threads(), usual.minimumConfidence())));
        } catch (ModelException | LinkageError e) {
            LOG.error("there is no recogniser; only keys are listened to", e);
            problems.add("words are not listened to, only keys are: " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * What lines listen with.
     *
     * @param opened is given the tap, which is closed before the recogniser
     * @throws UserError where the switch has no place to write what callers say
     */
    public static SpokenInput with(Recognizer recognizer, SpeechConfig speech, Path data, Opened opened) {
        Path folder = RecordingsFolder.emptied(data.resolve(CALLERS));
        try {
            CallerTap tap =
                    switch (speech.tap()) {
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
