package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Key;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recordings against a switch that writes real WAV files at moments that the test sets. It runs one application after the other,
 * and a stop ends the one that runs, if any, and no later one.
 */
class RecorderTest {
    private static final SampleRate RATE = new SampleRate(8_000);
    private static final Duration BEEP = Duration.ofMillis(250);
    private static final CallMessage BEEP_ENDED = new CallMessage.Executed("beep", "");
    private static final CallMessage RECORD_ENDED = new CallMessage.Executed("record", "");

    @TempDir
    private Path folder;

    private final ScriptedInbox inbox = new ScriptedInbox();
    private final List<String> asked = new ArrayList<>();
    private Pcm said = Pcm.silence(Duration.ofSeconds(3), RATE);
    private Optional<Duration> endsAfter = Optional.empty();
    private Duration beepEnds = Duration.ZERO;
    private boolean recordEnds;
    private boolean deaf;

    private final CallControl control = new CallControl() {
        @Override
        public void execute(String application, String argument, String id) {
            asked.add(application + " " + argument.replaceAll("\\S*/[0-9a-f-]{36}", "FILE"));
            if (application.equals("playback")) {
                beepEnds = inbox.elapsed().plus(BEEP);
                inbox.at(beepEnds, BEEP_ENDED);
            }
            if (application.equals("record")) {
                write(Path.of(argument.substring(0, argument.indexOf(' '))));
                endsAfter.ifPresent(time -> inbox.at(beepEnds.plus(time), RECORD_ENDED));
            }
        }

        @Override
        public void stopPlaying() {
            asked.add("stop at " + inbox.elapsed().toMillis());
            if (deaf) {
                return;
            }
            Duration nextFrame = inbox.elapsed().plusMillis(20);
            if (beepEnds.compareTo(nextFrame) > 0) {
                beepEnds = nextFrame;
                inbox.forget(BEEP_ENDED);
                inbox.at(beepEnds, BEEP_ENDED);
            } else if (!recordEnds) {
                recordEnds = true;
                inbox.forget(RECORD_ENDED);
                inbox.at(nextFrame, RECORD_ENDED);
            }
        }

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
        public void hangUpOther(String leg, String cause) {
            asked.add("drop");
        }

        @Override
        public void hangUp(String cause) {
            asked.add("hangup");
        }
    };

    private void write(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            Wav.write(out, said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pcm speech(Duration length) {
        short[] samples = new short[Math.toIntExact(length.toMillis() * 8)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (5_000 * Math.sin(i * 0.3));
        }
        return Pcm.of(samples, RATE);
    }

    private RecordResult record(boolean dtmfTerm, Optional<String> type, List<ActiveGrammar> grammars) {
        var input =
                new InputRequest(grammars, Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false);
        return new Recorder(
                        control,
                        inbox,
                        folder,
                        new RecordRequest(
                                true,
                                Optional.of(Duration.ofSeconds(20)),
                                Optional.of(Duration.ofSeconds(2)),
                                dtmfTerm,
                                type,
                                input),
                        Optional.empty())
                .run();
    }

    @Test
    void silenceEndsIt() {
        said = speech(Duration.ofSeconds(3));
        endsAfter = Optional.of(Duration.ofSeconds(5));
        assertThat(record(true, Optional.empty(), List.of()))
                .isInstanceOfSatisfying(RecordResult.Recorded.class, recorded -> {
                    assertThat(recorded.recording().length()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(recorded.recording().size()).isEqualTo(48_044);
                    assertThat(recorded.recording().file()).exists();
                    assertThat(recorded.termChar()).isEmpty();
                    assertThat(recorded.maxTimeReached()).isFalse();
                });
        assertThat(asked).containsExactly("playback tone_stream://%(250,0,1000)", "record FILE.wav 20 200 2");
    }

    @Test
    void nothingButSilenceIsNoInput() {
        endsAfter = Optional.of(Duration.ofSeconds(2));
        assertThat(record(true, Optional.empty(), List.of())).isInstanceOf(RecordResult.NoInput.class);
    }

    @Test
    void anyKeyEndsItAndIsTold() {
        said = speech(Duration.ofSeconds(1));
        inbox.keysAt(Duration.ofSeconds(1), "7");
        assertThat(record(true, Optional.of("audio/x-wav;codec=pcm"), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.Recorded.class,
                        recorded -> assertThat(recorded.termChar()).isEqualTo(Key.of('7')));
        assertThat(asked).last().isEqualTo("stop at 1000");
    }

    @Test
    void keyDoesNotEndItWhereTheDocumentSaysSo() {
        said = speech(Duration.ofSeconds(1));
        inbox.keysAt(Duration.ofSeconds(1), "7");
        endsAfter = Optional.of(Duration.ofSeconds(4));
        assertThat(record(false, Optional.empty(), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.Recorded.class,
                        recorded -> assertThat(recorded.termChar()).isEmpty());
    }

    @Test
    void keysOfAGrammarEndIt() {
        said = speech(Duration.ofSeconds(1));
        inbox.keysAt(Duration.ofSeconds(1), "12");
        var grammar = new ActiveGrammar("g", TestGrammars.builtin("digits?length=2"));
        assertThat(record(false, Optional.empty(), List.of(grammar)))
                .isInstanceOfSatisfying(
                        RecordResult.EndedByInput.class,
                        ended -> assertThat(ended.input().nbest().getFirst().utterance())
                                .isEqualTo("12"));
    }

    @Test
    void longestTimeIsTold() {
        said = speech(Duration.ofSeconds(20));
        endsAfter = Optional.of(Duration.ofSeconds(20));
        assertThat(record(true, Optional.empty(), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.Recorded.class,
                        recorded -> assertThat(recorded.maxTimeReached()).isTrue());
    }

    @Test
    void hangUpKeepsWhatWasSaid() {
        said = speech(Duration.ofSeconds(1));
        inbox.at(Duration.ofSeconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));
        assertThat(record(true, Optional.empty(), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.HangUp.class,
                        gone -> assertThat(gone.recording()).isPresent());
    }

    @Test
    void otherFormatIsRefusedBeforeTheBeep() {
        assertThat(record(true, Optional.of("audio/basic"), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.unsupported.format"));
        assertThat(asked).isEmpty();
    }

    @Test
    void keyDuringTheBeepEndsBeepAndRecording() {
        inbox.keysAt(Duration.ofMillis(100), "7");
        assertThat(record(true, Optional.empty(), List.of())).isInstanceOf(RecordResult.NoInput.class);
        assertThat(asked).endsWith("stop at 100", "stop at 220");
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(240));
    }

    @Test
    void keysOfAGrammarCountFromTheBeepOn() {
        said = speech(Duration.ofSeconds(1));
        inbox.keysAt(Duration.ofMillis(50), "12");
        var grammar = new ActiveGrammar("g", TestGrammars.builtin("digits?length=2"));
        assertThat(record(false, Optional.empty(), List.of(grammar))).isInstanceOf(RecordResult.EndedByInput.class);
        assertThat(inbox.elapsed()).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void switchThatNeverAnswersIsGivenUpAndToldToStop() {
        said = speech(Duration.ofSeconds(1));
        assertThat(record(false, Optional.empty(), List.of()))
                .isInstanceOfSatisfying(
                        RecordResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.noresource"));
        assertThat(asked).last().isEqualTo("stop at 25000");
    }

    @Test
    void switchThatHearsNoStopIsGivenUpAfterItsGrace() {
        deaf = true;
        inbox.keysAt(Duration.ofSeconds(1), "7");
        assertThat(record(true, Optional.empty(), List.of())).isInstanceOf(RecordResult.Failed.class);
        assertThat(asked).last().isEqualTo("stop at 6000");
    }
}
