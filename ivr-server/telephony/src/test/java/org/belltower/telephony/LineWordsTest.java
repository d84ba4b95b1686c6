package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
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
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Tones;
import org.belltower.audio.Wav;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Match;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Reading;
import org.belltower.telephony.tap.AudioSink;
import org.belltower.telephony.tap.CallerTap;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.Confidence;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.SpeechSettings;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words and keys on one line, on a clock that the test moves. A prompt takes 2 s. */
class LineWordsTest {
    private static final Duration PROMPT = Duration.ofSeconds(2);
    private static final ActiveGrammar WORDS = new ActiveGrammar("words", TestGrammars.spoken("boolean"));
    private static final ActiveGrammar KEYS = new ActiveGrammar("keys", TestGrammars.builtin("digits?length=3"));
    private static final Match YES = new Match(WORDS, List.of("yes"));

    @TempDir
    private Path folder;

    private final ScriptedInbox inbox = new ScriptedInbox();
    private final ScriptedSwitch control = new ScriptedSwitch(inbox, PROMPT);
    private final ScriptedRecognizer recognizer = new ScriptedRecognizer(inbox);
    private final List<String> played = new ArrayList<>();
    private final CountingTap tap = new CountingTap();
    private final SpokenInput spoken = SpokenInput.of(recognizer, tap);
    private Optional<Line> opened = Optional.empty();

    /** A tap that a switch writes to. */
    private static final class CountingTap implements CallerTap {
        private final List<AudioSink> sinks = new ArrayList<>();
        private int closed;

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

    @AfterEach
    void nobodyListensAnyMore() {
        opened.ifPresent(Line::close);
        assertThat(recognizer.open).as("hearings that are left open").isZero();
        assertThat(tap.closed).isEqualTo(tap.sinks.size());
    }

    private Line line() {
        return line(new LineSettings(folder, uri -> Optional.of("sofia/internal/agent@example.com")).hearing(spoken));
    }

    private Line line(LineSettings settings) {
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

    private PlaylistItem clip(String ssml, Locale language) {
        Path clips = ssml.startsWith("real") ? folder : Path.of("/clips");
        return new PlaylistItem.Clip(clips.resolve(ssml + ".wav"), PROMPT, ssml, language);
    }

    private static QueuedPrompt prompt(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.SPEECH);
    }

    private static QueuedPrompt hotword(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.HOTWORD);
    }

    private static QueuedPrompt fixed(String text) {
        return new QueuedPrompt(text, Locale.US, false, BargeinType.SPEECH);
    }

    private static InputRequest both() {
        return request(List.of(KEYS, WORDS), Set.of(InputMode.DTMF, InputMode.VOICE));
    }

    private static InputRequest request(List<ActiveGrammar> grammars, Set<InputMode> modes) {
        return new InputRequest(grammars, Duration.ofSeconds(5), DtmfTiming.DEFAULT, modes, false);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private void callerSaysYes(double from, double until) {
        recognizer.hears(seconds(from), seconds(until), ScriptedRecognizer.understood(0.8, Optional.empty(), YES));
    }

    private InputResult ask(Line line, List<QueuedPrompt> prompts, InputRequest request) {
        assertThat(line.deafTo(prompts, request)).isEmpty();
        return line.collect(prompts, request);
    }

    @Test
    void speechStopsThePromptWhenItBeginsAndIsTheInputWhenItEnds() {
        callerSaysYes(0.5, 1.3);

        InputResult result = ask(line(), List.of(prompt("ask")), both());

        assertThat(result).isInstanceOfSatisfying(InputResult.Matched.class, matched -> {
            assertThat(matched.mode()).isEqualTo(InputMode.VOICE);
            assertThat(matched.nbest())
                    .containsExactly(new InputResult.Hypothesis("yes", new Confidence(0.8), List.of(YES)));
            assertThat(matched.utterance()).isEmpty();
        });
        assertThat(inbox.elapsed()).isEqualTo(seconds(1.3));
        assertThat(control.log).contains("0 playback /clips/ask.wav", "500 stop");
        assertThat(played).containsExactly("stopped");
        assertThat(recognizer.log).containsExactly("500 prompts ended", "1300 closed");
    }

    /** Clips lie in the folder of the test where a prompt's name begins with "real". */
    @Test
    void recogniserIsToldWhatThePromptSoundsLike() throws IOException {
        Pcm tone = Tones.sum(Duration.ofMillis(300), SampleRate.HZ_8000, new Tones.Sine(440, -20));
        for (String name : List.of("real-1", "real-2")) {
            try (OutputStream out = Files.newOutputStream(folder.resolve(name + ".wav"))) {
                Wav.write(out, tone);
            }
        }
        callerSaysYes(0.5, 1.3);

        ask(line(), List.of(prompt("real-1"), prompt("real-2")), both());

        assertThat(recognizer.sounds).containsExactly(Pcm.join(List.of(tone, tone)));
    }

    @Test
    void recogniserIsToldNothingWhereAClipCannotBeRead() {
        callerSaysYes(0.5, 1.3);

        ask(line(), List.of(prompt("ask")), both());

        assertThat(recognizer.sounds).isEmpty();
    }

    @Test
    void switchBringsTheCallersSideAloneOnceACallAndWhatElseItRecordsHasBoth() {
        Line line = line();
        callerSaysYes(0.5, 1.3);
        ask(line, List.of(prompt("ask")), both());
        callerSaysYes(2.5, 3.3);
        ask(line, List.of(prompt("again")), both());

        assertThat(control.log.subList(0, 6))
                .containsExactly(
                        "0 set RECORD_READ_ONLY=true",
                        "0 set enable_file_write_buffering=false",
                        "0 record_session /tap/caller.raw",
                        "0 unset RECORD_READ_ONLY",
                        "0 unset enable_file_write_buffering",
                        "0 playback /clips/ask.wav");
        assertThat(tap.sinks).hasSize(1);
        assertThat(control.log.stream().filter(entry -> entry.contains("record_session")))
                .hasSize(1);
    }

    @Test
    void callWhoseFieldsWantKeysHasNoTapAndNoHearing() {
        Line line = line();
        inbox.keysAt(seconds(0.5), "123");
        ask(line, List.of(prompt("ask")), request(List.of(KEYS), Set.of(InputMode.DTMF, InputMode.VOICE)));
        inbox.keysAt(seconds(4), "123");
        ask(line, List.of(prompt("ask")), request(List.of(KEYS, WORDS), Set.of(InputMode.DTMF)));

        assertThat(tap.sinks).isEmpty();
        assertThat(recognizer.requests).isEmpty();
        assertThat(spoken.statistics().inputs()).isZero();
    }

    @Test
    void callersSoundReachesTheRecogniserOnlyWhileItListens() {
        Line line = line();
        callerSaysYes(0.5, 1.3);
        ask(line, List.of(prompt("ask")), both());
        int before = recognizer.log.size();
        tap.sinks.getFirst().hear(new short[160], 160);
        assertThat(recognizer.log).hasSize(before);
    }

    @Test
    void hotwordDoesNotStopThePromptUntilItIsUnderstood() {
        callerSaysYes(0.5, 1.3);
        assertThat(ask(line(), List.of(hotword("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(control.log).contains("1300 stop").doesNotContain("500 stop");
        assertThat(recognizer.requests.getFirst().hotword()).isTrue();
    }

    /** What a hotword is not is passed over, also where the timer runs. Spec: VoiceXML 2.0 §4.1.5.1. */
    @Test
    void speechThatIsNoHotwordDoesNotStopTheTimer() {
        recognizer.hears(seconds(3), seconds(60), ScriptedRecognizer.garbage());
        assertThat(ask(line(), List.of(hotword("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(7));
    }

    @Test
    void speechStopsTheTimerForNoInput() {
        callerSaysYes(6.9, 9);
        assertThat(ask(line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(9));
        assertThat(recognizer.log).containsExactly("2000 prompts ended", "6900 prompts ended", "9000 closed");
    }

    @Test
    void silentCallerHasNoInputAfterTheTimeout() {
        assertThat(ask(line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(7));
    }

    @Test
    void wordsThatNoGrammarTakesAreNoMatch() {
        recognizer.hears(seconds(0.5), seconds(1), ScriptedRecognizer.garbage());
        assertThat(ask(line(), List.of(prompt("ask")), both()))
                .isEqualTo(new InputResult.NoMatch(InputMode.VOICE, "mumble"));
    }

    @Test
    void tooLongSpeechIsTold() {
        recognizer.hears(seconds(0.5), seconds(31), new Heard.TooLong(Optional.empty()));
        assertThat(ask(line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.TooMuchSpeech.class);
    }

    @Test
    void keyEndsTheListeningToWordsAndWins() {
        callerSaysYes(0.5, 1.3);
        inbox.keysAt(seconds(1), "123");

        assertThat(ask(line(), List.of(prompt("ask")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.DTMF));
        assertThat(recognizer.log).contains("1000 closed");
        assertThat(inbox.elapsed()).isEqualTo(seconds(1.3).minusMillis(100));
    }

    @Test
    void keysThatAreNotListenedToDoNotEndTheListeningToWords() {
        callerSaysYes(0.5, 1.3);
        inbox.keysAt(seconds(1), "1");
        assertThat(ask(line(), List.of(prompt("ask")), request(List.of(WORDS), Set.of(InputMode.VOICE))))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.VOICE));
    }

    @Test
    void typedAheadKeysAskForNoRecogniser() {
        Line line = line();
        inbox.keysAt(seconds(0.5), "123");
        line.play(List.of(prompt("first")));
        assertThat(ask(line, List.of(prompt("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(recognizer.requests).isEmpty();
    }

    @Test
    void promptThatMustBeHeardIsNotStoppedAndNobodyListensMeanwhile() {
        Line line = line();
        callerSaysYes(3, 3.5);
        ask(line, List.of(fixed("must"), prompt("ask")), both());
        assertThat(control.log).contains("2000 playback /clips/ask.wav", "3000 stop");
        assertThat(played).containsExactly("whole", "stopped");
    }

    @Test
    void markTellsWhereTheCallerSpoke() {
        callerSaysYes(0.5, 1.3);
        assertThat(ask(line(), List.of(prompt("marked")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mark()).hasValueSatisfying(mark -> {
                            assertThat(mark.name()).isEqualTo("here");
                            assertThat(mark.since()).isEqualTo(seconds(0.5));
                        }));
    }

    @Test
    void hangUpFreesTheRecogniserAtOnce() {
        callerSaysYes(0.5, 10);
        inbox.at(seconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));
        assertThat(ask(line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.HangUp.class);
        assertThat(recognizer.log).last().isEqualTo("1000 closed");
    }

    @Test
    void recogniserThatBreaksDownLeavesTheKeys() {
        recognizer.hears(seconds(0.5), seconds(1), new Heard.Failed("broken"));
        inbox.keysAt(seconds(5), "123");
        assertThat(ask(line(), List.of(prompt("ask")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.DTMF));
    }

    @Test
    void recogniserThatBreaksDownWhereOnlyWordsCountIsNoResource() {
        recognizer.hears(seconds(0.5), seconds(1), new Heard.Failed("broken"));
        assertThat(ask(line(), List.of(prompt("ask")), request(List.of(WORDS), Set.of(InputMode.VOICE))))
                .isEqualTo(new InputResult.Failed("error.noresource", "broken"));
    }

    /** Its word may have been lost in a full inbox. */
    @Test
    void recogniserThatNeverSaysWhatItHeardIsNotAwaitedForEver() {
        recognizer.hears(seconds(0.5), Duration.ofHours(1), ScriptedRecognizer.garbage());
        assertThat(ask(line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatAnEarlierInputHeardIsNotTakenForAnAnswer() {
        Line line = line();
        callerSaysYes(0.5, 3);
        inbox.keysAt(seconds(1), "123");
        ask(line, List.of(prompt("first")), both());
        assertThat(ask(line, List.of(prompt("second")), both())).isInstanceOf(InputResult.NoInput.class);
    }

    @Test
    void refusalIsToldAndCounted() {
        recognizer.refuses(Admission.Reason.AT_CAPACITY, "all are taken");
        assertThat(line().deafTo(List.of(prompt("ask")), both())).contains("all are taken");
        assertThat(spoken.statistics().refused()).containsEntry(Admission.Reason.AT_CAPACITY, 1L);
        assertThat(tap.sinks).isEmpty();
    }

    @Test
    void serverWithoutRecogniserSaysSoOnlyWhereKeysDoNotDo() {
        Line keysOnly = line(new LineSettings(folder, uri -> Optional.empty()));
        assertThat(keysOnly.deafTo(List.of(), both())).isEmpty();
        assertThat(keysOnly.deafTo(List.of(), request(List.of(WORDS), Set.of(InputMode.DTMF, InputMode.VOICE))))
                .isPresent();
    }

    @Test
    void severalReadingsComeInTheirOrder() {
        Match no = new Match(WORDS, List.of("no"));
        recognizer.hears(
                seconds(0.5),
                seconds(1),
                new Heard.Understood(
                        List.of(new Reading("yes", 0.7, List.of(YES)), new Reading("no", 0.6, List.of(no))),
                        Optional.empty()));
        assertThat(ask(line(), List.of(), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.nbest().stream().map(InputResult.Hypothesis::utterance))
                                .containsExactly("yes", "no"));
    }

    @Test
    void utteranceIsKeptUntilTheCallEndsWhereTheDocumentWantsIt() throws Exception {
        Pcm said = Pcm.silence(Duration.ofMillis(500), SampleRate.HZ_8000);
        recognizer.hears(seconds(0.5), seconds(1), ScriptedRecognizer.understood(0.8, Optional.of(said), YES));
        Line line = line();
        InputResult result = ask(line, List.of(prompt("ask")), recording("audio/x-wav"));
        assertThat(recognizer.requests.getFirst().keepAudio()).isTrue();
        assertThat(result)
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.utterance()).hasValueSatisfying(recording -> {
                            assertThat(recording.length()).isEqualTo(Duration.ofMillis(500));
                            assertThat(recording.size()).isEqualTo(44 + 8_000);
                            assertThat(recording.file()).exists();
                        }));
        line.close();
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Spec: VoiceXML 2.1 §7. */
    @Test
    void utteranceInAFormatThatIsNotWrittenIsUnsupported() {
        assertThat(ask(line(), List.of(prompt("ask")), recording("audio/x-mp3")))
                .isInstanceOfSatisfying(
                        InputResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.unsupported.format"));
        assertThat(played).containsExactly("not-played");
    }

    private static InputRequest recording(String type) {
        SpeechSettings usual = SpeechSettings.DEFAULT;
        return new InputRequest(
                List.of(WORDS),
                Duration.ofSeconds(5),
                DtmfTiming.DEFAULT,
                Set.of(InputMode.VOICE),
                false,
                new SpeechSettings(
                        usual.confidenceLevel(),
                        usual.sensitivity(),
                        usual.speedVsAccuracy(),
                        usual.completeTimeout(),
                        usual.incompleteTimeout(),
                        usual.maxSpeech(),
                        1,
                        Optional.of(type)));
    }

    /** Spec: VoiceXML 2.0 §2.3.6. */
    @Test
    void wordsThatAGrammarTakesEndARecording() {
        callerSaysYes(3, 4);
        control.respond(Optional.empty());
        inbox.at(seconds(5), new CallMessage.Executed("record", ""));
        RecordResult result = line().record(
                        List.of(),
                        new RecordRequest(false, Optional.empty(), Optional.empty(), true, Optional.empty(), both()));
        assertThat(recognizer.requests.getFirst().hotword()).isTrue();
        assertThat(control.log).contains("4000 stop");
        // The scripted switch writes no file, so that nothing has been said.
        assertThat(result).isInstanceOf(RecordResult.NoInput.class);
    }

    private TransferResult transfer(Line line, List<QueuedPrompt> prompts, InputRequest input) {
        return line.transfer(
                prompts,
                new TransferRequest(
                        URI.create("sip:agent@example.com"),
                        TransferType.BRIDGE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        input));
    }

    /** Spec: VoiceXML 2.0 §2.3.7.2.2. */
    @Test
    void wordDuringABridgeEndsIt() {
        callerSaysYes(20, 21);
        control.respond(Optional.empty());
        inbox.at(seconds(5), new CallMessage.Bridged());
        inbox.at(seconds(22), new CallMessage.Executed("bridge", ""));
        assertThat(transfer(line(), List.of(), both()))
                .isInstanceOfSatisfying(TransferResult.CallerEnded.class, ended -> {
                    assertThat(ended.input().mode()).isEqualTo(InputMode.VOICE);
                    assertThat(ended.talked()).isEqualTo(seconds(17));
                });
        assertThat(control.log).contains("21000 hangup other NORMAL_CLEARING");
        assertThat(recognizer.requests.getFirst().hotword()).isTrue();
    }

    @Test
    void wordDuringThePromptOfATransferKeepsItFromBeginning() {
        callerSaysYes(0.5, 1);
        assertThat(transfer(line(), List.of(prompt("connecting")), both()))
                .isInstanceOfSatisfying(
                        TransferResult.CallerEnded.class,
                        ended -> assertThat(ended.talked()).isZero());
        assertThat(control.log).noneMatch(entry -> entry.contains("bridge"));
    }

    @Test
    void keysThatNoGrammarTakesDuringThePromptOfATransferDoNotKeepItFromBeginning() {
        inbox.keysAt(seconds(0.5), "*");
        control.respond(Optional.of("FILE PLAYED"));
        inbox.at(seconds(30), new CallMessage.Executed("bridge", "", Map.of("originate_disposition", "USER_BUSY")));
        transfer(line(), List.of(prompt("connecting")), both());
        assertThat(control.log).anyMatch(entry -> entry.contains("bridge"));
    }

    @Test
    void nobodyListensInOnABridgeThatNoWordEnds() {
        Line line = line();
        callerSaysYes(0.5, 1);
        ask(line, List.of(prompt("ask")), both());
        inbox.at(seconds(5), new CallMessage.Executed("bridge", ""));
        transfer(line, List.of(), request(List.of(), Set.of(InputMode.DTMF, InputMode.VOICE)));
        assertThat(control.log).contains("1000 stop recording /tap/caller.raw");
        assertThat(tap.closed).isEqualTo(1);
    }
}
