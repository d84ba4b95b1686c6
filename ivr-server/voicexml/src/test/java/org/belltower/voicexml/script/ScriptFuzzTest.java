package org.belltower.voicexml.script;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.belltower.grammar.script.ScriptBudget;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.markup.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the source, it compiles or has a problem, and what it makes comes to its end as a value or an event. */
class ScriptFuzzTest {
    private static final ScriptEngine ENGINE =
            new ScriptEngine(new ScriptBudget(50_000, 50, Duration.ofSeconds(10), 10_000));

    private static final Position PLACE = new Position("main.vxml", 7, 3);

    private static final String SEED =
            "var x = {a: [1, 'b', null], get g() { return data.rows[0] }, toString: function () { return 'x' }};"
                    + " function f(n) { return n > 0 ? f(n - 1) + 1 : 0 } for (var i = 0; i < 3; i++) { x.a.push(i + f(i)) }"
                    + " try { data.rows = 1; throw said } catch (e) { x.e = e } x.r = /(a|b)+?c$/.exec('abab' + 'c'.repeat(9));"
                    + " x.j = JSON.stringify(x.a, null, 2); x.s = `t${x.j}`.split('').map(c => c + 1).join('-'); x.d = new Date(0);"
                    + " with (x) { a = [...a, ...x.s] } switch (typeof x) { case 'object': delete x.d } x";

    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ";",
            ",",
            "'",
            "`",
            "${",
            "/",
            "\\",
            "=",
            "=>",
            "...",
            "1n",
            "-1",
            "1e9",
            "0x",
            "this",
            "null",
            "undefined",
            "var ",
            "let ",
            "const ",
            "function* g() { yield ",
            "class ",
            "new ",
            "delete ",
            "while(1) ",
            "throw ",
            "return ",
            "x.",
            "x[x]",
            "data",
            "said",
            "list",
            ".length = ",
            ".constructor",
            ".__proto__",
            ".toString = ",
            ".apply(null, ",
            ".repeat(",
            ".replace(/x/g, ",
            ".sort(",
            "JSON.parse(",
            "eval(",
            "Object.defineProperty(",
            "Set(",
            "\u0000",
            "\uD800",
            "净",
            "<!--",
            "//",
            "\n");

    @FuzzTest(maxDuration = "30s")
    void anySourceComesToItsEnd(byte[] bytes) {
        run(new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMutationComesToItsEnd(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 250; round++) {
            var text = new StringBuilder(SEED);
            for (int change = random.nextInt(5); change >= 0; change--) {
                int at = random.nextInt(text.length());
                if (random.nextInt(3) > 0) {
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                } else {
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                }
            }
            run(text.toString());
        }
    }

    private static void run(String source) {
        for (Expression compiled : List.of(
                ENGINE.expression(source, PLACE),
                ENGINE.program(source, PLACE),
                ENGINE.assignment("said", source, PLACE))) {
            assertThat(compiled.position().line()).isPositive();
            compiled.problem().ifPresent(problem -> assertThat(problem).isNotBlank());
            try (ScriptSession session = ENGINE.open()) {
                evaluate(compiled, session);
            }
        }
    }

    /** With values of all kinds that go into scripts, and in all ways in which values come out. */
    private static void evaluate(Expression compiled, ScriptSession session) {
        VariableScope scope = session.scope().inside("dialog");
        scope.put("data", session.frozenJson("{\"rows\":[{\"n\":1},null,\"b\"]}"));
        scope.put("list", session.array(1.0, "two"));
        scope.put("object", session.object().with("a", "b").value());
        scope.put(
                "said",
                session.recording(new Recording(Path.of("/said.wav"), "audio/x-wav", Duration.ofSeconds(1), 3)));
        ended(() -> session.truth(compiled, scope));
        ended(() -> session.text(compiled, scope));
        ended(() -> {
            Object made = session.evaluate(compiled, scope);
            ended(() -> session.text(made));
            ended(() -> session.json(made));
            ended(() -> session.submission().add("v", made));
            ended(() -> session.elements(made)
                    .forEach(element -> assertThat(session.text(element)).isNotNull()));
            ended(() -> ObjectValue.path(made, "a.b"));
            ended(() -> scope.put("made", made));
        });
        for (String name : scope.names()) {
            ended(() -> session.text(scope.get(name)));
        }
        VariableName.parse("said.x").ifPresent(name -> ended(() -> session.clear(name, scope, PLACE)));
        assertThat(session.text(ENGINE.expression("1 + 1", PLACE), scope.inside("inner")))
                .isEqualTo("2");
    }

    private static void ended(Runnable work) {
        try {
            work.run();
        } catch (DialogEventException e) {
            assertThat(e.event()).isIn("error.semantic", "error.badfetch");
        }
    }
}
