package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Fields whose words nobody can listen to just now. Spec: VoiceXML 2.0 §5.2.6, error.noresource; §6.3.6. */
class WithoutRecogniserTest {
    private static final String KEYS_ONLY = "[prompt:common.keys-only]Speech cannot be understood at the moment."
            + " Please use the keys of your telephone.";

    private static final String FIELDS =
            "<form><field name=\"a\" type=\"digits?length=1\"><prompt>first</prompt></field>"
                    + "<field name=\"b\" type=\"digits?length=1\"><prompt>second</prompt></field>"
                    + "<field name=\"c\" type=\"digits?length=1\"><prompt>third</prompt></field>"
                    + "<field name=\"d\" type=\"digits?length=1\"><prompt>fourth</prompt></field>"
                    + "<filled><value expr=\"a + b + c + d\"/></filled></form>";

    private static Site talking() {
        return new Site(new EngineSettings(
                Locale.US,
                Map.of(),
                EngineSettings.DEFAULT.transitionsWithoutInput(),
                EngineSettings.DEFAULT.subdialogDepth(),
                EngineSettings.SCRIPTS,
                List.of("common")));
    }

    @Test
    void callerHearsBeforeTheQuestionThatOnlyKeysCountAndKeysAreListenedTo() {
        var caller = new ScriptedCaller()
                .hasNoRecogniserFor(1, 2)
                .presses("1")
                .presses("2")
                .says("three")
                .presses("4");
        talking().with("main.vxml", FIELDS).run(caller);
        assertThat(caller.heard()).containsExactly(KEYS_ONLY, "first", "second", "third", "fourth", "1234");
        assertThat(caller.requests().getFirst().modes()).isEqualTo(Set.of(InputMode.DTMF));
        assertThat(caller.requests().get(2).modes()).contains(InputMode.VOICE);
    }

    @Test
    void itIsSaidAgainOnceWordsHaveBeenListenedToInBetween() {
        var caller = new ScriptedCaller()
                .hasNoRecogniserFor(1, 3)
                .presses("1")
                .says("two")
                .presses("3")
                .says("four");
        talking().with("main.vxml", FIELDS).run(caller);
        assertThat(caller.heard()).containsExactly(KEYS_ONLY, "first", "second", KEYS_ONLY, "third", "fourth", "1234");
    }

    @Test
    void withoutPromptsOfThePlatformNothingIsSaid() {
        var caller = new ScriptedCaller().hasNoRecogniserFor(1).presses("1");
        Site.of("<form><field name=\"a\" type=\"digits?length=1\"><prompt>first</prompt></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("first");
    }

    @Test
    void questionThatOnlyWordsAnswerIsNotAskedButThrowsNoResource() {
        var caller = new ScriptedCaller().hasNoRecogniserFor(1);
        talking()
                .with(
                        "main.vxml",
                        "<form><block>welcome</block><field name=\"a\"><grammar src=\"builtin:grammar/boolean\"/>"
                                + "<catch event=\"error.noresource\"><value expr=\"_event\"/><exit/></catch></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("welcome", "error.noresource");
        assertThat(caller.requests()).isEmpty();
    }
}
