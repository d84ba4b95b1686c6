package org.belltower.embeddedswitch.dialplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which number does what: its actions run in order until one ends the call. The action after {@code socket} is the
 * fallback for when nobody listens there. An unknown number is refused with 404.
 *
 * <p><em>Immutable.</em>
 */
public record Dialplan(Map<String, List<DialplanAction>> numbers) {

    public Dialplan {
        Map<String, List<DialplanAction>> copy = new LinkedHashMap<>();
        numbers.forEach((number, actions) -> {
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("number " + number + " has no action");
            }
            copy.put(number, List.copyOf(actions));
        });
        numbers = java.util.Collections.unmodifiableMap(copy);
    }

    /** No numbers: every call is refused. */
    public static Dialplan empty() {
        return new Dialplan(Map.of());
    }

    /** This plan and one more number, with actions as {@link DialplanAction#parse} reads them. */
    public Dialplan with(String number, String... actions) {
        Map<String, List<DialplanAction>> more = new LinkedHashMap<>(numbers);
        more.put(
                number,
                java.util.Arrays.stream(actions).map(DialplanAction::parse).toList());
        return new Dialplan(more);
    }

    /** What to do for a number. */
    public Optional<List<DialplanAction>> actions(String number) {
        return Optional.ofNullable(numbers.get(number));
    }
}
