package org.belltower.speech.espeak;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.belltower.speech.Omissions;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;

/**
 * Writes what the program reads: SSML with each manner in an element of its own, pronunciations in double brackets.
 * <em>Confined to the thread that writes.</em> The program takes rate, pitch and range; a contour becomes a pitch for each word.
 */
final class EspeakText {
    private static final Pattern PINYIN = Pattern.compile("(?:[a-zü]{1,6}[1-5]\\s*)+");
    private static final Pattern BLANK = Pattern.compile("(?<= )");

    /** The program's figure for a pitch is half of its range for the voice's own, and doubles the pitch at its whole. */
    private static final double OCTAVE = 100;

    private final Omissions omissions;
    private final double voiceHertz;
    private final UnaryOperator<String> spelling;
    private final Function<String, Optional<String>> sounds;
    private final boolean mandarin;
    private final StringBuilder markup = new StringBuilder("<speak>");

    /**
     * @param voiceHertz the voice's own pitch
     * @param spelling corrects words that the program reads wrong
     * @param sounds the voice's notation for a transcription in IPA, where it has one
     */
    EspeakText(
            Omissions omissions,
            double voiceHertz,
            boolean mandarin,
            UnaryOperator<String> spelling,
            Function<String, Optional<String>> sounds) {
        this.omissions = omissions;
        this.voiceHertz = voiceHertz;
        this.mandarin = mandarin;
        this.spelling = spelling;
        this.sounds = sounds;
    }

    String write(List<Span> spans) {
        spans.forEach(this::add);
        return markup.append("</speak>").toString();
    }

    private void add(Span span) {
        Prosody prosody = span.prosody();
        if (prosody.contour().isEmpty() || span.pronunciation().isPresent()) {
            add(words(span), prosody);
            return;
        }
        String[] words = BLANK.split(span.text(), -1);
        if (words.length < 2) {
            omissions.tell(EspeakNg.NAME + " bends no pitch within a word: a contour is left out");
            add(words(span), prosody);
            return;
        }
        int at = 0;
        for (String word : words) {
            double middle = 100.0 * (at + word.length() / 2.0) / span.text().length();
            double factor = factor(prosody.contour(), middle, prosody.pitch().factorFor(voiceHertz) * voiceHertz);
            add(escaped(spelling.apply(plain(word))), prosody.at(prosody.pitch().higherBy(factor)));
            at += word.length();
        }
    }

    private void add(String words, Prosody prosody) {
        boolean plain = prosody.isPlain();
        if (!plain) {
            double pitch = prosody.pitch().factorFor(voiceHertz);
            markup.append("<prosody rate=\"")
                    .append(Math.round(100 * prosody.rate()))
                    .append("%\" pitch=\"")
                    .append(Math.round(100 + OCTAVE * Math.log(pitch) / Math.log(2)))
                    .append("%\" range=\"")
                    .append(Math.round(100 * prosody.range()))
                    .append("%\">");
        }
        markup.append(words);
        if (!plain) {
            markup.append("</prosody>");
        }
    }

    private String words(Span span) {
        String words = escaped(spelling.apply(plain(span.text())));
        return span.pronunciation()
                .map(pronunciation -> switch (pronunciation.alphabet()) {
                    case IPA ->
                        sounds.apply(pronunciation.sounds())
                                .map(notation -> " [[" + escaped(notation) + "]] ")
                                .orElse(words);
                    case PINYIN -> pinyin(pronunciation.sounds()).orElse(words);
                })
                .orElse(words);
    }

    private Optional<String> pinyin(String syllables) {
        String lower = syllables
                .toLowerCase(Locale.ROOT)
                .replace("u:", "ü")
                .replace('v', 'ü')
                .strip();
        if (mandarin && PINYIN.matcher(lower).matches()) {
            return Optional.of(" " + lower.replaceAll("([1-5])", "$1 "));
        }
        omissions.tell("no pinyin for a voice: '" + syllables + "' is spoken as it is written");
        return Optional.empty();
    }

    /** Multiplier of the pitch at a place, on the straight line between the points beside it. */
    private static double factor(List<PitchTurn> contour, double percent, double hertz) {
        PitchTurn before = contour.getFirst();
        for (PitchTurn turn : contour) {
            if (turn.percent() >= percent) {
                double span = turn.percent() - before.percent();
                double share = span <= 0 ? 1 : (percent - before.percent()) / span;
                double from = before.pitch().factorFor(hertz);
                return from + Math.clamp(share, 0, 1) * (turn.pitch().factorFor(hertz) - from);
            }
            before = turn;
        }
        return before.pitch().factorFor(hertz);
    }

    /** Square brackets would switch to the program's own notation of sounds: they are not spoken. */
    static String plain(String text) {
        return text.replace('[', ' ').replace(']', ' ');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The figure for a pitch where it stands as an argument, 0 to 99. */
    static long argument(Pitch pitch, double voiceHertz) {
        double octaves = Math.log(pitch.factorFor(voiceHertz)) / Math.log(2);
        return Math.clamp(Math.round((OCTAVE + OCTAVE * octaves) / 2), 0, 99);
    }

    /** Whether the program needs markup for it. */
    static boolean needed(List<Span> spans) {
        Prosody first = spans.getFirst().prosody();
        return spans.stream().map(Span::prosody).distinct().count() > 1
                || first.range() != 1
                || !first.contour().isEmpty()
                || spans.stream().anyMatch(span -> span.pronunciation().isPresent());
    }
}
