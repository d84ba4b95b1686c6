package org.belltower.server.caller;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.audio.DtmfGenerator;
import org.belltower.audio.DtmfTone;
import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/**
 * One call of a scripted telephone, placed or taken. Its methods block, so that a script reads like a script. <i>Confined to
 * the script's thread</i>, except {@link #heard}, which is thread-safe. Closed by the script; closing an open call hangs up.
 */
public final class CallerCall implements AutoCloseable {
    private static final Duration SLACK = Duration.ofSeconds(10);

    private final SipSocket socket;
    private final boolean ownsSocket;
    private final SipDialog dialog;
    private final RtpLeg audio;
    private final Heard heard;
    private final CallerSettings settings;
    private final List<SentKey> sentKeys = new CopyOnWriteArrayList<>();

    CallerCall(
            SipSocket socket,
            boolean ownsSocket,
            SipDialog dialog,
            RtpLeg audio,
            Heard heard,
            CallerSettings settings) {
        this.socket = socket;
        this.ownsSocket = ownsSocket;
        this.dialog = dialog;
        this.audio = audio;
        this.heard = heard;
        this.settings = settings;
    }

    /** Waits for a final response. */
    public AnswerOutcome awaitAnswer(Duration time) throws InterruptedException {
        return result(dialog.answer(), time).orElseGet(AnswerOutcome.Waiting::new);
    }

    /** Waits until the call has ended, whoever ends it; empty where it has not by then. */
    public Optional<CallEnd> awaitHangUp(Duration time) throws InterruptedException {
        return result(dialog.end(), time);
    }

    /** {@link System#nanoTime} of the answer; 0 before it. */
    public long answeredNanos() {
        return dialog.answeredNanos();
    }

    /** The Call-ID, by which the other side's logs name the call. */
    public String callId() {
        return dialog.callId();
    }

    /** The number that was dialled, of a call that was taken. */
    public String dialled() {
        String uri = dialog.invite().requestUri();
        return uri.substring(uri.indexOf(':') + 1).split("@", -1)[0];
    }

    /** The caller's user name or number, of a call that was taken. */
    public String callerId() {
        String uri = SipMessage.uri(dialog.invite().required("From"));
        return uri.substring(uri.indexOf(':') + 1).split("@", -1)[0];
    }

    /** A header of the INVITE, of a call that was taken; empty where it has none. */
    public Optional<String> header(String name) {
        return dialog.invite().headers(name).stream().findFirst();
    }

    /**
     * Presses keys one after the other and returns when the last is let go, with the gap after it.
     *
     * @throws CallerException where keys are sent as INFO and nobody answers one during the call
     */
    public List<SentKey> press(String keys) throws InterruptedException {
        var pressed = new ArrayList<SentKey>();
        for (int i = 0; i < keys.length(); i++) {
            char symbol = keys.charAt(i);
            DtmfTone tone = DtmfTone.of(symbol)
                    .orElseThrow(() -> new IllegalArgumentException("“" + symbol + "” is on no telephone"));
            pressed.add(press(tone));
        }
        sentKeys.addAll(pressed);
        return List.copyOf(pressed);
    }

    private SentKey press(DtmfTone tone) throws InterruptedException {
        int length = samples(settings.keyLength());
        var gap = RtpSound.audio(silence(samples(settings.keyGap())));
        return switch (settings.keys()) {
            case RTP_EVENT -> pressed(tone, new RtpSound.Event(tone.eventCode(), length), gap);
            case TONES -> {
                Pcm sound = DtmfGenerator.key(tone, settings.keyLength(), SampleRate.HZ_8000);
                yield pressed(tone, RtpSound.audio(settings.codec().encode(sound)), gap);
            }
            case SIP_INFO -> {
                long first = System.nanoTime();
                if (!dialog.info(tone.symbol(), settings.keyLength())
                        && !dialog.end().isDone()) {
                    throw new CallerException("Nobody answered the INFO of a key");
                }
                audio.say(gap);
                long last = System.nanoTime();
                await(gap);
                yield new SentKey(tone.symbol(), first, last);
            }
        };
    }

    private SentKey pressed(DtmfTone tone, RtpSound key, RtpSound gap) throws InterruptedException {
        audio.say(key);
        audio.say(gap);
        await(gap);
        long[] times = await(key);
        return new SentKey(tone.symbol(), times[0], times[1]);
    }

    /** All keys pressed so far. */
    public List<SentKey> sentKeys() {
        return List.copyOf(sentKeys);
    }

    /** Plays an 8 kHz WAV file to the other side and returns when its last packet has left. */
    public void play(Path wav) throws InterruptedException {
        try (InputStream in = Files.newInputStream(wav)) {
            say(settings.codec().encode(Wav.read(in)));
        } catch (IOException e) {
            throw new CallerException("The clip " + wav + " cannot be read", e);
        }
    }

    /** Says something of 8 kHz and returns when its last packet has left. */
    public void speak(Pcm words) throws InterruptedException {
        say(settings.codec().encode(words));
    }

    /** By how much the latest packet so far left too late, because the machine stood still: as long is the silence in what was said. */
    public Duration furthestBehind() {
        return Duration.ofNanos(audio.furthestBehindNanos());
    }

    /** Has something of 8 kHz said behind all that is still being said, without a gap, and returns at once. */
    public void queue(Pcm words) {
        if (words.length() > 0) {
            audio.say(RtpSound.audio(settings.codec().encode(words)));
        }
    }

    /** Says nothing for a time, as a caller who listens. */
    public void listen(Duration time) throws InterruptedException {
        if (!time.isZero()) {
            say(silence(samples(time)));
        }
    }

    private void say(byte[] coded) throws InterruptedException {
        if (coded.length > 0) {
            var sound = RtpSound.audio(coded);
            audio.say(sound);
            await(sound, Duration.ofMillis(coded.length / 8).plus(SLACK));
        }
    }

    /** What was heard, and goes on being heard. */
    public Heard heard() {
        return heard;
    }

    /** Hangs up with BYE and returns when that is answered. */
    public void hangUp() {
        dialog.bye();
    }

    /** Withdraws a call that rings; {@link #awaitHangUp} tells when that is done. */
    public void cancel() {
        dialog.cancel();
    }

    /** Goes off the net without a word: no BYE, no RTP, closed ports. */
    public void vanish() {
        dialog.abandon();
        audio.close();
        if (ownsSocket) {
            socket.close();
        }
    }

    /** Answers a call that was taken. */
    public void answer() {
        dialog.respond(200, "OK");
    }

    /** Rings a call that was taken. */
    public void ring() {
        dialog.respond(180, "Ringing");
    }

    /** Refuses a call that was taken, as 486 {@code Busy Here} or 603 {@code Decline}. */
    public void refuse(int status, String reason) {
        dialog.respond(status, reason);
    }

    @Override
    public void close() {
        if (dialog.answer().getNow(new AnswerOutcome.Waiting()) instanceof AnswerOutcome.Answered) {
            dialog.bye();
        }
        vanish();
    }

    private long[] await(RtpSound sound) throws InterruptedException {
        return await(sound, SLACK);
    }

    private long[] await(RtpSound sound, Duration time) throws InterruptedException {
        return result(sound.sent(), time)
                .orElseThrow(() -> new CallerException("Nothing was sent for " + time.toSeconds()
                        + " s: the call has no audio, so wait for the answer before speaking or pressing keys"));
    }

    private byte[] silence(int samples) {
        var silence = new byte[samples];
        java.util.Arrays.fill(silence, settings.codec().silence());
        return silence;
    }

    private static int samples(Duration time) {
        return Math.toIntExact(time.toMillis() * Heard.RATE / 1000);
    }

    private static <T> Optional<T> result(CompletableFuture<T> future, Duration time) throws InterruptedException {
        try {
            return Optional.of(future.get(time.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new CallerException("The call broke: " + e.getMessage(), e);
        }
    }

    /** The codec of the call. */
    public G711 codec() {
        return settings.codec();
    }
}
