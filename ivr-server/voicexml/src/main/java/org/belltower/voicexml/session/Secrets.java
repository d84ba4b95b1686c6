package org.belltower.voicexml.session;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
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

    private static final String ROOT = "<speak";

    /** Longest first: where one secret holds another, nothing of it is left over. */
    private final NavigableSet<String> entered =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /** What of them is looked for in texts that are {@link #packed}. */
    private final Set<String> apart = new HashSet<>();

    void add(String utterance) {
        if (utterance.length() >= SHORTEST) {
            enter(utterance);
            var escaped = new StringBuilder();
            XmlText.escape(utterance, escaped);
            enter(escaped.toString());
        }
    }

    private void enter(String secret) {
        entered.add(secret);
        String packed = packed(secret);
        if (packed.length() >= SHORTEST_APART) {
            apart.add(packed);
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
        for (String secret : entered) {
            if (text.contains(secret)) {
                return true;
            }
        }
        if (apart.isEmpty()) {
            return false;
        }
        String packed = packed(text);
        for (String secret : apart) {
            if (packed.contains(secret)) {
                return true;
            }
        }
        return false;
    }

    /** Letters and figures alone, without markup. Written out, because every prompt of a call goes through it. */
    private static String packed(String text) {
        var packed = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            int end = c == '<' ? text.indexOf('>', at) : -1;
            if (end >= 0) {
                at = end + 1;
                continue;
            }
            if (isLetterOrFigure(c)) {
                packed.appendCodePoint(c);
            }
            at += Character.charCount(c);
        }
        return packed.toString();
    }

    private static boolean isLetterOrFigure(int c) {
        return switch (Character.getType(c)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.LETTER_NUMBER,
                    Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    /** A prompt that tells a secret as the line gets it: marked {@code sensitive}, so that no cache keeps it. */
    QueuedPrompt marked(QueuedPrompt prompt) {
        return prompt.ssml().startsWith(ROOT)
                ? prompt.with(ROOT + " sensitive=\"true\"" + prompt.ssml().substring(ROOT.length()))
                : prompt;
    }

    /** A prompt that tells a secret as an observer sees it; nothing of it where the secret does not stand in one piece. */
    QueuedPrompt masked(QueuedPrompt prompt) {
        String masked = mask(prompt.ssml());
        return prompt.with(within(masked) ? "<speak>" + InputObserved.MASK + "</speak>" : masked);
    }
}
