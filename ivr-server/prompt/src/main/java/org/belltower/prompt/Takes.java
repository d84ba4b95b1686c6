package org.belltower.prompt;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The recordings of a prompts folder, by prompt id and language. <em>Immutable.</em> */
record Takes(Map<String, Map<Locale, Path>> byId) {
    Takes {
        byId = Map.copyOf(byId);
    }

    Map<Locale, Path> of(String id) {
        return byId.getOrDefault(id, Map.of());
    }

    /** The recordings whose id is not among these. */
    List<Path> without(Set<String> ids) {
        return byId.entrySet().stream()
                .filter(entry -> !ids.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().values().stream())
                .sorted()
                .toList();
    }
}
