package org.belltower.speech.vosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.audio.Pcm;
import org.belltower.speech.Await;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Hearing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the libraries hold is freed, whether inputs end or are closed in mid-word. */
@EnabledIf("linux")
class NativeMemoryTest {
    private static final Path STATM = Path.of("/proc/self/statm");
    private static final long PAGE = 4_096;

    /** A decoder of all words at work holds 9 MB: the sixteen that two rounds break off would be over that. */
    private static final long ALLOWED = 150L << 20;

    private static final int ROUND = 12;

    static boolean linux() {
        return Files.isReadable(STATM);
    }

    private static long resident() throws IOException {
        return Long.parseLong(Files.readString(STATM).split(" ", 3)[1]) * PAGE;
    }

    @Test
    void manyHearingsLeaveNothingBehind() throws IOException {
        Pcm said = ListeningRoom.said("one two three nine");
        try (VoskRecognizer recognizer = VoskRecognizer.open(ListeningRoom.settings(4))) {
            round(recognizer, said);
            long before = resident();
            round(recognizer, said);
            round(recognizer, said);

            assertThat(resident() - before).isLessThan(ALLOWED);
            assertThat(recognizer.listening()).isZero();
        }
    }

    private static void round(VoskRecognizer recognizer, Pcm said) {
        for (int i = 0; i < ROUND; i++) {
            var listener = new HeardWords();
            if (!(recognizer.listen(Requests.of("(one | two | three | nine)<1-16>"), listener)
                    instanceof Admission.Admitted admitted)) {
                throw new AssertionError("refused, though nobody else is listened to");
            }
            try (Hearing hearing = admitted.hearing()) {
                hearing.promptsEnded();
                boolean whole = i % 3 == 0;
                short[] samples = whole ? said.toArray() : said.slice(0, 9_600).toArray();
                hearing.hear(samples, samples.length);
                Await.until("it is heard", whole ? listener::over : listener::speech);
            }
            Await.until("its place is free", () -> recognizer.listening() == 0);
        }
    }
}
