package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.belltower.grammar.script.ScriptBudget;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.script.ScriptEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that costs too much ends in an error.semantic that the document may catch. Spec: VoiceXML 2.0 §5.2.6. */
class ScriptBudgetTest {
    private static String heard(ScriptBudget budget, String script) {
        return new Site(new EngineSettings(Locale.US, Map.of(), 100, 4, budget))
                .with(
                        "main.vxml",
                        "<form><catch event=\"error.semantic\"><value expr=\"_message\"/><exit/></catch><block><script><![CDATA["
                                + script + "]]></script>not stopped</block></form>")
                .heard()
                .getFirst();
    }

    @Test
    void loopWithoutEndRunsOutOfSteps() {
        assertThat(heard(EngineSettings.SCRIPTS, "while (true) {}")).contains("does not come to an end");
    }

    @Test
    void scriptCannotCatchItsEnd() {
        assertThat(heard(
                        EngineSettings.SCRIPTS,
                        "while (true) { try { while (true) {} } catch (e) {} finally { continue; } }"))
                .contains("does not come to an end");
    }

    @Test
    void whatStepsDoNotTellRunsOutOfTime() {
        var unhurried = new ScriptBudget(Long.MAX_VALUE, 100, Duration.ofMillis(20), 1_000);
        assertThat(heard(unhurried, "while (true) {}")).contains("longer than 20 ms");
    }

    @Test
    void callsThatNestWithoutEndAreStopped() {
        assertThat(heard(EngineSettings.SCRIPTS, "function f() { return f() + 1; } f();"))
                .doesNotContain("not stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'x'.repeat(1e9)",
                "'x'.padEnd(1e9)",
                "new Array(1e9).join('x')",
                "var a = []; a.length = 4e9 - 1; a.fill(1)",
                "var s = 'x'; while (true) { s += s; s.charAt(0); }",
                "var a = [1]; while (true) { a.push(1); }",
                "var a = []; while (true) { a.push('x'.repeat(1e6)); }",
                "var a = []; while (true) { a.push('x'.repeat(1e5).split('')); }",
                "var a = [1]; for (var i = 0; i < 40; i++) { a = [a, a]; } JSON.stringify(a);",
                "var a = [1]; for (var i = 0; i < 40; i++) { a = [a, a]; } JSON.stringify({a: a}, ['a']);",
                "var a = [1]; for (var i = 0; i < 40; i++) { a = [a, a]; } a.toString();",
                "var a = []; while (true) { a = [a]; JSON.stringify(a); }",
                "new Array(1e5).fill('x'.repeat(1e5)).join('');",
                "new Array(1e5).join('x'.repeat(1e5));",
                "'x'.repeat(1e6).replace(/x/g, 'y'.repeat(1e6));",
                "'x'.repeat(1e6).replace(/x/g, \"$'\");",
                "'x'.repeat(1e6).replace(/x/g, function () { return 'y'.repeat(1e6); });",
                "String.fromCharCode.apply(null, {length: 2e9});",
                "var a = []; a.length = 4e9; [...a];",
                "var a = []; a.length = 4e9; for (var i of a) {}",
                "Array.from({length: 4e9});",
                "Function('return 3n ** 50000000n')();",
                "eval('3n ** 50000000n');",
            })
    void memoryIsBounded(String script) {
        assertThat(heard(EngineSettings.SCRIPTS, script)).doesNotContain("not stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/(a+)+$/.test('a'.repeat(40) + 'b')",
                "/.*.*.*.*.*x/.test('a'.repeat(1e5))",
                "'a'.repeat(40).concat('b').replace(/(a+)+$/, '')",
                "'a'.repeat(1e6).indexOf('a'.repeat(5e5) + 'b')",
                "'a'.repeat(1e6).split('a'.repeat(5e5) + 'b')",
            })
    void timeIsBoundedWhereNoStepIsCounted(String script) {
        assertThat(heard(EngineSettings.SCRIPTS, script)).doesNotContain("not stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ArrayBuffer",
                "DataView",
                "Int8Array",
                "Uint8Array",
                "Uint8ClampedArray",
                "Int16Array",
                "Uint16Array",
                "Int32Array",
                "Uint32Array",
                "BigInt64Array",
                "BigUint64Array",
                "Float32Array",
                "Float64Array",
                "BigInt",
                "Proxy",
                "Reflect",
                "Symbol",
                "Promise",
                "WeakMap",
                "Continuation",
                "Script",
                "With",
                "Packages",
                "java"
            })
    void whatNoBudgetCountsIsNotThere(String name) {
        assertThat(said("typeof " + name)).isEqualTo("undefined");
    }

    @Test
    void whatDocumentsUseIsThere() {
        assertThat(
                        said(
                                "[1, 2, 3].map(function (n) { return n * 2 }).join('+') + 'abc'.replace(/b/, 'x').toUpperCase()"
                                        + " + JSON.stringify({a: [1, 'b', null], b: undefined}) + JSON.stringify({a: 1, b: {a: 2, c: 3}}, ['a', 'b'])"
                                        + " + JSON.stringify([1], function (k, v) { return k == '0' ? 'one' : v })"
                                        + " + JSON.parse('{\"n\": 1}').n + eval('1 + 1') + new Function('return 3')() + [...new Set([1, 1])].length"
                                        + " + 'a1b22'.replace(/\\d+/g, function (d) { return '[' + d + ']' }) + Math.max.apply(null, [1, 7])"
                                        + " + escape('ä') + parseInt('12x') + 'a,b'.split(',').length + [3, 1, 2].sort() + 'a-b'.replace('-', '$&$&')"))
                .isEqualTo(
                        "2+4+6AXC{\"a\":[1,\"b\",null]}{\"a\":1,\"b\":{\"a\":2}}[\"one\"]1231a[1]b[22]7%E41221,2,3a--b");
    }

    @Test
    void longListsAreWorkedOnWithinTheBudget() {
        assertThat(
                        said(
                                "(function () { var a = [], s = ''; for (var i = 0; i < 10000; i++) { a.push('n' + i); }"
                                        + " for (var i = 0; i < a.length; i++) { s += a[i].charAt(0); } return a.join(',').length + s.length })()"))
                .isEqualTo("68889");
    }

    @Test
    void errorOfTheEngineCanBeCaughtAndToldFrom() {
        assertThat(said("(function () { try { Object.prototype.x = 1 } catch (e) { return e.name } })()"))
                .isEqualTo("InternalError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3n", "0x1fn", "var a = 2n ** 3n", "{ f(1n) }", "1_000n"})
    void bigIntegerIsRefusedWhereItIsCompiled(String source) {
        var engine = new ScriptEngine(EngineSettings.SCRIPTS);
        assertThat(engine.program(source, new Position("main.vxml", 3, 1)).problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("big integers"));
        assertThat(engine.program("var x1n = '3n' /* 4n */", new Position("main.vxml", 3, 1))
                        .problem())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object.defineProperty(this, 'x', {get: function () { while (true) {} }})",
                "this.__defineGetter__('x', function () { throw 1 })",
                "Object.freeze(this)",
                "Object.preventExtensions(this)",
            })
    void scopeHoldsValuesOnly(String script) {
        assertThat(heard(EngineSettings.SCRIPTS, script)).doesNotContain("not stopped");
    }

    /** What turning a value into text does is a script too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<log><value expr=\"x\"/></log>",
                "<prompt><value expr=\"x\"/></prompt>",
                "<data name=\"d\" src=\"main.vxml\" namelist=\"y\"/>",
                "<submit next=\"main.vxml\" namelist=\"y\"/>",
                "<exit namelist=\"y\"/>",
                "<if cond=\"x == 1\">one</if>",
                "<foreach item=\"i\" array=\"z\">one</foreach>",
            })
    void valueThatDoesNotComeToAnEndAsText(String use) {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.semantic\">stopped<exit/></catch><block><script>"
                                        + "var x = {toString: function () { while (true) {} }};"
                                        + "var y = {get a() { while (true) {} }, toJSON: function () { while (true) {} }};"
                                        + "var z = []; z.length = 4e9;</script>" + use + "not stopped</block></form>")
                        .heard())
                .containsExactly("stopped");
    }

    private static String said(String expression) {
        return new Site()
                .with(
                        "main.vxml",
                        "<form><catch event=\"error.semantic\"><value expr=\"_message\"/><exit/></catch><block><script><![CDATA["
                                + "var said = " + expression + ";]]></script><value expr=\"said\"/></block></form>")
                .heard()
                .getFirst();
    }

    @Test
    void textThatIsTooLongIsNotSpoken() {
        assertThat(new Site()
                        .with(
                                "main.vxml",
                                "<form><catch event=\"error.semantic\">too long<exit/></catch><block><script>"
                                        + "var s = 'x'; for (var i = 0; i &lt; 25; i++) { s += s; }</script>"
                                        + "<value expr=\"s\"/></block></form>")
                        .heard())
                .containsExactly("too long");
    }

    @Test
    void standardObjectsAreTheSameForAllAndNobodyChangesThem() {
        assertThat(heard(EngineSettings.SCRIPTS, "String.prototype.trim = function() { return 'mine'; };"))
                .doesNotContain("not stopped");
        assertThat(heard(EngineSettings.SCRIPTS, "Array.prototype.extra = 1;")).doesNotContain("not stopped");
        assertThat(heard(EngineSettings.SCRIPTS, "JSON.parse = 1;")).doesNotContain("not stopped");
    }

    @Test
    void undeclaredVariableIsNotMadeByAssigningIt() {
        assertThat(heard(EngineSettings.SCRIPTS, "undeclared = 1;")).doesNotContain("not stopped");
    }
}
