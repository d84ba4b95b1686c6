package org.belltower.grammar;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.belltower.grammar.script.ScriptFailedException;
import org.belltower.grammar.script.ScriptSandbox;
import org.mozilla.javascript.Script;

/**
 * The scripts in the tags of one grammar, each read or compiled once and run by all calls. <i>Thread-safe.</i> What
 * {@link TagAssignment} understands is compiled only where it comes to be run as a script after all.
 *
 * <p>Spec: SISR 1.0 §3.2.
 */
final class TagScripts {
    private final Map<Place, Script> compiled = new ConcurrentHashMap<>();
    private final Map<String, Optional<List<TagAssignment>>> plain = new ConcurrentHashMap<>();

    private record Place(URI document, Position position, String source) {}

    /** The assignments that a tag is made of; empty where it is anything else. */
    Optional<List<TagAssignment>> assignments(String source) {
        return plain.computeIfAbsent(source, TagAssignment::parse);
    }

    /** The script of a tag; throws {@link ScriptFailedException} where its text is none. */
    Script script(URI document, Position position, String source) {
        return compiled.computeIfAbsent(
                new Place(document, position, source),
                place -> ScriptSandbox.shared().compile(source, document.toString(), position.line()));
    }

    /** Compiles the tags of a document whose format says that they are scripts, and names those that are none. */
    void compileAll(GrammarDocument document, List<GrammarProblem> problems) {
        if (!(document.tagFormat() instanceof TagFormat.Script)) {
            return;
        }
        document.tags().forEach(tag -> compile(document, tag, problems));
        document.rules().values().forEach(rule -> compileAll(document, rule.expansion(), problems));
    }

    private void compileAll(GrammarDocument document, Expansion expansion, List<GrammarProblem> problems) {
        switch (expansion) {
            case Expansion.Tag tag -> {
                if (assignments(tag.content()).isEmpty()) {
                    compile(document, tag, problems);
                }
            }
            case Expansion.Sequence(var parts) -> parts.forEach(part -> compileAll(document, part, problems));
            case Expansion.Alternatives(var choices) ->
                choices.forEach(choice -> compileAll(document, choice.expansion(), problems));
            case Expansion.Repeat repeat -> compileAll(document, repeat.body(), problems);
            case Expansion.Token _, Expansion.Reference _ -> {}
        }
    }

    private void compile(GrammarDocument document, Expansion.Tag tag, List<GrammarProblem> problems) {
        try {
            script(document.uri(), tag.position(), tag.content());
        } catch (ScriptFailedException e) {
            if (problems.size() < Problems.LIMIT) {
                problems.add(problem(document.uri(), tag.position(), tag.content(), e));
            }
        }
    }

    /** Why a tag failed, at the line of its script. */
    static GrammarProblem problem(URI document, Position tag, String source, ScriptFailedException failure) {
        Position position = failure.line() > tag.line() ? new Position(failure.line(), 1) : tag;
        String shown = source.length() > 80 ? source.substring(0, 80) + "…" : source;
        return switch (failure.reason()) {
            case SYNTAX ->
                new GrammarProblem(
                        GrammarProblem.Kind.SYNTAX,
                        document,
                        position,
                        "the tag “" + shown + "” is no ECMAScript: " + failure.what(),
                        "SISR 1.0 §3.2",
                        "Correct the script, or write tag-format=\"semantics/1.0-literals\"");
            case ERROR ->
                new GrammarProblem(
                        GrammarProblem.Kind.SYNTAX,
                        document,
                        position,
                        "the tag “" + shown + "” failed: " + failure.what(),
                        "SISR 1.0 §3.2",
                        "Look at what the script finds in out, rules and meta");
            case BUDGET ->
                new GrammarProblem(
                        GrammarProblem.Kind.LIMIT,
                        document,
                        position,
                        "the tag “" + shown + "” was stopped: " + failure.what(),
                        "limit of this server",
                        "Let the script do less");
        };
    }
}
