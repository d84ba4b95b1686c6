package org.belltower.grammar;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Grammars and keys for tests, in few words. */
final class Grammars {
    static final URI HERE = URI.create("file:/test/main.grxml");

    private Grammars() {}

    /** A DTMF grammar whose root rule has this body. */
    static Grammar dtmf(String body) {
        return dtmf("", body);
    }

    /** The same with further attributes of the grammar element. */
    static Grammar dtmf(String attributes, String body) {
        return compiled(document(attributes, "<rule id=\"main\">" + body + "</rule>"));
    }

    static String document(String attributes, String rules) {
        return "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"main\" "
                + attributes + ">" + rules + "</grammar>";
    }

    static Grammar compiled(String xml) {
        return compiled(compile(xml, Map.of()));
    }

    static Grammar compiled(CompileResult result) {
        return switch (result) {
            case CompileResult.Compiled(var grammar) -> grammar;
            case CompileResult.Rejected(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    static List<GrammarProblem> problems(CompileResult result) {
        return switch (result) {
            case CompileResult.Compiled(var grammar) -> throw new AssertionError("compiled: " + grammar.uri());
            case CompileResult.Rejected(var problems) -> problems;
        };
    }

    /** Compiles a document that may refer to others beside it. */
    static CompileResult compile(String xml, Map<String, String> others) {
        GrammarLoader loader = uri -> Optional.ofNullable(
                        others.get(uri.toString().substring(uri.toString().lastIndexOf('/') + 1)))
                .<GrammarLoader.Loaded>map(
                        text -> new GrammarLoader.Loaded.Content(text.getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> new GrammarLoader.Loaded.Missing("no such file"));
        return new GrammarCompiler(loader, GrammarLimits.defaults())
                .compile(xml.getBytes(StandardCharsets.UTF_8), HERE);
    }

    static MatchState keyed(Grammar grammar, String keys) {
        return keyed(List.of(new ActiveGrammar("g", grammar)), keys);
    }

    static MatchState keyed(List<ActiveGrammar> grammars, String keys) {
        var matcher = DtmfMatcher.of(grammars);
        Key.sequence(keys).orElseThrow().forEach(matcher::feed);
        return matcher.state();
    }

    /** The value of what is said in words, as {@link #meaning} has it. */
    static String spoken(Grammar grammar, String said) {
        List<String> tokens = List.of(said.split(" "));
        return grammar.parse(tokens).isEmpty() ? "no match" : words(grammar.meaning(tokens));
    }

    /** The value of a match in words: a text as it stands, an object as {@code {a=x}}. */
    static String meaning(Grammar grammar, String keys) {
        return keyed(grammar, keys).found().stream()
                .map(match -> words(match.meaning()))
                .findFirst()
                .orElse("no match");
    }

    static String words(Meaning meaning) {
        return switch (meaning) {
            case Meaning.Known(var value) -> words(value);
            case Meaning.Failed(var problem) -> "failed: " + problem;
        };
    }

    private static String words(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Undefined() -> "undefined";
            case ScriptValue.Null() -> "null";
            case ScriptValue.Text(var text) -> text;
            case ScriptValue.Numeric(var number) -> "number " + number;
            case ScriptValue.Truth(var truth) -> "truth " + truth;
            case ScriptValue.Array(var elements) ->
                "[" + String.join(", ", elements.stream().map(Grammars::words).toList()) + "]";
            case ScriptValue.Structure(var properties) -> {
                var text = new StringBuilder("{");
                properties.forEach((name, inner) -> text.append(text.length() == 1 ? "" : ", ")
                        .append(name)
                        .append('=')
                        .append(words(inner)));
                yield text.append('}').toString();
            }
        };
    }

    /** The state as one of the letters N, M, C, X: no match, may continue, complete, closed. */
    static char letter(MatchState state) {
        return switch (state) {
            case MatchState.NoMatch() -> 'N';
            case MatchState.MayContinue() -> 'M';
            case MatchState.Complete _ -> 'C';
            case MatchState.Closed _ -> 'X';
        };
    }

    /** The states before the first key and after each. */
    static String states(Grammar grammar, String keys) {
        var matcher = DtmfMatcher.of(List.of(new ActiveGrammar("g", grammar)));
        var letters = new StringBuilder().append(letter(matcher.state()));
        Key.sequence(keys).orElseThrow().forEach(key -> letters.append(letter(matcher.feed(key))));
        return letters.toString();
    }
}
