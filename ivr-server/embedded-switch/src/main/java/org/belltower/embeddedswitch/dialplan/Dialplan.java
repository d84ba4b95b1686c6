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
 * @param inner what a call may be sent to by the switch itself, with {@code transfer NAME XML CONTEXT} and {@link #INNER} as the
 *     context; nobody can dial it
 * @param others what a call from outside to any other number does; empty for none. Such a call has no audio unless it was
 *     sent on: these actions are there to tell somebody of it and to refuse it
 */
public record Dialplan(
        Map<String, List<DialplanAction>> numbers,
        Map<String, List<DialplanAction>> inner,
        List<DialplanAction> others) {
    /** The context of what cannot be dialled. */
    public static final String INNER = "belltower";

    public Dialplan {
        numbers = copy(numbers);
        inner = copy(inner);
        others = List.copyOf(others);
    }

    private static Map<String, List<DialplanAction>> copy(Map<String, List<DialplanAction>> plan) {
        Map<String, List<DialplanAction>> copy = new LinkedHashMap<>();
        plan.forEach((number, actions) -> {
            if (actions.isEmpty()) {
                throw new IllegalArgumentException("number " + number + " has no action");
            }
            copy.put(number, List.copyOf(actions));
        });
        return java.util.Collections.unmodifiableMap(copy);
    }

    /** No numbers: every call is refused. */
    public static Dialplan empty() {
        return new Dialplan(Map.of(), Map.of(), List.of());
    }

    /** This plan and one more number, with actions as {@link DialplanAction#parse} reads them. */
    public Dialplan with(String number, String... actions) {
        Map<String, List<DialplanAction>> more = new LinkedHashMap<>(numbers);
        more.put(number, parse(actions));
        return new Dialplan(more, inner, others);
    }

    /** This plan and one more place that cannot be dialled. */
    public Dialplan withInner(String name, String... actions) {
        Map<String, List<DialplanAction>> more = new LinkedHashMap<>(inner);
        more.put(name, parse(actions));
        return new Dialplan(numbers, more, others);
    }

    /** This plan, with these actions for calls from outside to numbers that it does not name. */
    public Dialplan withOthers(String... actions) {
        return new Dialplan(numbers, inner, parse(actions));
    }

    private static List<DialplanAction> parse(String... actions) {
        return java.util.Arrays.stream(actions).map(DialplanAction::parse).toList();
    }

    /** What to do for a number of this plan. */
    public Optional<List<DialplanAction>> actions(String number) {
        return Optional.ofNullable(numbers.get(number));
    }

    /**
     * What to do for a call that is sent somewhere: to a number, which may be any other, or in the context {@link #INNER} to a place of
     * that name.
     */
    public Optional<List<DialplanAction>> transferred(String to, String context) {
        if (context.equals(INNER)) {
            return Optional.ofNullable(inner.get(to));
        }
        return actions(to).or(() -> others.isEmpty() ? Optional.empty() : Optional.of(others));
    }
}
