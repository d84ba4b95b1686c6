package org.belltower.grammar;

import java.util.LinkedHashMap;

/** Models without the places of what they hold, which no other text has the same. */
final class Models {
    private Models() {}

    static GrammarDocument withoutPlaces(GrammarDocument document) {
        var rules = new LinkedHashMap<String, Rule>();
        document.rules()
                .forEach((id, rule) -> rules.put(
                        id,
                        new Rule(
                                rule.id(),
                                rule.scope(),
                                withoutPlaces(rule.expansion()),
                                rule.examples(),
                                Position.start())));
        return new GrammarDocument(
                document.uri(),
                document.mode(),
                document.language(),
                document.tagFormat(),
                document.root(),
                rules,
                document.meta(),
                document.lexicons(),
                document.tags().stream()
                        .map(tag -> new Expansion.Tag(tag.content(), Position.start()))
                        .toList());
    }

    private static Expansion withoutPlaces(Expansion expansion) {
        return switch (expansion) {
            case Expansion.Token token -> token;
            case Expansion.Reference reference -> new Expansion.Reference(reference.target(), Position.start());
            case Expansion.Sequence(var parts) ->
                new Expansion.Sequence(parts.stream().map(Models::withoutPlaces).toList());
            case Expansion.Alternatives(var choices) ->
                new Expansion.Alternatives(choices.stream()
                        .map(choice -> new Expansion.Choice(withoutPlaces(choice.expansion()), choice.weight()))
                        .toList());
            case Expansion.Repeat(var body, int minimum, var maximum, var probability) ->
                new Expansion.Repeat(withoutPlaces(body), minimum, maximum, probability);
            case Expansion.Tag tag -> new Expansion.Tag(tag.content(), Position.start());
        };
    }
}
