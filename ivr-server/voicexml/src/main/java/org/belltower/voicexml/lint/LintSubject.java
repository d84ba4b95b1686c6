package org.belltower.voicexml.lint;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.belltower.grammar.CompileResult;
import org.belltower.voicexml.graph.DialogGraph;
import org.belltower.voicexml.graph.GraphBuilder;
import org.belltower.voicexml.graph.PromptTexts;
import org.belltower.voicexml.graph.SourceApplication;

/**
 * An application and what is known around it. Immutable.
 *
 * @param application its documents
 * @param graph what leads where in it
 * @param prompts the texts of each prompt of the catalogue, in every language, by id; empty where no catalogue is known
 * @param grammars compiles a grammar by its address, for those in files of their own
 */
public record LintSubject(
        SourceApplication application,
        DialogGraph graph,
        Optional<Map<String, List<String>>> prompts,
        Function<URI, CompileResult> grammars) {
    /** With its graph worked out. */
    public static LintSubject of(
            SourceApplication application,
            Optional<Map<String, List<String>>> prompts,
            Function<URI, CompileResult> grammars) {
        return new LintSubject(
                application, GraphBuilder.of(application, PromptTexts.NONE), prompts.map(Map::copyOf), grammars);
    }
}
