package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.belltower.hotline.DemoData;
import org.belltower.server.Belltower;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.Ear;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.demo.ClipFolder;

/** A caller who listens for words and presses keys; every wait fails the test with what was heard instead. */
final class Caller implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration GLANCE = Duration.ofMillis(200);

    final CallerCall call;
    private final Ear ear;
    private final ClipFolder clips;
    private int last = Integer.MIN_VALUE;

    private Caller(CallerCall call, ClipFolder clips) {
        this.call = call;
        this.ear = new Ear(call.heard(), clips::fresh);
        this.clips = clips;
    }

    static Caller dial(WholeServer server, String number) throws InterruptedException {
        return dial(server, number, CallerSettings.defaults());
    }

    static Caller dial(WholeServer server, String number, CallerSettings settings) throws InterruptedException {
        return dial(
                server.sipPort(), server.belltower().configuration().folders().data(), number, settings);
    }

    /** @param data the data folder of the server, where its clips lie */
    static Caller dial(int sipPort, Path data, String number, CallerSettings settings) throws InterruptedException {
        InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), sipPort);
        CallerCall call = ScriptedCaller.dial(sip, number, settings);
        assertThat(call.awaitAnswer(PATIENCE)).isInstanceOf(AnswerOutcome.Answered.class);
        return new Caller(call, new ClipFolder(data.resolve(Belltower.CLIPS)));
    }

    /** Knows a sound again that is no clip of the server's. */
    void knows(Path wav, String words) {
        ear.learn(new KnownClip(wav, words, Locale.ROOT));
    }

    /** Waits for a clip with these words to be heard to its end. */
    HeardClip hears(String words) throws InterruptedException {
        return await(text -> text.contains(words), words, true);
    }

    /** Waits for a clip with these words to begin. */
    HeardClip begins(String words) throws InterruptedException {
        return await(text -> text.contains(words), words, false);
    }

    private HeardClip await(Predicate<String> words, String what, boolean whole) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            clips.fresh().forEach(ear::learn);
            Optional<HeardClip> heard = whole ? ear.awaitClip(words, GLANCE) : ear.awaitStart(words, GLANCE);
            // An ear that has learnt a clip listens again from the beginning: what was heard before is not news.
            if (heard.isPresent()
                    && (heard.get().sample() > last || (!whole && heard.get().sample() >= last))) {
                last = heard.get().sample();
                return heard.get();
            }
        }
        throw new AssertionError("did not hear \"" + what + "\" but "
                + ear.clips().stream().map(HeardClip::text).toList());
    }

    void presses(String keys) throws InterruptedException {
        call.press(keys);
    }

    /** Chinese, then the account and its PIN, without waiting for the prompts. */
    void logsIn(String account, String pin) throws InterruptedException {
        presses("1");
        presses(account + "#");
        presses(pin + "#");
    }

    /** The main menu of the pension hotline, as a customer who hears out what is asked. */
    void reachesTheMenu() throws InterruptedException {
        hears("热线");
        presses("1");
        begins("账号");
        presses(DemoData.SHARE_ACCOUNT + "#");
        begins("密码");
        presses(DemoData.SHARE_PIN + "#");
        begins("查询单位净值请按一");
    }

    CallEnd isHungUpOn() throws InterruptedException {
        Optional<CallEnd> end = call.awaitHangUp(PATIENCE);
        assertThat(end).as("the hotline hangs up").isPresent();
        return end.orElseThrow();
    }

    @Override
    public void close() {
        call.close();
    }
}
