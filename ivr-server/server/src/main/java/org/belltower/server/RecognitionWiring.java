package org.belltower.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.server.config.SpeechConfig;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Recognizer;
import org.belltower.speech.recognition.SilentRecognizer;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.speech.vosk.VoskRecognizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the recogniser. Calls go on without one: then fields take keys only, and the start says so. */
public record RecognitionWiring(Recognizer recognizer, Optional<ModelWords> words, List<String> problems) {
    private static final Logger LOG = LoggerFactory.getLogger(RecognitionWiring.class);

    public RecognitionWiring {
        problems = List.copyOf(problems);
    }

    /**
     * Opens it with every model there is, which takes a second or two.
     *
     * @param data the data folder of the server
     */
    public static RecognitionWiring open(SpeechConfig speech, Path data) {
        if (!speech.recognition()) {
            return without("'speech: recognition:' is false", Optional.empty());
        }
        try {
            VoskRecognizer recognizer = VoskRecognizer.open(speech.settings(data));
            return new RecognitionWiring(recognizer, Optional.of(recognizer.words()), recognizer.problems());
        } catch (ModelException unusable) {
            String message = String.valueOf(unusable.getMessage());
            return without(message, Optional.of("speech: callers are not understood: " + message));
        } catch (LinkageError foreign) {
            // The engines' libraries are there for Linux on x86-64 only.
            LOG.error("the recogniser's libraries cannot be loaded", foreign);
            return without(
                    "the recogniser does not run on this machine",
                    Optional.of("speech: callers are not understood: the recogniser's libraries do not run on "
                            + System.getProperty("os.arch") + "; ./ivr doctor says more"));
        }
    }

    private static RecognitionWiring without(String message, Optional<String> problem) {
        return new RecognitionWiring(
                new SilentRecognizer(Admission.Reason.FAILED, message),
                Optional.empty(),
                problem.stream().toList());
    }
}
