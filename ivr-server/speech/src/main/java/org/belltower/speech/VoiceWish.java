package org.belltower.speech;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a voice is to be like, beside its language. <em>Immutable.</em> Engines give the nearest that they have: a wish that nobody
 * can fulfil is logged once, and never silences a text. Spec: SSML 1.0 §3.2.1.
 *
 * @param names the first that an engine has wins
 * @param age years, 0 or more
 * @param variant which of those that fulfil the other wishes, from 1
 */
public record VoiceWish(List<String> names, Optional<Gender> gender, OptionalInt age, OptionalInt variant) {
    /** Whatever speaks the language. */
    public static final VoiceWish NONE =
            new VoiceWish(List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** Whose voice it sounds like. */
    public enum Gender {
        MALE,
        FEMALE,
        NEUTRAL
    }

    public VoiceWish {
        names = List.copyOf(names);
        if (age.orElse(0) < 0 || variant.orElse(1) < 1) {
            throw new IllegalArgumentException("an age is 0 or more and a variant 1 or more");
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }
}
