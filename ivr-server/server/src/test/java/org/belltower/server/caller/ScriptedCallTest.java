package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A caller and a callee over loopback: two telephones that nobody in between helps. */
@Timeout(60)
class ScriptedCallTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private KnownClip clip(String text, long seed, int silentStart, int samples) throws IOException {
        var sound = new short[silentStart + samples];
        var random = new Random(seed);
        for (int i = silentStart; i < sound.length; i++) {
            sound[i] = (short) (random.nextGaussian() * 3000);
        }
        Path wav = folder.resolve(text + ".wav");
        try (OutputStream out = Files.newOutputStream(wav)) {
            Wav.write(out, Pcm.of(sound, SampleRate.HZ_8000));
        }
        return new KnownClip(wav, text, Locale.US);
    }

    private record Pair(ScriptedCallee callee, CallerCall near, CallerCall far) implements AutoCloseable {
        static Pair connected(CallerSettings settings) throws InterruptedException {
            ScriptedCallee callee = ScriptedCallee.listen(settings.withName("desk"));
            CallerCall near = ScriptedCaller.dial(callee.address(), "8001", settings);
            CallerCall far = callee.awaitCall(SOON).orElseThrow();
            far.ring();
            far.answer();
            assertThat(near.awaitAnswer(SOON)).isEqualTo(new AnswerOutcome.Answered());
            return new Pair(callee, near, far);
        }

        @Override
        public void close() {
            near.close();
            far.close();
            callee.close();
        }
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void clipThatIsPlayedIsHeardWholeAndInOrder(G711 codec) throws Exception {
        KnownClip first = clip("first", 1, 333, 2000);
        KnownClip second = clip("second", 2, 0, 1601);
        KnownClip never = clip("never", 3, 0, 1000);
        try (Pair pair = Pair.connected(CallerSettings.defaults().withCodec(codec))) {
            var ear = new Ear(pair.near.heard());
            List.of(first, second, never).forEach(ear::learn);
            long before = System.nanoTime();
            pair.far.play(first.wav());
            pair.far.play(second.wav());
            HeardClip heardFirst = ear.awaitClip("first"::equals, SOON).orElseThrow();
            HeardClip heardSecond = ear.awaitClip("second"::equals, SOON).orElseThrow();
            assertThat(List.of(heardFirst.whole(), heardSecond.whole())).containsOnly(true);
            assertThat(heardFirst.length()).isEqualTo(Duration.ofNanos(2333L * 125_000));
            assertThat(heardSecond.at()).isGreaterThan(heardFirst.at());
            assertThat(heardFirst.arrivalNanos()).isBetween(before, System.nanoTime());
            assertThat(ear.clips()).extracting(HeardClip::text).containsExactly("first", "second");
            assertThat(pair.near.heard().lost()).isZero();
        }
    }

    @Test
    void clipsThatBeginAlikeAreToldApart() throws Exception {
        KnownClip shorter = clip("shorter", 7, 0, 1600);
        KnownClip longer = clip("longer", 7, 0, 3200);
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            var ear = new Ear(pair.near.heard());
            ear.learn(shorter);
            ear.learn(longer);
            pair.far.play(longer.wav());
            pair.far.play(shorter.wav());
            assertThat(ear.awaitClip(_ -> true, SOON)).map(HeardClip::text).contains("longer");
            assertThat(ear.awaitClip(_ -> true, SOON)).map(HeardClip::text).contains("shorter");
        }
    }

    @Test
    void clipIsNoticedBeforeItIsOver() throws Exception {
        KnownClip clip = clip("long", 9, 100, 16_000);
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            var ear = new Ear(pair.near.heard());
            ear.learn(clip);
            Thread player = Thread.ofVirtual().start(() -> {
                try {
                    pair.far.play(clip.wav());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            HeardClip started = ear.awaitStart("long"::equals, SOON).orElseThrow();
            assertThat(started.whole()).isFalse();
            assertThat(ear.clips()).isEmpty();
            HeardClip whole = ear.awaitClip("long"::equals, SOON).orElseThrow();
            assertThat(whole.whole()).isTrue();
            assertThat(whole.arrivalNanos()).isEqualTo(started.arrivalNanos());
            assertThat(player.join(SOON)).isTrue();
        }
    }

    @Test
    void clipThatIsBrokenOffIsHeardCutShort() throws Exception {
        KnownClip whole = clip("whole", 11, 0, 8000);
        Path half = folder.resolve("half.wav");
        try (InputStream in = Files.newInputStream(whole.wav());
                OutputStream out = Files.newOutputStream(half)) {
            Wav.write(out, Wav.read(in).slice(0, 4000));
        }
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            var ear = new Ear(pair.near.heard());
            ear.learn(whole);
            pair.far.play(half);
            HeardClip cut = ear.awaitClip("whole"::equals, SOON).orElseThrow();
            assertThat(cut.whole()).isFalse();
            assertThat(cut.length()).isEqualTo(Duration.ofMillis(500));
        }
    }

    @Test
    void keysArriveAsTelephoneEventsOnce() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            List<SentKey> keys = pair.near.press("12*#0");
            assertThat(keys).extracting(SentKey::symbol).containsExactly('1', '2', '*', '#', '0');
            assertThat(keys).allSatisfy(key -> assertThat(key.lastNanos()).isGreaterThan(key.firstNanos()));
            assertThat(pair.far.heard().awaitKeys(heard -> heard.length() >= 5, SOON))
                    .isTrue();
            pair.near.listen(Duration.ofMillis(100));
            assertThat(pair.far.heard().keys()).isEqualTo("12*#0");
        }
    }

    @Test
    void keysArriveAsTones() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults().withKeys(KeyMethod.TONES))) {
            int before = pair.far.heard().length();
            pair.near.press("5");
            assertThat(pair.far.heard().awaitLonger(before + 1200, System.nanoTime() + SOON.toNanos()))
                    .isTrue();
            byte[] heard = pair.far.heard().bytes(before, Integer.MAX_VALUE);
            long loud = 0;
            for (byte code : heard) {
                loud += Math.abs(G711.ALAW.decode(code)) > 1000 ? 1 : 0;
            }
            assertThat(loud).isGreaterThan(400);
            assertThat(pair.far.heard().keys()).isEmpty();
        }
    }

    @Test
    void keysSentAsInfoAreAnswered() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults().withKeys(KeyMethod.SIP_INFO))) {
            assertThat(pair.near.press("7")).extracting(SentKey::symbol).containsExactly('7');
        }
    }

    @Test
    void keySentAsInfoThatNobodyAnswersIsAFailure() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults().withKeys(KeyMethod.SIP_INFO))) {
            pair.callee.close();
            assertThatThrownBy(() -> pair.near.press("7"))
                    .isInstanceOf(CallerException.class)
                    .hasMessageContaining("INFO");
            pair.near.vanish(); // Nobody would answer its BYE.
            pair.far.vanish();
        }
    }

    @Test
    void silenceIsSentAllTheTime() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            pair.near.listen(Duration.ofSeconds(1));
            assertThat(pair.far.heard().packets()).isGreaterThan(35);
            assertThat(pair.far.heard().bytes(0, 160)).containsOnly(G711.ALAW.silence());
            Path wav = folder.resolve("heard.wav");
            pair.far.heard().writeWav(wav);
            assertThat(Files.size(wav)).isGreaterThan(8000);
        }
    }

    @Test
    void eitherSideMayHangUp() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            pair.near.hangUp();
            assertThat(pair.far.awaitHangUp(SOON)).map(CallEnd::by).contains(CallEnd.By.OTHER_SIDE);
            assertThat(pair.near.awaitHangUp(SOON)).map(CallEnd::by).contains(CallEnd.By.THIS_SIDE);
        }
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            pair.far.hangUp();
            assertThat(pair.near.awaitHangUp(SOON)).map(CallEnd::by).contains(CallEnd.By.OTHER_SIDE);
        }
    }

    @Test
    void busyCalleeRefuses() throws Exception {
        try (ScriptedCallee callee = ScriptedCallee.listen(CallerSettings.defaults());
                CallerCall near = ScriptedCaller.dial(callee.address(), "9", CallerSettings.defaults())) {
            CallerCall far = callee.awaitCall(SOON).orElseThrow();
            assertThat(far.dialled()).isEqualTo("9");
            assertThat(far.callerId()).isEqualTo("caller");
            far.refuse(486, "Busy Here");
            assertThat(near.awaitAnswer(SOON)).isEqualTo(new AnswerOutcome.Refused(486, "Busy Here"));
            assertThat(near.awaitHangUp(SOON)).map(CallEnd::by).contains(CallEnd.By.REFUSED);
        }
    }

    @Test
    void callThatOnlyRingsCanBeWithdrawn() throws Exception {
        try (ScriptedCallee callee = ScriptedCallee.listen(CallerSettings.defaults());
                CallerCall near = ScriptedCaller.dial(callee.address(), "9", CallerSettings.defaults())) {
            CallerCall far = callee.awaitCall(SOON).orElseThrow();
            far.ring();
            assertThat(near.awaitAnswer(Duration.ofMillis(50))).isEqualTo(new AnswerOutcome.Waiting());
            near.cancel();
            assertThat(near.awaitHangUp(SOON)).map(CallEnd::by).contains(CallEnd.By.THIS_SIDE);
            assertThat(far.awaitHangUp(SOON)).isPresent();
            assertThat(near.awaitAnswer(SOON)).isEqualTo(new AnswerOutcome.Refused(487, "Request Terminated"));
        }
    }

    @Test
    void callerWhoVanishesFreesItsPortsAndSaysNothing() throws Exception {
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            pair.near.vanish();
            assertThat(pair.far.awaitHangUp(Duration.ofMillis(300))).isEmpty();
            long packets = pair.far.heard().packets();
            pair.far.listen(Duration.ofMillis(200));
            assertThat(pair.far.heard().packets()).isLessThanOrEqualTo(packets + 2);
            pair.far.vanish(); // Nobody would answer its BYE.
        }
    }

    @Test
    void nobodyThereIsToldAsRefused() throws Exception {
        InetSocketAddress closed = freeAddress();
        try (CallerCall near = ScriptedCaller.dial(closed, "9", CallerSettings.defaults())) {
            assertThat(near.awaitAnswer(Duration.ofMillis(700))).isEqualTo(new AnswerOutcome.Waiting());
        }
    }

    private static InetSocketAddress freeAddress() throws SocketException {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    @Test
    void silenceIsNoClip() throws Exception {
        KnownClip silent = clip("silent", 1, 4000, 0);
        try (Pair pair = Pair.connected(CallerSettings.defaults())) {
            var ear = new Ear(pair.near.heard());
            ear.learn(silent);
            assertThat(ear.awaitClip(_ -> true, Duration.ofMillis(300))).isEqualTo(Optional.empty());
        }
    }
}
