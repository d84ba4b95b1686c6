package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spec: VoiceXML 2.0 §5.1.2. */
class ScopeTest {
    @Test
    void innerScopesShadowOuterOnesAndNamesReachThem() {
        assertThat(Site.of("<var name=\"x\" expr=\"'doc'\"/><form><var name=\"x\" expr=\"'dlg'\"/><block>"
                                + "<var name=\"x\" expr=\"'anon'\"/><value expr=\"[x, dialog.x, document.x].join(' ')\"/>"
                                + "</block><block><value expr=\"x\"/></block></form>")
                        .heard())
                .containsExactly("anon dlg doc", "dlg");
    }

    @Test
    void assignmentChangesTheNearestDeclaration() {
        assertThat(Site.of(
                                "<var name=\"x\" expr=\"1\"/><form><block><assign name=\"x\" expr=\"x + 1\"/>"
                                        + "<assign name=\"document.x\" expr=\"x * 10\"/></block><block><value expr=\"x\"/></block></form>")
                        .heard())
                .containsExactly("20");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<assign name=\"y\" expr=\"1\"/>",
                "<assign name=\"document.y\" expr=\"1\"/>",
                "<assign name=\"x\" expr=\"f(1)\"/>",
                "<var name=\"class\" expr=\"1\"/>",
                "<var name=\"document.z\" expr=\"1\"/>",
                "<if cond=\"undeclared\">no</if>",
                "<script>for (;;) {}</script>",
                "<script>function f() { return f(); } f();</script>",
                "<script>try { for (;;) {} } catch (e) { for (;;) {} }</script>",
                "<value expr=\"java.lang.System.exit(1)\"/>",
                "<value expr=\"Packages.java.io.File\"/>",
                "<script>Object.prototype.leak = 1; 'use strict'; (function () { 'use strict'; Object.x = 1; })();</script>",
                "<value expr=\"'unterminated\"/>",
            })
    void wrongScriptIsASemanticErrorThatTheDocumentCanCatch(String content) {
        assertThat(Site.of("<catch event=\"error.semantic\">semantic<exit/></catch><form><var name=\"x\"/><block>"
                                + content + "</block></form>")
                        .heard())
                .containsExactly("semantic");
    }

    @Test
    void unreachedBrokenExpressionDoesNoHarmButIsTold() {
        Site site = Site.of("<form><block><if cond=\"false\"><value expr=\"'unterminated\"/></if>fine</block></form>");
        assertThat(site.heard()).containsExactly("fine");
        assertThat(site.check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Sound.class,
                        sound -> assertThat(sound.warnings()).hasSize(1));
    }

    @Test
    void scopeNamesAreNotReserved() {
        assertThat(Site.of("<form><block><var name=\"dialog\" expr=\"'mine'\"/><value expr=\"dialog\"/></block>"
                                + "<block><value expr=\"typeof dialog\"/></block></form>")
                        .heard())
                .containsExactly("mine", "object");
    }

    /** Spec: VoiceXML 2.0 §5.1.1. */
    @ParameterizedTest
    @ValueSource(strings = {"<var name='%s'/>", "<field name='%s'/>", "<block name='%s'>visited</block>"})
    void whatNoVariableMayBeCalledIsASemanticError(String element) {
        for (String name : List.of("a.b", "a b", "if", "1a")) {
            assertThat(Site.of("<form><catch event='error.semantic'>refused<exit/></catch>" + element.formatted(name)
                                    + "</form>")
                            .heard())
                    .as(name)
                    .containsExactly("refused");
        }
    }

    @Test
    void rootVariablesSurviveFromLeafToLeafAndBackToTheRoot() {
        assertThat(new Site()
                        .with(
                                "root.vxml",
                                "<var name=\"n\" expr=\"0\"/><form id=\"end\"><block>root <value expr=\"n\"/>"
                                        + "</block></form>")
                        .leaf(
                                "main.vxml",
                                "root.vxml",
                                "<form><block><assign name=\"application.n\" expr=\"n + 1\"/>"
                                        + "<goto next=\"two.vxml\"/></block></form>")
                        .leaf(
                                "two.vxml",
                                "root.vxml",
                                "<form><block><assign name=\"n\" expr=\"n + 1\"/>"
                                        + "<goto next=\"root.vxml#end\"/></block></form>")
                        .heard())
                .containsExactly("root 2");
    }

    @Test
    void documentVariablesAreForgottenInTheNextDocument() {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<var name=\"x\" expr=\"1\"/><form><block><goto next=\"two.vxml\"/></block></form>")
                        .with("two.vxml", "<form><block><value expr=\"typeof x\"/></block></form>")
                        .heard())
                .containsExactly("undefined");
    }

    @Test
    void dialogOfTheSameDocumentKeepsItsVariables() {
        assertThat(Site.of(
                                "<var name=\"x\" expr=\"1\"/><form><block><assign name=\"x\" expr=\"2\"/><goto next=\"#b\"/></block>"
                                        + "</form><form id=\"b\"><block><value expr=\"x\"/></block></form>")
                        .heard())
                .containsExactly("2");
    }

    @Test
    void connectionIsKnown() {
        assertThat(Site.of(
                                "<form><block><value expr=\"[session.connection.local.uri, session.connection.remote.uri,"
                                        + " session.connection.protocol.name, session.connection.originator =="
                                        + " session.connection.remote, session.connection.belltower.trunk].join(' ')\"/></block></form>")
                        .heard())
                .containsExactly("tel:88001 tel:13900000000 sip true 7");
    }

    @Test
    void sessionsShareNothingThatAScriptCanChange() {
        Site site =
                Site.of("<form><block><script>try { Object.prototype.leak = 1; Array.leak = 1; } catch (e) {}</script>"
                        + "<value expr=\"typeof ({}).leak + typeof Array.leak\"/></block></form>");
        assertThat(site.heard()).containsExactly("undefinedundefined");
    }

    @Test
    void scriptsDeclareFunctionsForTheDocument() {
        assertThat(Site.of(
                                "<script>function twice(x) { return 2 * x; }</script><form><block><value expr=\"twice(21)\"/></block>"
                                        + "</form>")
                        .heard())
                .containsExactly("42");
    }
}
