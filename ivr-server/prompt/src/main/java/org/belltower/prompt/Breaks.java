package org.belltower.prompt;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long pauses are. <em>Immutable.</em> Spec: SSML 1.0 §3.2.3. */
final class Breaks {
    /** Between two sentences. */
    static final Duration SENTENCE = Duration.ofMillis(200);

    /** Between two paragraphs. */
    static final Duration PARAGRAPH = Duration.ofMillis(400);

    /** Where a comma stands alone between two clips. */
    static final Duration COMMA = Duration.ofMillis(120);

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern TIME = Pattern.compile("\\+?([0-9]{0,6}(?:\\.[0-9]{1,6})?)(ms|s)");

    private Breaks() {}

    /** The segment for a {@code break} element; empty attributes are absent ones, {@code time} wins over {@code strength}. */
    static Segment of(String time, String strength) {
        if (!time.isEmpty()) {
            return time(time.strip());
        }
        return switch (strength.strip()) {
            case "none" -> new Segment.Pause(Duration.ZERO);
            case "x-weak" -> new Segment.Pause(Duration.ofMillis(50));
            case "weak" -> new Segment.Pause(Duration.ofMillis(100));
            case "", "medium" -> new Segment.Pause(Duration.ofMillis(250));
            case "strong" -> new Segment.Pause(Duration.ofMillis(500));
            case "x-strong" -> new Segment.Pause(Duration.ofSeconds(1));
            default ->
                new Segment.Refused(
                        "a break's strength is none, x-weak, weak, medium, strong or x-strong, not '" + strength + "'");
        };
    }

    /** A time as SSML writes it, at most a minute; empty where it is none, or none at all. */
    static Optional<Duration> length(String time) {
        return time(time.strip()) instanceof Segment.Pause(Duration length) && length.isPositive()
                ? Optional.of(length)
                : Optional.empty();
    }

    private static Segment time(String time) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches() || matcher.group(1).isEmpty()) {
            return new Segment.Refused("a break's time is a figure with s or ms such as 250ms, not '" + time + "'");
        }
        BigDecimal milliseconds =
                new BigDecimal(matcher.group(1)).movePointRight(matcher.group(2).equals("s") ? 3 : 0);
        Duration length = Duration.ofNanos(milliseconds.movePointRight(6).longValue());
        return length.compareTo(LONGEST) > 0
                ? new Segment.Refused("a break lasts at most " + LONGEST.toSeconds() + " s, not '" + time + "'")
                : new Segment.Pause(length);
    }
}
