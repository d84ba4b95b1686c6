package org.belltower.server.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarDocument;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarParser;
import org.belltower.grammar.GrammarProblem;
import org.belltower.grammar.MetaEntry;
import org.belltower.grammar.ParseEvent;
import org.belltower.grammar.ParseResult;

/**
 * The inputs of one grammar whose {@code meta} says what has to come of them: {@code in.N} an input, {@code out.N} the parse,
 * {@code info.N} when a rejection is right as well. Thread-safe.
 */
final class GrammarCases {
    private static final String REJECT = "REJECT";
    private static final Pattern RULE = Pattern.compile("^\\$([^\\[<>]+)\\[");

    private final Path file;
    private final String id;
    private final GrammarCompiler compiler = new GrammarCompiler(new GrammarFiles(), GrammarLimits.defaults());

    GrammarCases(Path file) {
        this.file = file.toAbsolutePath().normalize();
        this.id = ConformanceFolder.name(this.file.resolveSibling("")) + "/" + this.file.getFileName();
    }

    /** One result for each input, in their order. */
    List<CaseResult> run() {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            return List.of(CaseResult.error(id, "it cannot be read: " + e.getMessage()));
        }
        return switch (new GrammarParser(GrammarLimits.defaults()).parse(bytes, file.toUri())) {
            case ParseResult.Broken(List<GrammarProblem> problems) ->
                List.of(CaseResult.failed(id, problems.getFirst().toString()));
            case ParseResult.Parsed(var document) -> {
                List<CaseResult> results = new ArrayList<>();
                for (int n = 1; entry(document.meta(), "in." + n).isPresent(); n++) {
                    results.add(input(bytes, document, n));
                }
                yield results.isEmpty()
                        ? List.of(CaseResult.skipped(id, "it names no in.1 in its meta"))
                        : List.copyOf(results);
            }
        };
    }

    private CaseResult input(byte[] bytes, GrammarDocument document, int number) {
        List<MetaEntry> meta = document.meta();
        String name = id + "#" + number;
        String input = entry(meta, "in." + number).orElseThrow();
        Optional<String> expected = entry(meta, "out." + number);
        if (expected.isEmpty()) {
            return CaseResult.error(name, "its meta has no out." + number);
        }
        boolean mayReject = entry(meta, "info." + number).orElse("").contains("may be rejected");
        Matcher rule = RULE.matcher(expected.get());
        // The root may be private: it is named only where another rule is meant.
        String fragment = rule.find() && !document.root().equals(Optional.of(rule.group(1))) ? "#" + rule.group(1) : "";
        return switch (compiler.compile(bytes, URI.create(file.toUri() + fragment))) {
            case CompileResult.Rejected(List<GrammarProblem> problems) -> {
                String why = problems.getFirst().toString();
                if (expected.get().equals(REJECT)) {
                    yield CaseResult.passed(name);
                }
                yield mayReject
                        ? CaseResult.passed(name, "rejected, which the case allows")
                        : CaseResult.failed(name, why);
            }
            case CompileResult.Compiled(Grammar grammar) -> judge(name, grammar, input, expected.get(), mayReject);
        };
    }

    private static CaseResult judge(String name, Grammar grammar, String input, String expected, boolean mayReject) {
        if (expected.equals(REJECT)) {
            return CaseResult.failed(name, "the grammar is taken, but should be rejected");
        }
        Optional<List<ParseEvent>> parse =
                grammar.parse(Arrays.asList(input.strip().split("\\s+", -1)));
        if (parse.isEmpty()) {
            return mayReject
                    ? CaseResult.passed(name, "rejected, which the case allows")
                    : CaseResult.failed(name, "'" + input + "' does not match");
        }
        String shape = GrammarShape.of(grammar, parse.get());
        return shape.equals(expected)
                ? CaseResult.passed(name)
                : CaseResult.failed(name, "parsed as " + shape + " and not as " + expected);
    }

    private static Optional<String> entry(List<MetaEntry> meta, String name) {
        return meta.stream()
                .filter(entry -> entry.name().equals(name))
                .map(MetaEntry::content)
                .findFirst();
    }
}
