package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.fetch.FetchAudio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a caller hears during a fetch. Spec: VoiceXML 2.0 §6.1.1, §6.3.5. */
@Timeout(30)
class FetchSoundTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final CallInbox inbox = new CallInbox();
    private final BlockingQueue<String> played = new LinkedBlockingQueue<>();
    private final CountDownLatch rendered = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Rendering rendering =
            new Rendering.Rendered(new Playlist(List.of(new PlaylistItem.Silence(Duration.ofSeconds(60)))));
    private final Switch control = new Switch();
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
            control,
            inbox,
            new Player(control, inbox, this::render, _ -> true),
            WorkBeside.ofCall(inbox),
            PlayObserver.NONE,
            LineSettings.direct(),
            inbox::put);

    private final class Switch implements CallControl {
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
        public void execute(String application, String argument, String id) {
            played.add(id);
        }

        @Override
        public void stopPlaying() {
            stopped.countDown();
        }

        @Override
        public void hangUp(String cause) {}
    }

    private Rendering render(String ssml, Locale language) {
        rendered.countDown();
        return rendering;
    }

    private static FetchAudio audio(Duration delay, Duration minimum) {
        return new FetchAudio(URI.create("prompt:wait"), Locale.US, delay, minimum);
    }

    private String take() {
        try {
            return played.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Test
    void audioPlaysWhileTheFetchLastsAndIsStopped() {
        Optional<String> fetched = line.whileConnected(this::take, audio(Duration.ZERO, Duration.ZERO));

        assertThat(fetched).contains("play-1");
        assertThat(stopped.getCount()).isZero();
    }

    @Test
    void fetchThatIsQuickerThanTheDelayIsHeardByNobody() {
        Optional<String> fetched = line.whileConnected(() -> "quick", audio(LONG, LONG));

        assertThat(fetched).contains("quick");
        assertThat(played).isEmpty();
    }

    @Test
    void audioThatEndsBeforeTheFetchBeginsAgain() {
        Optional<String> fetched = line.whileConnected(
                () -> {
                    String first = take();
                    inbox.put(new CallMessage.Executed(first, "FILE PLAYED"));
                    return first + " " + take();
                },
                audio(Duration.ZERO, Duration.ZERO));

        assertThat(fetched).contains("play-1 play-2");
    }

    @Test
    void audioThatHasBegunLastsItsMinimum() {
        var hungUp = new CountDownLatch(1);
        Optional<String> fetched = line.whileConnected(
                () -> {
                    String first = take();
                    // Nothing but the minimum keeps the line from going on once this has come; then the caller goes.
                    Thread.ofVirtual().start(() -> {
                        inbox.put(new CallMessage.Executed(first, "FILE PLAYED"));
                        take();
                        hungUp.countDown();
                        inbox.put(new CallMessage.HungUp("NORMAL_CLEARING"));
                    });
                    return first;
                },
                audio(Duration.ZERO, LONG));

        assertThat(fetched).isEmpty();
        assertThat(hungUp.getCount()).isZero();
    }

    @Test
    void audioThatCannotBePlayedDoesNotKeepTheFetch() {
        rendering = new Rendering.Unspeakable("no such prompt");
        Optional<String> fetched = line.whileConnected(
                () -> {
                    try {
                        rendered.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return "there";
                },
                audio(Duration.ZERO, LONG));

        assertThat(fetched).contains("there");
        assertThat(played).isEmpty();
    }
}
