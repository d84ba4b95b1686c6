package org.belltower.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Recognizer;
import org.belltower.speech.recognition.SilentRecognizer;
import org.belltower.speech.vosk.VoskRecognizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the recogniser; takes a second or two. Calls go on without one: then fields take keys only, callers are told so, and the start
 * says why. Immutable.
 *
 * @param recognizer empty where none is wanted
 * @param problems what the operator has to mend
 */
public record RecognitionWiring(Optional<Recognizer> recognizer, List<String> problems) {
    private static final Logger LOG = LoggerFactory.getLogger(RecognitionWiring.class);

    public RecognitionWiring {
        problems = List.copyOf(problems);
    }

    /**
     * What there is.
     *
     * @param data the data folder
     */
    public static RecognitionWiring open(SpeechConfig speech, Path data) {
        if (!speech.recognition()) {
            return new RecognitionWiring(Optional.empty(), List.of());
        }
        try {
            VoskRecognizer recognizer = VoskRecognizer.open(speech.settings(data));
            return new RecognitionWiring(Optional.of(recognizer), recognizer.problems());
        } catch (ModelException unusable) {
            String message = String.valueOf(unusable.getMessage());
            return without(message, "speech: callers are not understood: " + message);
        } catch (LinkageError foreign) {
            // The engines' libraries are there for Linux on x86-64 only.
            LOG.error("the recogniser's libraries cannot be loaded", foreign);
            return without(
                    "the recogniser does not run on this machine",
                    "speech: callers are not understood: the recogniser's libraries do not run on "
                            + System.getProperty("os.arch") + "; ./ivr doctor says more");
        }
    }

    private static RecognitionWiring without(String message, String problem) {
        return new RecognitionWiring(
                Optional.of(new SilentRecognizer(Admission.Reason.FAILED, message)), List.of(problem));
    }
}
