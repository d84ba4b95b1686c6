package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.HearingLine.KEYS;
import static org.belltower.telephony.HearingLine.WORDS;
import static org.belltower.telephony.HearingLine.YES;
import static org.belltower.telephony.HearingLine.both;
import static org.belltower.telephony.HearingLine.fixed;
import static org.belltower.telephony.HearingLine.hotword;
import static org.belltower.telephony.HearingLine.prompt;
import static org.belltower.telephony.HearingLine.request;
import static org.belltower.telephony.HearingLine.seconds;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Tones;
import org.belltower.audio.Wav;
import org.belltower.grammar.Match;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.speech.recognition.Reading;
import org.belltower.voicexml.Confidence;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.SpeechSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Words and keys on one line. */
class LineWordsTest {
    private static final Pcm TONE = Tones.sum(Duration.ofMillis(300), SampleRate.HZ_8000, new Tones.Sine(440, -20));

    @RegisterExtension
    final HearingLine call = new HearingLine();

    @Test
    void speechStopsThePromptWhenItBeginsAndIsTheInputWhenItEnds() {
        call.callerSaysYes(0.5, 1.3);

        InputResult result = call.ask(call.line(), List.of(prompt("ask")), both());

        assertThat(result).isInstanceOfSatisfying(InputResult.Matched.class, matched -> {
            assertThat(matched.mode()).isEqualTo(InputMode.VOICE);
            assertThat(matched.nbest())
                    .containsExactly(new InputResult.Hypothesis("yes", new Confidence(0.8), List.of(YES)));
            assertThat(matched.utterance()).isEmpty();
        });
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(1.3));
        assertThat(call.control.log).contains("0 playback /clips/ask.wav", "500 stop");
        assertThat(call.played).containsExactly("stopped");
        assertThat(call.recognizer.log).containsExactly("500 prompts ended", "1300 closed");
    }

    /** The caller speaks on from the last question into a prompt that is asked for while he begins. */
    @Test
    void promptThatBeginsAfterItWasStoppedIsStoppedOnceMore() {
        call.control.ignoreStops(1);
        call.callerSaysYes(0.05, 1.3);
        call.inbox.at(seconds(0.1), new CallMessage.PlaybackBegan());

        InputResult result = call.ask(call.line(), List.of(prompt("ask")), both());

        assertThat(result).isInstanceOf(InputResult.Matched.class);
        assertThat(call.control.log).containsSequence("0 playback /clips/ask.wav", "50 stop", "100 stop");
    }

    /** He began in time, but the recogniser has much to do. */
    @Test
    void callerWhoSpeaksInTimeIsHeardHoweverFarBehindTheRecogniserIs() {
        call.recognizer.lag = seconds(2.5);
        call.callerSaysYes(9, 10);

        InputResult result = call.ask(call.line(), List.of(prompt("ask")), both());

        assertThat(result).isInstanceOf(InputResult.Matched.class);
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(10));
    }

    @Test
    void silenceIsNoInputOnceTheRecogniserHasHeardAllOfIt() {
        call.recognizer.lag = seconds(2.5);

        InputResult result = call.ask(call.line(), List.of(prompt("ask")), both());

        assertThat(result).isInstanceOf(InputResult.NoInput.class);
        assertThat(call.inbox.elapsed()).isEqualTo(HearingLine.PROMPT.plus(seconds(5 + 2.5)));
    }

    /** A clip that can be read; the test deletes it. */
    private Path realClip(String name) throws IOException {
        return realClip(name, TONE);
    }

    private Path realClip(String name, Pcm sound) throws IOException {
        Path clip = call.folder.resolve(name + ".wav");
        try (OutputStream out = Files.newOutputStream(clip)) {
            Wav.write(out, sound);
        }
        return clip;
    }

    /** Clips lie in the folder of the test where a prompt's name begins with "real". */
    @Test
    void recogniserIsToldWhatThePromptSoundsLike() throws IOException {
        List<Path> clips = List.of(realClip("real-1"), realClip("real-2"));
        call.callerSaysYes(0.5, 1.3);

        call.ask(call.line(), List.of(prompt("real-1"), prompt("real-2")), both());

        assertThat(call.recognizer.sounds).containsExactly(Pcm.join(List.of(TONE, TONE)));
        for (Path clip : clips) {
            Files.delete(clip);
        }
    }

    /** A prompt without bargein is over before anybody is listened to; the end of its echo is not. */
    @Test
    void recogniserIsToldOfThePromptBeforeItListened() throws IOException {
        Path clip = realClip("real-1");
        Line line = call.line();
        call.callerSaysYes(2.5, 3.3);
        call.ask(line, List.of(fixed("real-1")), both());
        Files.delete(clip);

        assertThat(call.recognizer.log)
                .startsWith("told of what was begun 2000 ms ago", "2000 prompts ended")
                .endsWith("3300 closed");
    }

    /** What was never played never comes back. */
    @Test
    void ofAPromptThatWasStoppedTheRecogniserIsToldWhatCanHaveBeenHeard() throws IOException {
        Pcm tone = Tones.sum(seconds(2), SampleRate.HZ_8000, new Tones.Sine(440, -20));
        Path clip = realClip("real-1", tone);
        Line line = call.line();
        call.callerSaysYes(0.5, 1.3);
        call.ask(line, List.of(prompt("real-1")), both());
        call.recognizer.sounds.clear();
        call.callerSaysYes(2.5, 3.3);
        call.ask(line, List.of(prompt("ask")), both());
        Files.delete(clip);

        assertThat(call.recognizer.log).contains("told of what was begun 1300 ms ago");
        assertThat(call.recognizer.sounds).containsExactly(tone.slice(0, 8 * (500 + 300)));
    }

    /** Spec: VoiceXML 2.0 §6.3.2. */
    @Test
    void recogniserIsToldWhatTheDocumentsPropertiesAre() {
        var speech = new SpeechSettings(
                new Confidence(0.7), 0.6, 0.2, seconds(0.3), seconds(0.9), seconds(7), 4, Optional.empty());
        call.callerSaysYes(0.5, 1.3);
        call.ask(
                call.line(),
                List.of(prompt("ask")),
                new InputRequest(
                        List.of(WORDS), seconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.VOICE), false, speech));

        assertThat(call.recognizer.requests.getFirst())
                .isEqualTo(new ListeningRequest(
                        List.of(WORDS), false, 0.7, 0.6, 0.2, seconds(0.3), seconds(0.9), seconds(7), 4, false, false));
    }

    @Test
    void recogniserIsToldNothingOfAPromptThatWasLongAgo() throws IOException {
        Path clip = realClip("real-1");
        Line line = call.line();
        call.callerSaysYes(6.5, 7.3);
        call.ask(line, List.of(fixed("real-1")), both());
        call.callerSaysYes(7.5, 8.3);
        call.ask(line, List.of(), both());
        Files.delete(clip);

        assertThat(call.recognizer.log.stream().filter(entry -> entry.startsWith("told")))
                .hasSize(1);
    }

    @Test
    void recogniserIsToldNothingWhereAClipCannotBeRead() {
        call.callerSaysYes(0.5, 1.3);

        call.ask(call.line(), List.of(prompt("ask")), both());

        assertThat(call.recognizer.sounds).isEmpty();
    }

    @Test
    void switchBringsTheCallersSideAloneOnceACallAndWhatElseItRecordsHasBoth() {
        Line line = call.line();
        call.callerSaysYes(0.5, 1.3);
        call.ask(line, List.of(prompt("ask")), both());
        call.callerSaysYes(2.5, 3.3);
        call.ask(line, List.of(prompt("again")), both());

        assertThat(call.control.log.subList(0, 6))
                .containsExactly(
                        "0 set RECORD_READ_ONLY=true",
                        "0 set enable_file_write_buffering=false",
                        "0 record_session /tap/caller.raw",
                        "0 unset RECORD_READ_ONLY",
                        "0 unset enable_file_write_buffering",
                        "0 playback /clips/ask.wav");
        assertThat(call.tap.sinks).hasSize(1);
        assertThat(call.control.log.stream().filter(entry -> entry.contains("record_session")))
                .hasSize(1);
    }

    @Test
    void callWhoseFieldsWantKeysHasNoTapAndNoHearing() {
        Line line = call.line();
        call.inbox.keysAt(seconds(0.5), "123");
        call.ask(line, List.of(prompt("ask")), request(List.of(KEYS), Set.of(InputMode.DTMF, InputMode.VOICE)));
        call.inbox.keysAt(seconds(4), "123");
        call.ask(line, List.of(prompt("ask")), request(List.of(KEYS, WORDS), Set.of(InputMode.DTMF)));

        assertThat(call.tap.sinks).isEmpty();
        assertThat(call.recognizer.requests).isEmpty();
        assertThat(call.spoken.statistics().inputs()).isZero();
    }

    @Test
    void callersSoundReachesTheRecogniserOnlyWhileItListens() {
        Line line = call.line();
        call.callerSaysYes(0.5, 1.3);
        call.ask(line, List.of(prompt("ask")), both());
        int before = call.recognizer.log.size();
        call.tap.sinks.getFirst().hear(new short[160], 160);
        assertThat(call.recognizer.log).hasSize(before);
    }

    @Test
    void hotwordDoesNotStopThePromptUntilItIsUnderstood() {
        call.callerSaysYes(0.5, 1.3);
        assertThat(call.ask(call.line(), List.of(hotword("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(call.control.log).contains("1300 stop").doesNotContain("500 stop");
        assertThat(call.recognizer.requests.getFirst().hotword()).isTrue();
    }

    /** What a hotword is not is passed over, also where the timer runs. Spec: VoiceXML 2.0 §4.1.5.1. */
    @Test
    void speechThatIsNoHotwordDoesNotStopTheTimer() {
        call.recognizer.hears(seconds(3), seconds(60), ScriptedRecognizer.garbage());
        assertThat(call.ask(call.line(), List.of(hotword("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(7));
    }

    @Test
    void speechStopsTheTimerForNoInput() {
        call.callerSaysYes(6.9, 9);
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(9));
        assertThat(call.recognizer.log).containsExactly("2000 prompts ended", "6900 prompts ended", "9000 closed");
    }

    @Test
    void silentCallerHasNoInputAfterTheTimeout() {
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(7));
    }

    @Test
    void wordsThatNoGrammarTakesAreNoMatch() {
        call.recognizer.hears(seconds(0.5), seconds(1), ScriptedRecognizer.garbage());
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both()))
                .isEqualTo(new InputResult.NoMatch(InputMode.VOICE, "mumble"));
    }

    @Test
    void tooLongSpeechIsTold() {
        call.recognizer.hears(seconds(0.5), seconds(31), new Heard.TooLong(Optional.empty()));
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.TooMuchSpeech.class);
    }

    @Test
    void keyEndsTheListeningToWordsAndWins() {
        call.callerSaysYes(0.5, 1.3);
        call.inbox.keysAt(seconds(1), "123");

        assertThat(call.ask(call.line(), List.of(prompt("ask")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.DTMF));
        assertThat(call.recognizer.log).contains("1000 closed");
        assertThat(call.inbox.elapsed()).isEqualTo(seconds(1.3).minusMillis(100));
    }

    @Test
    void keysThatAreNotListenedToDoNotEndTheListeningToWords() {
        call.callerSaysYes(0.5, 1.3);
        call.inbox.keysAt(seconds(1), "1");
        assertThat(call.ask(call.line(), List.of(prompt("ask")), request(List.of(WORDS), Set.of(InputMode.VOICE))))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.VOICE));
    }

    @Test
    void typedAheadKeysAskForNoRecogniser() {
        Line line = call.line();
        call.inbox.keysAt(seconds(0.5), "123");
        line.play(List.of(prompt("first")));
        assertThat(call.ask(line, List.of(prompt("ask")), both())).isInstanceOf(InputResult.Matched.class);
        assertThat(call.recognizer.requests).isEmpty();
    }

    @Test
    void promptThatMustBeHeardIsNotStoppedAndNobodyListensMeanwhile() {
        Line line = call.line();
        call.callerSaysYes(3, 3.5);
        call.ask(line, List.of(fixed("must"), prompt("ask")), both());
        assertThat(call.control.log).contains("2000 playback /clips/ask.wav", "3000 stop");
        assertThat(call.played).containsExactly("whole", "stopped");
    }

    @Test
    void markTellsWhereTheCallerSpoke() {
        call.callerSaysYes(0.5, 1.3);
        assertThat(call.ask(call.line(), List.of(prompt("marked")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mark()).hasValueSatisfying(mark -> {
                            assertThat(mark.name()).isEqualTo("here");
                            assertThat(mark.since()).isEqualTo(seconds(0.5));
                        }));
    }

    @Test
    void severalReadingsComeInTheirOrder() {
        Match no = new Match(WORDS, List.of("no"));
        call.recognizer.hears(
                seconds(0.5),
                seconds(1),
                new Heard.Understood(
                        List.of(new Reading("yes", 0.7, List.of(YES)), new Reading("no", 0.6, List.of(no))),
                        Optional.empty()));
        assertThat(call.ask(call.line(), List.of(), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.nbest().stream().map(InputResult.Hypothesis::utterance))
                                .containsExactly("yes", "no"));
    }
}
