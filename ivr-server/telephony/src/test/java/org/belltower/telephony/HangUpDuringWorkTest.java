package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database or a speech engine that hangs must not hold a call whose caller has gone. The work ends only when a test lets it. */
@Timeout(30)
class HangUpDuringWorkTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final CallInbox inbox = new CallInbox();
    private final Line line = new Line(
            new ConnectionInfo(
                    URI.create("tel:88001"),
                    URI.create("tel:anonymous"),
                    "sip",
                    "2.0",
                    ConnectionInfo.Originator.REMOTE,
                    "",
                    List.of(),
                    Map.of()),
            new NoControl(),
            inbox,
            new Player(
                    new NoControl(),
                    inbox,
                    (_, _) -> {
                        hang("prompt");
                        return new Rendering.Rendered(Playlist.EMPTY);
                    },
                    _ -> true),
            WorkBeside.ofCall(inbox),
            PlayObserver.NONE,
            LineSettings.direct(),
            inbox::put);

    private static final class NoControl implements CallControl {
        @Override
        public void stopRecording(String path) {}

        @Override
        public void handOn(String place, String id) {}

        @Override
        public int handOnsLeft() {
            return 1;
        }

        @Override
        public void watchForMachine(String leg) {}

        @Override
        public void stopWatching(String leg) {}

        @Override
        public void hangUpOther(String leg, String cause) {}

        @Override
        public void execute(String application, String argument, String id) {}

        @Override
        public void stopPlaying() {}

        @Override
        public void hangUp(String cause) {}
    }

    private String hang(String name) {
        order.add(name + " begins");
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        order.add(name + " ends");
        return name;
    }

    /** Hangs up once the work has begun. */
    private void hangUpMeanwhile() {
        Thread.ofVirtual().start(() -> {
            try {
                begun.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            inbox.put(new CallMessage.HungUp("NORMAL_CLEARING"));
        });
    }

    @Test
    void fetchIsLeftToItself() {
        hangUpMeanwhile();

        Optional<String> fetched = line.whileConnected(() -> hang("fetch"));

        assertThat(fetched).isEmpty();
        assertThat(order).containsExactly("fetch begins");
        release.countDown();
    }

    @Test
    void promptThatIsBeingSpokenIsLeftToItself() {
        hangUpMeanwhile();
        QueuedPrompt prompt = new QueuedPrompt("<speak/>", Locale.US, true, BargeinType.SPEECH);

        assertThat(line.play(List.of(prompt))).isEqualTo(new PlayResult.HangUp());

        assertThat(order).containsExactly("prompt begins");
        release.countDown();
    }

    @Test
    void waitingForInputEndsWhileItsPromptIsBeingSpoken() {
        hangUpMeanwhile();
        QueuedPrompt prompt = new QueuedPrompt("<speak/>", Locale.US, true, BargeinType.SPEECH);
        InputRequest request =
                new InputRequest(List.of(), Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false);

        assertThat(line.collect(List.of(prompt), request)).isEqualTo(new InputResult.HangUp());

        assertThat(order).containsExactly("prompt begins");
        release.countDown();
    }

    @Test
    void workAfterTheHangUpComesAfterWhatWasLeft() throws InterruptedException {
        hangUpMeanwhile();
        line.whileConnected(() -> hang("fetch"));
        CountDownLatch tidied = new CountDownLatch(1);

        Thread tidying = Thread.ofVirtual().start(() -> {
            line.whileConnected(() -> hang("tidying"));
            tidied.countDown();
        });
        while (tidying.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThat(order).containsExactly("fetch begins");
        release.countDown();
        tidied.await();
        assertThat(order).containsExactly("fetch begins", "fetch ends", "tidying begins", "tidying ends");
    }

    @Test
    void whatWorkThrowsArrives() {
        IllegalStateException defect = new IllegalStateException("defect");
        Supplier<String> failing = () -> {
            throw defect;
        };

        assertThatThrownBy(() -> line.whileConnected(failing)).isSameAs(defect);
    }

    @Test
    void keysThatComeDuringWorkAreTypedAhead() {
        inbox.put(new CallMessage.KeyPressed('7'));
        release.countDown();
        line.whileConnected(() -> hang("fetch"));
        InputRequest request = new InputRequest(
                List.of(new ActiveGrammar("field", TestGrammars.builtin("digits?length=1"))),
                Duration.ofSeconds(5),
                DtmfTiming.DEFAULT,
                Set.of(InputMode.DTMF),
                false);

        InputResult result = line.collect(List.of(), request);

        assertThat(result).isInstanceOf(InputResult.Matched.class);
    }
}
