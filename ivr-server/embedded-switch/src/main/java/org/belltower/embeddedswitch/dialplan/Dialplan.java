package org.belltower.embeddedswitch.dialplan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which number does what: its actions run in order until one ends the call. The action after {@code socket} is the
 * fallback for when nobody listens there. A call to an unknown number gets the actions for others, or 404 where there are
 * none or too many such calls.
 *
 * <p><em>Immutable.</em>
 *
 * @param others what a call from outside to any other number does; empty for none. Such a call has no audio: these
 *     actions are there to tell somebody of it and to refuse it
 */
public record Dialplan(Map<String, List<DialplanAction>> numbers, List<DialplanAction> others) {

    public Dialplan {
        Map<String, List<DialplanAction>> copy = new LinkedHashMap<>();
        numbers.forEach((number, actions) -> {
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("number " + number + " has no action");
            }
            copy.put(number, List.copyOf(actions));
        });
        numbers = java.util.Collections.unmodifiableMap(copy);
        others = List.copyOf(others);
    }

    /** No numbers: every call is refused. */
    public static Dialplan empty() {
        return new Dialplan(Map.of(), List.of());
    }

    /** This plan and one more number, with actions as {@link DialplanAction#parse} reads them. */
    public Dialplan with(String number, String... actions) {
        Map<String, List<DialplanAction>> more = new LinkedHashMap<>(numbers);
        more.put(number, parse(actions));
        return new Dialplan(more, others);
    }

    /** This plan, with these actions for calls from outside to numbers that it does not name. */
    public Dialplan withOthers(String... actions) {
        return new Dialplan(numbers, parse(actions));
    }

    private static List<DialplanAction> parse(String... actions) {
        return java.util.Arrays.stream(actions).map(DialplanAction::parse).toList();
    }

    /** What to do for a number of this plan. */
    public Optional<List<DialplanAction>> actions(String number) {
        return Optional.ofNullable(numbers.get(number));
    }
}
