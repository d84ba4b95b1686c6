package org.belltower.prompt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.speech.Prosody;

/**
 * The attributes {@code rate}, {@code pitch} and {@code volume} as multipliers of the voice's own. <em>Immutable.</em> What
 * no engine here can do (an absolute pitch in hertz, contours) and what is no value at all leaves the voice as it is.
 *
 * <p>Spec: SSML 1.0 §3.2.4.
 */
final class ProsodyAttributes {
    private static final Pattern NUMBER = Pattern.compile("([+-]?)([0-9]{1,4}(?:\\.[0-9]{1,4})?)(%|st|)");

    private ProsodyAttributes() {}

    /** An empty attribute is an absent one. */
    static Prosody apply(Prosody around, String rate, String pitch, String volume) {
        return Prosody.nearest(
                rate(around.rate(), rate.strip()),
                pitch(around.pitch(), pitch.strip()),
                volume(around.volume(), volume.strip()));
    }

    private static double rate(double around, String rate) {
        return switch (rate) {
            case "x-slow" -> 0.6;
            case "slow" -> 0.8;
            case "medium", "default" -> 1;
            case "fast" -> 1.25;
            case "x-fast" -> 1.6;
            default -> {
                Matcher number = NUMBER.matcher(rate);
                // A bare number is a multiplier of the voice's own rate, not of the rate around.
                yield number.matches()
                                && number.group(1).isEmpty()
                                && number.group(3).isEmpty()
                        ? Double.parseDouble(number.group(2))
                        : relative(around, rate);
            }
        };
    }

    private static double pitch(double around, String pitch) {
        return switch (pitch) {
            case "x-low" -> 0.7;
            case "low" -> 0.85;
            case "medium", "default" -> 1;
            case "high" -> 1.2;
            case "x-high" -> 1.4;
            default -> relative(around, pitch);
        };
    }

    private static double volume(double around, String volume) {
        return switch (volume) {
            case "silent" -> 0;
            case "x-soft" -> 0.3;
            case "soft" -> 0.6;
            case "medium", "default", "loud", "x-loud" -> 1;
            default -> {
                Matcher number = NUMBER.matcher(volume);
                yield number.matches()
                                && number.group(1).isEmpty()
                                && number.group(3).isEmpty()
                        ? Double.parseDouble(number.group(2)) / 100
                        : relative(around, volume);
            }
        };
    }

    private static double relative(double around, String change) {
        Matcher number = NUMBER.matcher(change);
        if (!number.matches()) {
            return around;
        }
        double amount = Double.parseDouble(number.group(2)) * (number.group(1).equals("-") ? -1 : 1);
        return switch (number.group(3)) {
            case "%" -> number.group(1).isEmpty() ? amount / 100 : around * (1 + amount / 100);
            case "st" -> around * Math.pow(2, amount / 12);
            default -> around;
        };
    }
}
