package org.belltower.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.BuiltinGrammars;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Interpretation;
import org.belltower.grammar.Key;
import org.belltower.grammar.MatchState;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** {@code grammar}: keys through a matcher, as each wait for input does it. */
public final class GrammarBenchmark implements Benchmark {
    @Override
    public String name() {
        return "grammar";
    }

    @Override
    public String purpose() {
        return "JMH: matching keys against builtin digits and the pension hotline's menu";
    }

    @Override
    public List<Figure> measure(Workbench bench) {
        return JmhRun.of(Keys.class, bench);
    }

    /** What JMH calls. */
    @State(Scope.Thread)
    public static class Keys {
        private static final List<Key> ACCOUNT = Key.sequence("20010001").orElseThrow();

        private List<ActiveGrammar> digits = List.of();
        private List<ActiveGrammar> menu = List.of();

        /** Compiles both grammars. */
        @Setup
        public void compile() {
            digits = List.of(new ActiveGrammar(
                    "digits",
                    grammar(BuiltinGrammars.parse("digits?minlength=4;maxlength=20", GrammarMode.DTMF, Locale.US))));
            Path file = Main.home().resolve("grammars/pension/menu.grxml");
            GrammarCompiler compiler = new GrammarCompiler(GrammarLoader.none(), GrammarLimits.defaults());
            menu = List.of(new ActiveGrammar("menu", grammar(compiler.compile(bytes(file), file.toUri()))));
        }

        private static byte[] bytes(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new BenchException("the grammar " + file + " cannot be read: " + e.getMessage(), e);
            }
        }

        private static Grammar grammar(CompileResult result) {
            return switch (result) {
                case CompileResult.Compiled(Grammar grammar) -> grammar;
                case CompileResult.Rejected(var problems) -> throw new BenchException(problems.toString());
            };
        }

        /** An account number of eight digits, key by key. */
        @org.openjdk.jmh.annotations.Benchmark
        public MatchState eightDigits() {
            DtmfMatcher matcher = DtmfMatcher.of(digits);
            for (Key key : ACCOUNT) {
                matcher.feed(key);
            }
            return matcher.state();
        }

        /** One key of the menu and what it means. */
        @org.openjdk.jmh.annotations.Benchmark
        public Interpretation menuChoice() {
            return DtmfMatcher.of(menu).feed(Key.FOUR).found().getFirst().interpretation();
        }

        /** A key that the menu does not have. */
        @org.openjdk.jmh.annotations.Benchmark
        public MatchState menuNoMatch() {
            return DtmfMatcher.of(menu).feed(Key.EIGHT);
        }
    }
}
