package org.belltower.server.conformance;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarDocument;
import org.belltower.grammar.ParseEvent;
import org.belltower.grammar.RuleScope;

/** A parse as the cases write it: {@code $main[$<other.gram#rule>["word"],"word"]}. */
final class GrammarShape {
    private GrammarShape() {}

    static String of(Grammar grammar, List<ParseEvent> events) {
        var text = new StringBuilder();
        Deque<Boolean> empty = new ArrayDeque<>(List.of(true));
        for (ParseEvent event : events) {
            switch (event) {
                case ParseEvent.Enter enter -> {
                    comma(text, empty);
                    text.append(name(grammar, enter)).append('[');
                    empty.push(true);
                }
                case ParseEvent.Leave() -> {
                    empty.pop();
                    text.append(']');
                }
                case ParseEvent.Matched(var token) -> {
                    comma(text, empty);
                    text.append('"').append(token).append('"');
                }
                case ParseEvent.Tagged _ -> {}
            }
        }
        return text.toString();
    }

    private static void comma(StringBuilder text, Deque<Boolean> empty) {
        if (!empty.pop()) {
            text.append(',');
        }
        empty.push(false);
    }

    /** A rule by its document's file name where that is another one; a private root needs no name. */
    private static String name(Grammar grammar, ParseEvent.Enter enter) {
        GrammarDocument document = grammar.documents().stream()
                .filter(found -> found.uri().equals(enter.document()))
                .findFirst()
                .orElseThrow();
        if (document.equals(grammar.documents().getFirst())) {
            return "$" + enter.rule();
        }
        String path = document.uri().getPath();
        boolean named = document.rules().entrySet().stream()
                .anyMatch(rule ->
                        rule.getKey().equals(enter.rule()) && rule.getValue().scope() == RuleScope.PUBLIC);
        return "$<" + path.substring(path.lastIndexOf('/') + 1) + (named ? "#" + enter.rule() : "") + ">";
    }
}
