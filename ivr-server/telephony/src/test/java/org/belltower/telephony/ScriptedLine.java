package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
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
import org.belltower.voicexml.QueuedPrompt;

/** A line over a scripted switch, on a clock that the test moves. A prompt takes 2 s. */
final class ScriptedLine {
    static final Duration PROMPT = Duration.ofSeconds(2);

    final ScriptedInbox inbox = new ScriptedInbox();
    final ScriptedSwitch control = new ScriptedSwitch(inbox, PROMPT);
    /** What became of the prompts of each turn. */
    final List<String> heard = new ArrayList<>();

    final Line line = line(control);

    /** Another one, on the same clock. */
    Line line(ScriptedSwitch switchboard) {
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
                switchboard,
                inbox,
                new Player(
                        switchboard, inbox, renderer(), wav -> !wav.toString().contains("missing")),
                new WorkBeside(Runnable::run, () -> {}),
                outcomes -> heard.add(String.join(
                        " ", outcomes.stream().map(PlayOutcome::code).toList())),
                LineSettings.direct(),
                message -> inbox.at(inbox.elapsed(), message));
    }

    /** SSML text "bad" cannot be spoken, and "foreign" in no language; any other becomes one clip of the prompt's length named after it. */
    private static PromptRenderer renderer() {
        return (ssml, language) -> ssml.equals("bad")
                ? new Rendering.Unspeakable("no words for it")
                : ssml.equals("foreign")
                        ? new Rendering.NoLanguage(Locale.forLanguageTag("tlh"), "no voice for tlh")
                        : ssml.equals("mark")
                                ? new Rendering.Rendered(new Playlist(List.of(new PlaylistItem.Mark("here"))))
                                : new Rendering.Rendered(new Playlist(List.of(new PlaylistItem.Clip(
                                        Path.of("/clips", ssml + ".wav"), PROMPT, ssml, language))));
    }

    static QueuedPrompt prompt(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.SPEECH);
    }

    static QueuedPrompt fixed(String text) {
        return new QueuedPrompt(text, Locale.US, false, BargeinType.SPEECH);
    }

    static InputRequest listenFor(String builtin) {
        return listenFor(builtin, DtmfTiming.DEFAULT);
    }

    static InputRequest listenFor(String builtin, DtmfTiming timing) {
        ActiveGrammar grammar = new ActiveGrammar("field", TestGrammars.builtin(builtin));
        return new InputRequest(List.of(grammar), Duration.ofSeconds(5), timing, Set.of(InputMode.DTMF), false);
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    static String matched(InputResult result) {
        assertThat(result).isInstanceOf(InputResult.Matched.class);
        return ((InputResult.Matched) result).nbest().getFirst().utterance();
    }
}
