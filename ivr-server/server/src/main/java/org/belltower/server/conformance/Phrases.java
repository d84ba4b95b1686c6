package org.belltower.server.conformance;

import java.util.Map;

/** The phrase for each token of the {@code conf:} vocabulary: words that a recogniser tells apart well. */
final class Phrases {
    /** A phrase that is outside every grammar. */
    static final String OUTSIDE = "rhinoceros";

    private static final Map<String, String> BY_TOKEN = Map.ofEntries(
            Map.entry("alpha", "chicago"),
            Map.entry("bravo", "san francisco"),
            Map.entry("charlie", "new york"),
            Map.entry("delta", "london"),
            Map.entry("echo", "tokyo"),
            Map.entry("foxtrot", "washington"),
            Map.entry("golf", "barcelona"),
            Map.entry("hotel", "amsterdam"),
            Map.entry("help", "help"),
            Map.entry("cancel", "cancel"),
            Map.entry("exit", "exit"),
            Map.entry("yes", "yes"));

    private Phrases() {}

    /** The phrase of a token; a word that is none stands for itself. */
    static String of(String token) {
        return BY_TOKEN.getOrDefault(token, token);
    }
}
