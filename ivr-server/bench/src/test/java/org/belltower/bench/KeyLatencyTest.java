package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.belltower.bench.KeyLatency.Kind;
import org.belltower.bench.KeyLatency.Press;
import org.belltower.bench.KeyLatency.Sent;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.caller.SentKey;
import org.junit.jupiter.api.Test;

class KeyLatencyTest {
    private static Sent key(long firstMillis, long lastMillis) {
        return new Sent(
                new Press('*', Kind.MENU, text -> text.contains("menu")),
                new SentKey('*', firstMillis * 1_000_000, lastMillis * 1_000_000));
    }

    private static HeardClip clip(String text, long atMillis) {
        return new HeardClip(
                new KnownClip(Path.of("clip.wav"), text, Locale.US),
                (int) atMillis * 8,
                Duration.ofMillis(atMillis),
                Duration.ofSeconds(1),
                true,
                atMillis * 1_000_000);
    }

    @Test
    void answerIsTheFirstClipThatBeginsAfterTheKey() {
        List<KeyLatency> answers = KeyLatency.of(
                List.of(key(1000, 1080), key(3000, 3080)),
                List.of(clip("the menu", 500), clip("the menu", 1110), clip("the menu", 3070)));
        assertThat(answers).extracting(KeyLatency::millisFromLast).containsExactly(30.0, -10.0);
        assertThat(answers).extracting(KeyLatency::millisFromFirst).containsExactly(110.0, 70.0);
    }

    @Test
    void keyWithoutTheWordsThatAreDueHasNoAnswer() {
        List<KeyLatency> answers = KeyLatency.of(
                List.of(key(1000, 1080), key(3000, 3080), key(5000, 5080)),
                List.of(clip("sorry", 1110), clip("the menu", 1500), clip("the menu", 5100)));
        assertThat(answers).extracting(KeyLatency::voiceNanos).containsExactly(5_100_000_000L);
    }
}
