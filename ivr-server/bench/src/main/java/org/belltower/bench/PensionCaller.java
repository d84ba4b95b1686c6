package org.belltower.bench;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.belltower.audio.G711;
import org.belltower.hotline.DemoData;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.KeyMethod;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.caller.SentKey;

/** A telephone that calls the pension hotline of a {@link ServerProcess}. <i>Confined to its script's thread.</i> */
final class PensionCaller implements AutoCloseable {
    static final String NUMBER = "88001";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration FRAME = Duration.ofMillis(20);

    private final CallerCall call;

    private PensionCaller(CallerCall call) {
        this.call = call;
    }

    /**
     * Dials and returns when the call is answered.
     *
     * @param timeline how much of what is heard is kept
     */
    static PensionCaller answered(InetSocketAddress sip, Duration timeline) throws InterruptedException {
        CallerSettings settings = CallerSettings.defaults();
        CallerCall call = ScriptedCaller.dial(
                sip,
                NUMBER,
                new CallerSettings(
                        G711.ALAW,
                        KeyMethod.RTP_EVENT,
                        settings.localAddress(),
                        "bench",
                        settings.keyLength(),
                        settings.keyGap(),
                        timeline));
        AnswerOutcome outcome = call.awaitAnswer(PATIENCE);
        if (!(outcome instanceof AnswerOutcome.Answered)) {
            call.close();
            throw new BenchException("a call was not answered within " + PATIENCE.toSeconds() + " s: " + outcome);
        }
        return new PensionCaller(call);
    }

    CallerCall call() {
        return call;
    }

    /** Chinese, account, PIN; returns when the menu is heard to begin. */
    void entersMenu() throws InterruptedException {
        call.press("1");
        call.press(DemoData.SHARE_ACCOUNT + "#");
        call.press(DemoData.SHARE_PIN + "#");
        awaitVoice();
    }

    /** {@link System#nanoTime} when the first packet of the call came; waits for it. */
    long firstVoiceNanos() throws InterruptedException {
        awaitPacketAfter(0);
        return call.heard().arrival(0).orElseThrow(() -> new BenchException("the first packet was lost"));
    }

    /** Waits for a packet after those that have come. */
    private void awaitVoice() throws InterruptedException {
        awaitPacketAfter(call.heard().packets());
    }

    private void awaitPacketAfter(long before) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (call.heard().packets() <= before) {
            if (System.nanoTime() > deadline || hasEnded()) {
                throw new BenchException("nothing was heard for " + PATIENCE.toSeconds() + " s, or the call was ended");
            }
            call.listen(FRAME);
        }
    }

    /** Presses one key and listens. */
    SentKey presses(char key, Duration then) throws InterruptedException {
        List<SentKey> sent = call.press(String.valueOf(key));
        call.listen(then);
        return sent.getFirst();
    }

    boolean hasEnded() throws InterruptedException {
        return call.awaitHangUp(Duration.ZERO).isPresent();
    }

    @Override
    public void close() {
        call.close();
    }
}
