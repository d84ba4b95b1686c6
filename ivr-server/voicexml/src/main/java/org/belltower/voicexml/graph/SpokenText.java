package org.belltower.voicexml.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;

/** What an item says first, for a drawing: a line at most. */
final class SpokenText {
    private static final Set<String> NOT_SPOKEN = Set.of(
            "grammar", "script", "filled", "noinput", "nomatch", "catch", "help", "error", "option", "choice", "log",
            "data");
    private static final String PROMPT = "prompt:";

    private SpokenText() {}

    static String of(Markup item, PromptTexts prompts) {
        var text = new StringBuilder();
        collect(item, prompts, text);
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    private static void collect(Markup element, PromptTexts prompts, StringBuilder text) {
        for (Node node : element.content()) {
            switch (node) {
                case Node.Text words -> text.append(words.text());
                case Node.Child(Markup child) -> {
                    if (NOT_SPOKEN.contains(child.name())) {
                        continue;
                    }
                    Optional<String> known = child.attribute("src")
                            .filter(source -> source.startsWith(PROMPT))
                            .flatMap(source -> prompts.text(source.substring(PROMPT.length())));
                    if (known.isPresent()) {
                        text.append(known.get()).append(' ');
                    } else if (child.name().equals("value")) {
                        text.append('…');
                    } else {
                        collect(child, prompts, text);
                    }
                }
            }
        }
    }

    /** The names of an item's prompts in the catalogue, literal ones only. */
    static List<String> ids(Markup item) {
        return item.children().stream()
                .filter(child -> child.name().equals("prompt") || child.name().equals("audio"))
                .flatMap(child -> Stream.concat(
                        child.attribute("src").filter(source -> source.startsWith(PROMPT)).stream()
                                .map(source -> source.substring(PROMPT.length())),
                        ids(child).stream()))
                .toList();
    }
}
