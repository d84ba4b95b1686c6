package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;

/** Gathers the symbols and tags of one {@link Production.Chain}. <i>Confined to the thread that compiles.</i> */
final class ChainParts {
    private final List<Integer> symbols = new ArrayList<>();
    private final List<List<ParseEvent.Tagged>> tags = new ArrayList<>();
    private List<ParseEvent.Tagged> pending = new ArrayList<>();

    void symbol(int symbol) {
        symbols.add(symbol);
        endTags();
    }

    void tag(ParseEvent.Tagged tag) {
        pending.add(tag);
    }

    Production.Chain close(int owner, double weight) {
        endTags();
        return new Production.Chain(
                owner, symbols.stream().mapToInt(Integer::intValue).toArray(), tags, Math.log(weight));
    }

    private void endTags() {
        tags.add(List.copyOf(pending));
        pending = new ArrayList<>();
    }
}
