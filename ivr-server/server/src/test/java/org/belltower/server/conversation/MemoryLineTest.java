package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.Recording;
import org.junit.jupiter.api.Test;

/** What is keyed and what is recorded on a line without sound. */
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

    /** As over a call, where the recording that the key ended has no speech in it. */
    @Test
    void keyBeforeAnyWordLeavesNone() {
        assertThat(recorded(new CallerAct.Keys("#"), Optional.empty())).isInstanceOf(RecordResult.NoInput.class);
        assertThat(recorded(new CallerAct.Keys("5"), Optional.empty())).isInstanceOf(RecordResult.NoInput.class);
    }

    @Test
    void whoSaysNothingLeavesNone() {
        assertThat(recorded(new CallerAct.Silence(), Optional.empty())).isInstanceOf(RecordResult.NoInput.class);
        assertThat(recorded(new CallerAct.HangUp(), Optional.empty())).isInstanceOf(RecordResult.HangUp.class);
    }

    private static final class Typist implements Caller {
        private final Iterator<CallerAct> acts;

        Typist(CallerAct... acts) {
            this.acts = List.of(acts).iterator();
        }

        @Override
        public void hears(List<String> words) {}

        @Override
        public CallerAct next(InputRequest request) {
            return acts.hasNext() ? acts.next() : new CallerAct.HangUp();
        }
    }

    private static InputRequest date() {
        return new InputRequest(
                List.of(new ActiveGrammar("date", builtin("date"))),
                Duration.ofSeconds(5),
                DtmfTiming.DEFAULT,
                Set.of(InputMode.DTMF),
                false);
    }

    private static Grammar builtin(String type) {
        if (BuiltinGrammars.parse(type, GrammarMode.DTMF, Locale.US)
                instanceof CompileResult.Compiled(Grammar grammar)) {
            return grammar;
        }
        throw new AssertionError("no builtin " + type);
    }

    /** The rest of the entry is not taken for an answer to the next question. Spec: VoiceXML 2.0 appendix D. */
    @Test
    void mistypedEntryIsOneNomatchToItsEnd() {
        var line = new MemoryLine(
                new Typist(new CallerAct.Keys("20261340#"), new CallerAct.Keys("20261203#")),
                prompt -> new Wording.Said(List.of()),
                "88001");

        assertThat(line.collect(List.of(), date())).isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "20261340"));
        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
    }

    /** As over a call: many callers end every entry with it. */
    @Test
    void poundBehindAFullEntryIsNoAnswerToTheNext() {
        var line = new MemoryLine(
                new Typist(
                        new CallerAct.Keys("20261203#20261204"),
                        new CallerAct.Keys("20261205"),
                        new CallerAct.Keys("#")),
                prompt -> new Wording.Said(List.of()),
                "88001");

        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.collect(List.of(), date())).isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "#"));
    }

    @Test
    void keysBehindACompleteEntryAreTypedAhead() {
        var line = new MemoryLine(
                new Typist(new CallerAct.Keys("2026120320261204")), prompt -> new Wording.Said(List.of()), "88001");

        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.Matched.class);
        assertThat(line.collect(List.of(), date())).isInstanceOf(InputResult.HangUp.class);
    }
}
