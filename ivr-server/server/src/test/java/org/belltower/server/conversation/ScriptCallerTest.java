package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.belltower.server.conversation.Conversation.Step;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.SessionEnd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed of a caller's steps. */
class ScriptCallerTest {
    private final StringWriter out = new StringWriter();

    static List<Step> entered() {
        return List.of(new Step.Keys("2468"), new Step.Says("2468"));
    }

    @ParameterizedTest
    @MethodSource("entered")
    void whatIsNotAskedForBecauseTheCallEndsIsNotTold(Step step) {
        var caller = new ScriptCaller(List.of(step), new PrintWriter(out, true));

        assertThat(caller.outcome(new SessionEnd.Failed("error.semantic", "no such variable")))
                .isInstanceOfSatisfying(
                        ConversationOutcome.Broken.class,
                        broken -> assertThat(broken.toString())
                                .contains("••• does not come")
                                .doesNotContain("2468"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsKeyedAndSaidIsPrintedUnlessItIsSecret(boolean secret) {
        var caller = new ScriptCaller(
                List.of(new Step.Keys("2468"), new Step.Says("two four six eight")), new PrintWriter(out, true));
        var request = new InputRequest(
                List.of(), Duration.ofSeconds(5), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF, InputMode.VOICE), secret);

        assertThat(caller.next(request)).isEqualTo(new CallerAct.Keys("2468"));
        assertThat(caller.next(request)).isEqualTo(new CallerAct.Words("two four six eight"));

        assertThat(out.toString().lines())
                .containsExactly(
                        secret
                                ? new String[] {"keys   •••", "says   •••"}
                                : new String[] {"keys   2468", "says   two four six eight"});
    }

    private static InputRequest waitingFor(Duration timeout) {
        return new InputRequest(List.of(), timeout, DtmfTiming.DEFAULT, Set.of(InputMode.DTMF, InputMode.VOICE), false);
    }

    /** Silence that ends before the hotline's patience is none that the hotline notices. */
    @Test
    void silenceLastsAsLongAsItSays() {
        InputRequest patience = waitingFor(Duration.ofSeconds(5));
        var caller = new ScriptCaller(
                List.of(
                        new Step.Silence(Duration.ofSeconds(3)),
                        new Step.Keys("1"),
                        new Step.Silence(Duration.ofSeconds(7)),
                        new Step.Keys("2"),
                        new Step.Silence(Duration.ofSeconds(5)),
                        new Step.Keys("3"),
                        new Step.Silence(Duration.ofSeconds(3)),
                        new Step.Silence(Duration.ofSeconds(2)),
                        new Step.Keys("4")),
                new PrintWriter(out, true));

        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Keys("1"));
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Silence());
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Keys("2"));
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Silence());
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Keys("3"));
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Silence());
        assertThat(caller.next(patience)).isEqualTo(new CallerAct.Keys("4"));
    }

    @Test
    void silenceThatOutlastsTheCallFits() {
        var caller = new ScriptCaller(
                List.of(new Step.Silence(Duration.ofSeconds(15)), new Step.Ends()), new PrintWriter(out, true));
        assertThat(caller.next(waitingFor(Duration.ofSeconds(5)))).isEqualTo(new CallerAct.Silence());
        assertThat(caller.outcome(new SessionEnd.Disconnected(Map.of()))).isInstanceOf(ConversationOutcome.Held.class);
    }

    @Test
    void whatGoesOtherwiseIsToldInPlainWords() {
        var caller = new ScriptCaller(List.of(new Step.Hears("goodbye")), new PrintWriter(out, true));
        caller.hears(List.of("hello", "there"));

        assertThat(caller.outcome(new SessionEnd.Exited(Map.of())))
                .isEqualTo(new ConversationOutcome.Broken(
                        1, "hears \"goodbye\" does not come: the dialog has ended; heard since: \"hello\", \"there\""));
        assertThat(new ScriptCaller(List.of(new Step.HangsUp()), new PrintWriter(out, true))
                        .outcome(new SessionEnd.Failed("error.semantic", "a.vxml:3:1: no")))
                .isEqualTo(
                        new ConversationOutcome.Broken(
                                1,
                                "hangs up does not come: the dialog failed: error.semantic: a.vxml:3:1: no; heard since: nothing"));
    }
}
