package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ear over a stream that the test lays packet by packet, with arrivals that it says. */
class EarTest {
    private static final Duration AT_ONCE = Duration.ZERO;

    @TempDir
    Path folder;

    private final Heard heard = new Heard(G711.ALAW, Duration.ofMinutes(1));
    private final Ear ear = new Ear(heard);
    private int sequence;

    private KnownClip clip(String text, long seed, int silentStart, int samples) throws IOException {
        var sound = new short[silentStart + samples];
        var random = new Random(seed);
        for (int i = silentStart; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 3000);
        }
        return clip(text, sound);
    }

    private KnownClip clip(String text, short[] sound) throws IOException {
        Path wav = folder.resolve(text + ".wav");
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(sound, SampleRate.HZ_8000));
        }
        return new KnownClip(wav, text, Locale.US);
    }

    /** Sends the clip from a moment on, a packet every 20 ms; nothing is sent before and after. */
    private void plays(KnownClip clip, long fromMillis) throws IOException {
        plays(clip, fromMillis, Integer.MAX_VALUE);
    }

    private void plays(KnownClip clip, long fromMillis, int samples) throws IOException {
        try (var in = Files.newInputStream(clip.wav())) {
            plays(G711.ALAW.encode(Wav.read(in)), fromMillis, samples);
        }
    }

    private void plays(byte[] coded, long fromMillis, int samples) {
        for (int at = 0; at < Math.min(samples, coded.length); at += 160) {
            long millis = fromMillis + at / 8;
            heard.audio(
                    new RtpPacket(8, at == 0, ++sequence, millis * 8, 1, Arrays.copyOfRange(coded, at, at + 160)),
                    millis * 1_000_000);
        }
    }

    @Test
    void clipIsKnownAgainAsFreeSwitchCodesIt() throws Exception {
        KnownClip menu = clip("menu", 1, 0, 1600);
        ear.learn(menu);
        Pcm sound;
        try (var in = Files.newInputStream(menu.wav())) {
            sound = Wav.read(in);
        }
        byte[] coded = FreeSwitchCoding.encode(G711.ALAW, sound);
        assertThat(coded).isNotEqualTo(G711.ALAW.encode(sound));

        plays(coded, 0, Integer.MAX_VALUE);

        assertThat(ear.awaitClip("menu"::equals, AT_ONCE))
                .hasValueSatisfying(heardClip -> assertThat(heardClip.whole()).isTrue());
    }

    @Test
    void clipThatWasAwaitedIsNoNewsAfterAnotherIsLearnt() throws Exception {
        KnownClip menu = clip("menu", 1, 0, 1600);
        KnownClip figure = clip("figure", 2, 0, 1600);
        ear.learn(menu);
        plays(menu, 0);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE)).isPresent();
        ear.learn(figure);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE)).isEmpty();
        plays(figure, 1000);
        plays(menu, 2000);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE))
                .map(HeardClip::arrivalNanos)
                .contains(2_000_000_000L);
    }

    /** A clip of 400 ms whose first half is that of all others made so. */
    private KnownClip netValue(String text, int sign) throws IOException {
        var sound = new short[3200];
        var random = new Random(1);
        for (int i = 0; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 3000 * (i < 1600 ? 1 : sign));
        }
        return clip(text, sound);
    }

    private Ear earThatLearnsLate(KnownClip late) {
        List<KnownClip> made = new ArrayList<>(List.of(late));
        return new Ear(heard, () -> {
            List<KnownClip> fresh = List.copyOf(made);
            made.clear();
            return fresh;
        });
    }

    @Test
    void clipMadeMeanwhileIsNotTakenForAnOlderOneThatBeginsAlike() throws Exception {
        KnownClip today = netValue("net value 1.96", -1);
        Ear late = earThatLearnsLate(today);
        late.learn(netValue("net value 1.48", 1));
        plays(today, 0);

        Optional<HeardClip> clip = late.awaitClip(text -> text.startsWith("net value"), AT_ONCE);

        assertThat(clip).map(HeardClip::text).contains("net value 1.96");
        assertThat(clip).map(HeardClip::whole).contains(true);
    }

    @Test
    void beginningOfAClipMadeMeanwhileIsNotTakenForThatOfAnOlderOne() throws Exception {
        KnownClip today = netValue("net value 1.96", -1);
        Ear late = earThatLearnsLate(today);
        late.learn(netValue("net value 1.48", 1));
        plays(today, 0, 1200);

        assertThat(late.awaitStart(text -> text.startsWith("net value"), AT_ONCE))
                .as("it could be either")
                .isEmpty();
    }

    @Test
    void clipThatWasPlayedTwiceIsAwaitedTwice() throws Exception {
        KnownClip menu = clip("menu", 1, 0, 1600);
        ear.learn(menu);
        plays(menu, 0);
        plays(menu, 500);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE))
                .map(HeardClip::arrivalNanos)
                .contains(0L);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE))
                .map(HeardClip::arrivalNanos)
                .contains(500_000_000L);
        assertThat(ear.awaitClip("menu"::equals, AT_ONCE)).isEmpty();
    }

    @Test
    void startAfterAMomentIsNotThatOfTheClipBefore() throws Exception {
        KnownClip menu = clip("menu", 1, 0, 1600);
        ear.learn(menu);
        plays(menu, 0);
        long key = 300_000_000L;
        assertThat(ear.awaitStart("menu"::equals, AT_ONCE))
                .map(HeardClip::arrivalNanos)
                .contains(0L);
        assertThat(ear.awaitStartAfter("menu"::equals, key, AT_ONCE)).isEqualTo(Optional.empty());
        plays(menu, 500);
        assertThat(ear.awaitStartAfter("menu"::equals, key, AT_ONCE))
                .map(HeardClip::arrivalNanos)
                .contains(500_000_000L);
    }

    @Test
    void clipWhoseSilentBeginningRunsIntoAPauseArrivesWithItsOwnFirstPacket() throws Exception {
        KnownClip before = clip("before", 3, 0, 1600);
        KnownClip late = clip("late", 4, 400, 1600);
        KnownClip sent = clip("sent", 4, 80, 1600);
        ear.learn(before);
        ear.learn(late);
        plays(before, 0);
        plays(sent, 1000);
        assertThat(ear.finish())
                .filteredOn(clip -> clip.text().equals("late"))
                .singleElement()
                .satisfies(clip -> assertThat(clip.arrivalNanos()).isEqualTo(1_000_000_000L));
    }
}
