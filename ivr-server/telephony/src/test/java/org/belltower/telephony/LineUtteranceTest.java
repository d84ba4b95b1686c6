package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.HearingLine.WORDS;
import static org.belltower.telephony.HearingLine.YES;
import static org.belltower.telephony.HearingLine.prompt;
import static org.belltower.telephony.HearingLine.seconds;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.recognition.Heard;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.SpeechSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller says is kept for the length of the call. Spec: VoiceXML 2.1 §7. */
class LineUtteranceTest {
    @RegisterExtension
    final HearingLine call = new HearingLine();

    private static InputRequest recording(String type) {
        return recording(type, false);
    }

    private static InputRequest recording(String type, boolean secret) {
        SpeechSettings usual = SpeechSettings.DEFAULT;
        return new InputRequest(
                List.of(WORDS),
                Duration.ofSeconds(5),
                DtmfTiming.DEFAULT,
                Set.of(InputMode.VOICE),
                secret,
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

    @Test
    void utteranceIsKeptUntilTheCallEndsWhereTheDocumentWantsIt() throws Exception {
        Pcm said = Pcm.silence(Duration.ofMillis(500), SampleRate.HZ_8000);
        call.recognizer.hears(seconds(0.5), seconds(1), ScriptedRecognizer.understood(0.8, Optional.of(said), YES));
        Line line = call.line();
        InputResult result = call.ask(line, List.of(prompt("ask")), recording("audio/x-wav"));
        assertThat(call.recognizer.requests.getFirst().keepAudio()).isTrue();
        assertThat(result)
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.utterance()).hasValueSatisfying(recording -> {
                            assertThat(recording.length()).isEqualTo(Duration.ofMillis(500));
                            assertThat(recording.size()).isEqualTo(44 + 8_000);
                            assertThat(recording.file()).exists();
                        }));
        line.close();
        try (var files = Files.list(call.folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Spec: VoiceXML 2.1 §7. */
    @Test
    void speechThatWasTooLongIsKeptTooWhereTheDocumentWantsIt() {
        Pcm said = Pcm.silence(Duration.ofSeconds(30), SampleRate.HZ_8000);
        call.recognizer.hears(seconds(0.5), seconds(31), new Heard.TooLong(Optional.of(said)));
        assertThat(call.ask(call.line(), List.of(prompt("ask")), recording("audio/x-wav")))
                .isInstanceOfSatisfying(
                        InputResult.TooMuchSpeech.class,
                        tooLong -> assertThat(tooLong.utterance()).hasValueSatisfying(recording -> {
                            assertThat(recording.length()).isEqualTo(Duration.ofSeconds(30));
                            assertThat(recording.file()).exists();
                        }));
    }

    static List<Heard> outcomes() {
        Optional<Pcm> said = Optional.of(Pcm.silence(Duration.ofMillis(500), SampleRate.HZ_8000));
        return List.of(
                ScriptedRecognizer.understood(0.8, said, YES),
                new Heard.NotUnderstood("nineteen", 0.2, said),
                new Heard.TooLong(said));
    }

    /** Whatever the recogniser hands over. */
    @ParameterizedTest
    @MethodSource("outcomes")
    void whatIsSecretIsNotKept(Heard heard) throws Exception {
        call.recognizer.hears(seconds(0.5), seconds(1), heard);
        InputResult result = call.ask(call.line(), List.of(prompt("ask")), recording("audio/x-wav", true));

        assertThat(call.recognizer.requests.getFirst().keepAudio()).isFalse();
        Optional<Recording> kept = switch (result) {
            case InputResult.Matched matched -> matched.utterance();
            case InputResult.NoMatch none -> none.utterance();
            case InputResult.TooMuchSpeech tooLong -> tooLong.utterance();
            default -> throw new AssertionError(result);
        };
        assertThat(kept).isEmpty();
        try (var files = Files.list(call.folder)) {
            assertThat(files).isEmpty();
        }
    }

    /** Spec: VoiceXML 2.1 §7. */
    @Test
    void utteranceInAFormatThatIsNotWrittenIsUnsupported() {
        assertThat(call.ask(call.line(), List.of(prompt("ask")), recording("audio/x-mp3")))
                .isInstanceOfSatisfying(
                        InputResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.unsupported.format"));
        assertThat(call.played).containsExactly("not-played");
    }
}
