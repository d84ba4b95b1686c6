package org.belltower.server.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.belltower.server.conversation.Conversation.Step;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.SessionEnd;
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
}
