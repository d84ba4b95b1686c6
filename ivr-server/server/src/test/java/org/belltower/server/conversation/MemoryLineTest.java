package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.Key;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.Recording;
import org.junit.jupiter.api.Test;

/** What is recorded on a line without sound. */
class MemoryLineTest {
    private static RecordResult recorded(CallerAct act, Optional<Duration> maxTime) {
        Caller caller = new Caller() {
            @Override
            public void hears(List<String> words) {}

            @Override
            public CallerAct next(InputRequest request) {
                return act;
            }
        };
        var input = new InputRequest(
                List.of(), Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF, InputMode.VOICE), false);
        return new MemoryLine(caller, prompt -> new Wording.Said(List.of()), "88001")
                .record(List.of(), new RecordRequest(false, maxTime, Optional.empty(), true, Optional.empty(), input));
    }

    @Test
    void wordsAreAMessage() {
        assertThat(recorded(new CallerAct.Words("please call me back"), Optional.empty()))
                .isInstanceOfSatisfying(RecordResult.Recorded.class, made -> {
                    assertThat(made.termChar()).isEmpty();
                    assertThat(made.maxTimeReached()).isFalse();
                    Recording recording = made.recording();
                    assertThat(recording.length()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(recording.file()).exists().hasSize(recording.size());
                });
    }

    @Test
    void messageIsNoLongerThanItMayBe() {
        assertThat(recorded(new CallerAct.Words("please call me back"), Optional.of(Duration.ofSeconds(1))))
                .isInstanceOfSatisfying(RecordResult.Recorded.class, made -> {
                    assertThat(made.maxTimeReached()).isTrue();
                    assertThat(made.recording().length()).isEqualTo(Duration.ofSeconds(1));
                });
    }

    @Test
    void keyEndsIt() {
        assertThat(recorded(new CallerAct.Keys("#"), Optional.empty()))
                .isInstanceOfSatisfying(
                        RecordResult.Recorded.class,
                        made -> assertThat(made.termChar()).isEqualTo(Key.of('#')));
    }

    @Test
    void whoSaysNothingLeavesNone() {
        assertThat(recorded(new CallerAct.Silence(), Optional.empty())).isInstanceOf(RecordResult.NoInput.class);
        assertThat(recorded(new CallerAct.HangUp(), Optional.empty())).isInstanceOf(RecordResult.HangUp.class);
    }
}
