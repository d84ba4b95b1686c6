package org.belltower.voicexml.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Times as CSS 2 writes them: {@code 3s}, {@code 0.251s}, {@code 250ms}. Spec: VoiceXML 2.0 §6.5. */
public final class TimeDesignation {
    private static final int MAX_LENGTH = 20;

    private TimeDesignation() {}

    /** Exact to the nanosecond; empty where the text is no time. */
    public static Optional<Duration> parse(String text) {
        String trimmed = text.strip();
        boolean milliseconds = trimmed.endsWith("ms");
        if (trimmed.length() > MAX_LENGTH || !trimmed.endsWith("s")) {
            return Optional.empty();
        }
        String number = trimmed.substring(0, trimmed.length() - (milliseconds ? 2 : 1));
        if (!isNumber(number.startsWith("+") ? number.substring(1) : number)) {
            return Optional.empty();
        }
        try {
            BigDecimal nanoseconds = new BigDecimal(number).movePointRight(milliseconds ? 6 : 9);
            return Optional.of(Duration.ofNanos(nanoseconds.longValueExact()));
        } catch (ArithmeticException e) {
            // Finer than a nanosecond or longer than three centuries: no time that a telephone knows.
            return Optional.empty();
        }
    }

    /** Digits with at most one dot, and at least one digit. */
    private static boolean isNumber(String text) {
        boolean digit = false;
        boolean dot = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c == '.' && !dot) {
                dot = true;
            } else {
                return false;
            }
        }
        return digit;
    }
}
