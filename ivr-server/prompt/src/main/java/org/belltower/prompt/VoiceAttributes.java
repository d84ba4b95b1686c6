package org.belltower.prompt;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;

/**
 * The attributes of {@code voice}. <em>Immutable.</em> An absent one leaves what is around; a value that is none is logged by the
 * reader and counts as absent.
 *
 * <p>Spec: SSML 1.0 §3.2.1.
 */
final class VoiceAttributes {
    private VoiceAttributes() {}

    /** An empty attribute is an absent one. */
    static VoiceWish apply(VoiceWish around, String name, String gender, String age, String variant) {
        return new VoiceWish(
                name.isBlank() ? around.names() : List.of(name.strip().split("\\s+", -1)),
                gender(gender.strip()).or(around::gender),
                number(age, 0).isPresent() ? number(age, 0) : around.age(),
                number(variant, 1).isPresent() ? number(variant, 1) : around.variant());
    }

    /** What is wrong with them, where something is. */
    static Optional<String> problem(String gender, String age, String variant) {
        if (!gender.isBlank() && gender(gender.strip()).isEmpty()) {
            return Optional.of("a voice's gender is male, female or neutral, not '" + gender + "'");
        }
        if (!age.isBlank() && number(age, 0).isEmpty()) {
            return Optional.of("a voice's age is a number of years, not '" + age + "'");
        }
        return variant.isBlank() || number(variant, 1).isPresent()
                ? Optional.empty()
                : Optional.of("a voice's variant is a number from 1 on, not '" + variant + "'");
    }

    private static Optional<Gender> gender(String gender) {
        return switch (gender) {
            case "male" -> Optional.of(Gender.MALE);
            case "female" -> Optional.of(Gender.FEMALE);
            case "neutral" -> Optional.of(Gender.NEUTRAL);
            default -> Optional.empty();
        };
    }

    private static OptionalInt number(String text, int least) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) < least) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }
}
