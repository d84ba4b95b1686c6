package org.belltower.voicexml.lint;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param recordings why a recording cannot be had by its address; empty where it can, or where nobody can tell from here
 * @param readouts the names that {@code interpret-as} may give; empty where they are not known
 */
public record LintSubject(
        SourceApplication application,
        DialogGraph graph,
        Optional<Map<String, List<String>>> prompts,
        Function<URI, CompileResult> grammars,
        Function<URI, Optional<String>> recordings,
        Set<String> readouts) {
    public LintSubject {
        readouts = Set.copyOf(readouts);
    }

    /** With its graph worked out. */
    public static LintSubject of(
            SourceApplication application,
            Optional<Map<String, List<String>>> prompts,
            Function<URI, CompileResult> grammars,
            Function<URI, Optional<String>> recordings,
            Set<String> readouts) {
        return new LintSubject(
                application,
                GraphBuilder.of(application, PromptTexts.NONE),
                prompts.map(Map::copyOf),
                grammars,
                recordings,
                readouts);
    }
}
