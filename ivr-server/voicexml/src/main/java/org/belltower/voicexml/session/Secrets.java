package org.belltower.voicexml.session;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.grammar.ScriptValue;
import org.belltower.voicexml.InputObserved;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.markup.XmlText;

/**
 * What the caller has entered where it must not be seen. Confined to the call's thread. Whatever goes to an observer passes
 * here, so that a document that logs its secret field does not spread it.
 */
final class Secrets {
    /** Shorter entries also occur by chance, and masking them would blot out everything. */
    private static final int SHORTEST = 3;

    /** Set apart, figures that have nothing to do with each other come together by chance. */
    private static final int SHORTEST_APART = 4;

    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String ROOT = "<speak";

    /** Longest first: where one secret holds another, nothing of it is left over. */
    private final NavigableSet<String> entered =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    void add(String utterance) {
        if (utterance.length() >= SHORTEST) {
            entered.add(utterance);
            var escaped = new StringBuilder();
            XmlText.escape(utterance, escaped);
            entered.add(escaped.toString());
        }
    }

    /** What an entry means: each of its texts and numbers, and all of them in one, as a script may put them together. */
    void add(ScriptValue meaning) {
        add(parts(meaning));
    }

    private String parts(ScriptValue meaning) {
        String text = switch (meaning) {
            case ScriptValue.Text(String value) -> value;
            case ScriptValue.Numeric(double value) -> number(value);
            case ScriptValue.Array(List<ScriptValue> elements) -> joined(elements.stream());
            case ScriptValue.Structure(SequencedMap<String, ScriptValue> properties) ->
                joined(properties.values().stream());
            // One of a few words, which tell nothing and stand everywhere.
            case ScriptValue.Truth _, ScriptValue.Null _, ScriptValue.Undefined _ -> "";
        };
        add(text);
        return text;
    }

    private String joined(Stream<ScriptValue> values) {
        return values.map(this::parts).collect(Collectors.joining());
    }

    /** As scripts write it. */
    private static String number(double value) {
        return Double.isFinite(value)
                ? new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString()
                : "";
    }

    String mask(String text) {
        String masked = text;
        for (String secret : entered) {
            masked = masked.replace(secret, InputObserved.MASK);
        }
        return masked;
    }

    /** Whether a text holds a secret, also where it is spaced out or set in markup, as for reading it digit by digit. */
    boolean within(String text) {
        if (entered.isEmpty()) {
            return false;
        }
        String packed = packed(text);
        return entered.stream()
                .anyMatch(secret -> text.contains(secret)
                        || (packed(secret).length() >= SHORTEST_APART && packed.contains(packed(secret))));
    }

    private static String packed(String text) {
        return BETWEEN.matcher(MARKUP.matcher(text).replaceAll("")).replaceAll("");
    }

    /** The prompt as the line gets it: one that tells a secret is marked {@code sensitive}, so that no cache keeps it. */
    QueuedPrompt marked(QueuedPrompt prompt) {
        return within(prompt.ssml()) && prompt.ssml().startsWith(ROOT)
                ? prompt.with(ROOT + " sensitive=\"true\"" + prompt.ssml().substring(ROOT.length()))
                : prompt;
    }

    /** The prompt as an observer sees it; nothing of it where the secret does not stand in one piece. */
    QueuedPrompt masked(QueuedPrompt prompt) {
        String masked = mask(prompt.ssml());
        return prompt.with(within(masked) ? "<speak>" + InputObserved.MASK + "</speak>" : masked);
    }
}
