package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.prompt.Outlook;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
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

/** Prompts that are made while others play: {@code there…} is cached, {@code figure…} too, the rest has to be spoken. */
class LaterPromptsTest {
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final ScriptedInbox inbox = new ScriptedInbox();
    private final ScriptedSwitch control = new ScriptedSwitch(inbox, PROMPT);
    private final List<String> heard = new ArrayList<>();
    private final List<Runnable> making = new ArrayList<>();
    private final Line line = line();

    private Line line() {
        var beside = new WorkBeside(making::add, () -> inbox.after(Duration.ZERO, new CallMessage.WorkDone()));
        Inbox slow = new Inbox() {
            @Override
            public Optional<CallMessage> take(Duration atMost) {
                Optional<CallMessage> message = inbox.take(atMost);
                if (message.orElse(null) instanceof CallMessage.Bridged) {
                    make();
                }
                return message;
            }

            @Override
            public Duration elapsed() {
                return inbox.elapsed();
            }
        };
        return new Line(
                new ConnectionInfo(
                        URI.create("tel:88001"),
                        URI.create("tel:13800000000"),
                        "sip",
                        "2.0",
                        ConnectionInfo.Originator.REMOTE,
                        "",
                        List.of(),
                        Map.of()),
                control,
                slow,
                new Player(control, slow, new Renderer(), _ -> true, beside),
                new WorkBeside(Runnable::run, () -> {}),
                outcomes -> heard.add(String.join(
                        " ", outcomes.stream().map(PlayOutcome::code).toList())),
                LineSettings.direct(),
                _ -> {});
    }

    private void make() {
        List<Runnable> jobs = List.copyOf(making);
        making.clear();
        jobs.forEach(Runnable::run);
    }

    /** What waits to be made is made at this time. */
    private void madeAt(Duration time) {
        inbox.at(time, new CallMessage.Bridged());
    }

    private static final class Renderer implements PromptRenderer {
        @Override
        public Rendering render(String ssml, Locale language) {
            return ssml.endsWith("bad")
                    ? new Rendering.Unspeakable("the engines are gone")
                    : new Rendering.Rendered(new Playlist(List.of(
                            new PlaylistItem.Clip(Path.of("/clips/" + ssml + ".wav"), PROMPT, ssml, language))));
        }

        @Override
        public Outlook outlook(String ssml, Locale language) {
            boolean there = ssml.startsWith("there") || ssml.startsWith("figure");
            Outlook.State state = ssml.equals("known-bad")
                    ? Outlook.State.UNSPEAKABLE
                    : there ? Outlook.State.THERE : Outlook.State.TO_BE_SPOKEN;
            return new Outlook(state, ssml.startsWith("figure"));
        }
    }

    private static List<QueuedPrompt> prompts(String... names) {
        return List.of(names).stream()
                .map(name -> new QueuedPrompt(name, Locale.US, true, BargeinType.SPEECH))
                .toList();
    }

    private static InputRequest oneDigit() {
        ActiveGrammar grammar = new ActiveGrammar("field", TestGrammars.builtin("digits?length=1"));
        return new InputRequest(
                List.of(grammar), Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false);
    }

    @Test
    void cachedPromptStartsAtOnceAndTheOthersAreMadeWhileItPlays() {
        madeAt(Duration.ofMillis(300));

        assertThat(line.play(prompts("there", "spoken", "figure"))).isInstanceOf(PlayResult.Played.class);

        assertThat(control.log)
                .containsExactly(
                        "0 playback /clips/there.wav",
                        "2000 playback file_string:///clips/spoken.wav!/clips/figure.wav");
        assertThat(heard).hasSize(1);
    }

    @Test
    void whatIsAllThereIsOnePlayback() {
        line.play(prompts("there", "figure", "there-too"));
        assertThat(control.log)
                .containsExactly("0 playback file_string:///clips/there.wav!/clips/figure.wav!/clips/there-too.wav");
        assertThat(making).isEmpty();
    }

    @Test
    void promptThatIsLateIsWaitedForInSilence() {
        madeAt(Duration.ofMillis(2700));
        line.play(prompts("there", "spoken"));
        assertThat(control.log).containsExactly("0 playback /clips/there.wav", "2700 playback /clips/spoken.wav");
    }

    /** The date of a figure may be in the prompt behind it, and an undated figure is never heard. */
    @Test
    void nothingIsHeardOfAFigureBeforeAllThatFollowsItIsMade() {
        assertThat(line.play(prompts("figure", "date-bad"))).isInstanceOf(PlayResult.Failed.class);
        assertThat(control.log).isEmpty();

        madeAt(Duration.ofMillis(100));
        assertThat(line.play(prompts("there", "figure", "date-bad"))).isInstanceOf(PlayResult.Failed.class);
        assertThat(control.log).containsExactly("0 playback /clips/there.wav");
    }

    @Test
    void nothingIsPlayedWhereAnyIsKnownToBeUnspeakable() {
        assertThat(line.play(prompts("there", "spoken", "known-bad"))).isInstanceOf(PlayResult.Failed.class);
        assertThat(control.log).isEmpty();
    }

    @Test
    void failureOfALaterPromptIsAnEventWhileListening() {
        madeAt(Duration.ofMillis(2500));
        assertThat(line.collect(prompts("there", "spoken-bad"), oneDigit()))
                .isEqualTo(new InputResult.Failed("error.noresource", "the engines are gone"));
        assertThat(control.log).hasSize(1);
    }

    @Test
    void keyWhileALaterPromptIsWaitedForIsTheAnswer() {
        inbox.keysAt(Duration.ofMillis(2500), "7");
        madeAt(Duration.ofSeconds(4));
        assertThat(line.collect(prompts("there", "spoken"), oneDigit())).isInstanceOf(InputResult.Matched.class);
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(2500));
        assertThat(line.play(prompts("there"))).isInstanceOf(PlayResult.Played.class);
        assertThat(control.log).containsExactly("0 playback /clips/there.wav", "2500 playback /clips/there.wav");
    }

    @Test
    void keyDuringTheFirstPromptStopsAllOfThem() {
        inbox.keysAt(Duration.ofMillis(500), "7");
        madeAt(Duration.ofMillis(600));
        assertThat(line.collect(prompts("there", "spoken"), oneDigit())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.play(prompts("there"))).isInstanceOf(PlayResult.Played.class);
        assertThat(control.log).noneMatch(entry -> entry.contains("spoken"));
    }

    @Test
    void hangUpWhileALaterPromptIsWaitedForEndsTheCallAtOnce() {
        inbox.at(Duration.ofMillis(2500), new CallMessage.HungUp("NORMAL_CLEARING"));
        assertThat(line.play(prompts("there", "spoken"))).isInstanceOf(PlayResult.HangUp.class);
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(2500));
        assertThat(heard).hasSize(1);
    }

    @Test
    void timeoutCountsFromTheEndOfTheLastPrompt() {
        madeAt(Duration.ofMillis(2500));
        assertThat(line.collect(prompts("there", "spoken"), oneDigit())).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(9500));
    }
}
