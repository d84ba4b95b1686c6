package org.belltower.voicexml;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.belltower.grammar.script.ScriptBudget;

/**
 * What an operator decides about all sessions. Immutable.
 *
 * @param language of documents that name none
 * @param properties defaults that documents may override, over those of VoiceXML 2.0 §6.3
 * @param transitionsWithoutInput how many steps a dialog may take without waiting for the caller before it counts as an endless
 *     loop and ends in {@code error.semantic}
 * @param subdialogDepth how deep subdialogs may nest
 * @param budget what one script evaluation may cost, and how long a text or list may be that a document uses
 * @param promptSets whose prompts a caller hears where no document handles help, a nomatch or too much speech, or words cannot be listened to: of the sets in this
 *     order the first that has {@code prompt:SET.help}, {@code prompt:SET.no-match}, {@code prompt:SET.too-long} or {@code prompt:SET.keys-only}, and where none
 *     has, words of this platform. Without any set nothing is said
 */
public record EngineSettings(
        Locale language,
        Map<String, String> properties,
        int transitionsWithoutInput,
        int subdialogDepth,
        ScriptBudget budget,
        List<String> promptSets) {
    /** 5,000,000 steps, 400 calls deep, 10 s, 1,000,000 characters. */
    public static final ScriptBudget SCRIPTS = new ScriptBudget(5_000_000, 400, Duration.ofSeconds(10), 1_000_000);

    /** Chinese documents, the properties of the specification, 1,000 steps, 16 subdialogs, {@link #SCRIPTS}. */
    public static final EngineSettings DEFAULT =
            new EngineSettings(Locale.SIMPLIFIED_CHINESE, Map.of(), 1_000, 16, SCRIPTS);

    public EngineSettings {
        properties = Map.copyOf(properties);
        promptSets = List.copyOf(promptSets);
    }

    /** Without prompts of the platform. */
    public EngineSettings(
            Locale language,
            Map<String, String> properties,
            int transitionsWithoutInput,
            int subdialogDepth,
            ScriptBudget budget) {
        this(language, properties, transitionsWithoutInput, subdialogDepth, budget, List.of());
    }
}
