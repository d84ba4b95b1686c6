package org.belltower.speech;

import java.text.Normalizer;
import java.util.List;
import org.belltower.speech.SynthesisException.Failure;

/** Makes any text safe for an engine, or refuses it. <em>Immutable.</em> */
public final class SpeakableText {
    /** Characters; about nine minutes of Chinese. Longer texts belong into several prompts. */
    public static final int MAX_LENGTH = 2_000;

    private SpeakableText() {}

    /**
     * One line in Unicode form NFC: control characters, line breaks, invisible format characters, private-use and
     * unpaired surrogate characters become spaces, runs of white space one space.
     *
     * @throws SynthesisException {@link Failure#BAD_TEXT} where the text is longer than {@link #MAX_LENGTH} or holds
     *     neither letter nor digit
     */
    public static String of(String engine, String text) {
        if (text.length() > MAX_LENGTH) {
            throw new SynthesisException(
                    Failure.BAD_TEXT,
                    engine,
                    "a text of " + text.length() + " characters is over the limit of " + MAX_LENGTH
                            + "; split it into several prompts");
        }
        String result = line(text).strip();
        if (!isSpeakable(result)) {
            throw new SynthesisException(
                    Failure.BAD_TEXT,
                    engine,
                    "the text holds neither letters nor digits; write out what is to be heard");
        }
        return result;
    }

    /**
     * The same for an utterance: what is left of each of its spans, without those of which nothing is.
     *
     * @throws SynthesisException {@link Failure#BAD_TEXT} as {@link #of}, for the text as a whole
     */
    public static List<Span> spans(String engine, Utterance utterance) {
        String whole = of(engine, utterance.text());
        if (utterance.spans().size() == 1) {
            return List.of(utterance.spans().getFirst().reading(whole));
        }
        return utterance.spans().stream()
                .map(span -> span.reading(line(span.text())))
                .filter(span -> !span.text().isEmpty())
                .toList();
    }

    private static String line(String text) {
        StringBuilder line = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(character -> {
            if (!isSilent(character)) {
                line.appendCodePoint(character);
            } else if (line.isEmpty() || line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
            }
        });
        return line.toString();
    }

    /** True where there is something to speak: a pause or a mark alone is none. */
    public static boolean isSpeakable(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static boolean isSilent(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.PRIVATE_USE,
                            Character.UNASSIGNED -> true;
                    default -> false;
                };
    }
}
