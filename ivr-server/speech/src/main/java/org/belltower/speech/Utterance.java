package org.belltower.speech;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One piece of text to be spoken in one language by one voice, with one melody from its first word to its last.
 * <em>Immutable.</em>
 *
 * <p>The text is words: numbers, money and dates have been spelled out before, because engines disagree on digits. It is
 * never markup: {@code <}, {@code &} and quotes reach the voice as ordinary characters.
 *
 * @param spans what is spoken, at least one, all at one volume; an engine refuses more than {@link SpeakableText#MAX_LENGTH}
 *     characters
 * @param language BCP 47 language, e.g. {@code zh-CN}, {@code en-US}
 * @param voice what else the voice is to be like
 * @param length how long it is to last, as near as the voice can; more than zero
 * @param sensitive true for what must not outlive the call (account numbers, codes): it is never cached nor printed, and
 *     only {@link CallClips} speaks it
 */
public record Utterance(
        List<Span> spans, Locale language, VoiceWish voice, Optional<Duration> length, boolean sensitive) {
    /** What stands in logs and traces for a text that is not to be shown. */
    public static final String MASK = "•••";

    public Utterance {
        spans = List.copyOf(spans);
        if (spans.isEmpty()
                || spans.stream()
                                .mapToDouble(span -> span.prosody().volume())
                                .distinct()
                                .count()
                        > 1) {
            throw new IllegalArgumentException("an utterance has a span, and one volume for all of them");
        }
        if (length.isPresent() && !length.get().isPositive()) {
            throw new IllegalArgumentException("an utterance lasts longer than zero, not " + length.get());
        }
    }

    public Utterance(String text, Locale language, Prosody prosody) {
        this(List.of(new Span(text, prosody)), language, VoiceWish.NONE, Optional.empty(), false);
    }

    /** An utterance at the voice's own rate and pitch. */
    public static Utterance of(String text, Locale language) {
        return new Utterance(text, language, Prosody.NORMAL);
    }

    /** The same words, to be forgotten with the call. */
    public Utterance asSensitive() {
        return new Utterance(spans, language, voice, length, true);
    }

    /** The same by another voice. */
    public Utterance by(VoiceWish other) {
        return new Utterance(spans, language, other, length, sensitive);
    }

    /** The same over this time. */
    public Utterance lasting(Duration other) {
        return new Utterance(spans, language, voice, Optional.of(other), sensitive);
    }

    /** The same, spoken so many times as fast. */
    Utterance faster(double times) {
        return new Utterance(
                spans.stream().map(span -> span.faster(times)).toList(), language, voice, length, sensitive);
    }

    /** What is spoken, as it is written. */
    public String text() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Multiplier of the amplitude, 0 to 1. */
    public double volume() {
        return spans.getFirst().prosody().volume();
    }

    /** Hides the text of a sensitive utterance: this string ends in logs and in messages of exceptions. */
    @Override
    public String toString() {
        return "Utterance[" + language.toLanguageTag() + ", " + (sensitive ? MASK : text()) + "]";
    }
}
