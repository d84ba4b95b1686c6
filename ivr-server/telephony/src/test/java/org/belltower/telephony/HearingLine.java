package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Match;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.telephony.tap.AudioSink;
import org.belltower.telephony.tap.CallerTap;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A line with a recogniser, over a scripted switch and on a clock that the test moves. A prompt takes 2 s. Ends with its test. */
final class HearingLine implements AfterEachCallback {
    static final Duration PROMPT = Duration.ofSeconds(2);
    static final ActiveGrammar WORDS = new ActiveGrammar("words", TestGrammars.spoken("boolean"));
    static final ActiveGrammar KEYS = new ActiveGrammar("keys", TestGrammars.builtin("digits?length=3"));
    static final Match YES = new Match(WORDS, List.of("yes"));

    final ScriptedInbox inbox = new ScriptedInbox();
    final ScriptedSwitch control = new ScriptedSwitch(inbox, PROMPT);
    final ScriptedRecognizer recognizer = new ScriptedRecognizer(inbox);
    /** What became of the prompts of each turn. */
    final List<String> played = new ArrayList<>();

    final CountingTap tap = new CountingTap();
    final SpokenInput spoken = SpokenInput.of(recognizer, tap);

    /** For recordings. */
    final Path folder = temporary();

    private Optional<Line> opened = Optional.empty();

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hearing-line");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A tap that a switch writes to. */
    static final class CountingTap implements CallerTap {
        final List<AudioSink> sinks = new ArrayList<>();
        int closed;

        @Override
        public Tapped open(AudioSink sink) {
            sinks.add(sink);
            return new Tapped() {
                @Override
                public Path path() {
                    return Path.of("/tap/caller.raw");
                }

                @Override
                public boolean heardAny() {
                    return true;
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }

        @Override
        public void close() {}
    }

    /** With a recogniser. */
    Line line() {
        return line(new LineSettings(folder, uri -> Optional.of("sofia/internal/agent@example.com")).hearing(spoken));
    }

    Line line(LineSettings settings) {
        PromptRenderer renderer = (ssml, language) -> new Rendering.Rendered(new Playlist(
                ssml.equals("marked")
                        ? List.of(new PlaylistItem.Mark("here"), clip(ssml, language))
                        : List.of(clip(ssml, language))));
        Line line = new Line(
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
                inbox,
                new Player(control, inbox, renderer, _ -> true),
                new WorkBeside(Runnable::run, () -> {}),
                outcomes -> played.add(String.join(
                        " ", outcomes.stream().map(PlayOutcome::code).toList())),
                settings,
                recognizer::post);
        opened = Optional.of(line);
        return line;
    }

    /** In the test's own folder where its name begins with "real". */
    private PlaylistItem clip(String ssml, Locale language) {
        Path clips = ssml.startsWith("real") ? folder : Path.of("/clips");
        return new PlaylistItem.Clip(clips.resolve(ssml + ".wav"), PROMPT, ssml, language);
    }

    static QueuedPrompt prompt(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.SPEECH);
    }

    static QueuedPrompt hotword(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.HOTWORD);
    }

    static QueuedPrompt fixed(String text) {
        return new QueuedPrompt(text, Locale.US, false, BargeinType.SPEECH);
    }

    static InputRequest both() {
        return request(List.of(KEYS, WORDS), Set.of(InputMode.DTMF, InputMode.VOICE));
    }

    static InputRequest request(List<ActiveGrammar> grammars, Set<InputMode> modes) {
        return new InputRequest(grammars, Duration.ofSeconds(5), DtmfTiming.DEFAULT, modes, false);
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    void callerSaysYes(double from, double until) {
        recognizer.hears(seconds(from), seconds(until), ScriptedRecognizer.understood(0.8, Optional.empty(), YES));
    }

    InputResult ask(Line line, List<QueuedPrompt> prompts, InputRequest request) {
        assertThat(line.deafTo(prompts, request)).isEmpty();
        return line.collect(prompts, request);
    }

    /** Ends the call: nobody may be listened to any more, and nothing of what was said may be left. */
    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        opened.ifPresent(Line::close);
        assertThat(recognizer.open).as("hearings that are left open").isZero();
        assertThat(tap.closed).isEqualTo(tap.sinks.size());
        Files.delete(folder);
    }
}
