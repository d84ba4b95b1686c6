package org.belltower.eventsocket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which events a connection of the server side wants, and how they are written.
 *
 * <p><em>Immutable</em>: each command makes a new one, and {@link #wants} reads without a lock.
 * Spec: FreeSWITCH mod_event_socket event_handler, parse_command.
 *
 * @param listening false until the first {@code event} or {@code myevents}, and after {@code noevents}
 * @param all every event, those of {@code except} apart
 * @param mine with {@code myevents}, the call whose events alone are wanted
 */
record Subscription(
        EventFormat format,
        boolean listening,
        boolean all,
        Set<String> except,
        Set<String> names,
        Set<String> subclasses,
        List<EventFilter> filters,
        Optional<String> mine) {

    /** What {@code myevents} asks for. */
    private static final Set<String> OF_A_CALL = Set.of(
            "CHANNEL_ANSWER",
            "CHANNEL_APPLICATION",
            "CHANNEL_BRIDGE",
            "CHANNEL_CREATE",
            "CHANNEL_DATA",
            "CHANNEL_DESTROY",
            "CHANNEL_EXECUTE",
            "CHANNEL_EXECUTE_COMPLETE",
            "CHANNEL_HANGUP",
            "CHANNEL_HANGUP_COMPLETE",
            "CHANNEL_ORIGINATE",
            "CHANNEL_UUID",
            "CHANNEL_OUTGOING",
            "CHANNEL_PARK",
            "CHANNEL_PROGRESS",
            "CHANNEL_PROGRESS_MEDIA",
            "CHANNEL_STATE",
            "CHANNEL_UNBRIDGE",
            "CHANNEL_UNPARK",
            "CALL_UPDATE",
            "CHANNEL_HOLD",
            "CHANNEL_UNHOLD",
            "DETECTED_SPEECH",
            "DTMF",
            "NOTALK",
            "TALK",
            "PLAYBACK_START",
            "PLAYBACK_STOP",
            "RECORD_START",
            "RECORD_STOP");

    static Subscription none() {
        return new Subscription(
                EventFormat.PLAIN, false, false, Set.of(), Set.of(), Set.of(), List.of(), Optional.empty());
    }

    boolean wants(Event event) {
        if (!listening || !named(event) || !filtered(event)) {
            return false;
        }
        if (mine.isEmpty()) {
            return true;
        }
        String session = mine.get();
        return event.uniqueId().filter(session::equals).isPresent()
                || event.header("Job-Owner-UUID").filter(session::equals).isPresent();
    }

    /** Whether an event of this name may be wanted, whatever its headers are. */
    boolean names(String eventName) {
        return listening && (names.contains(eventName) || (all && !except.contains(eventName)));
    }

    private boolean named(Event event) {
        if (all && except.isEmpty()) {
            return true;
        }
        return names(event.name())
                && (!event.name().equals(EventNames.CUSTOM)
                        || event.subclass().map(subclasses::contains).orElse(true));
    }

    /** With filters, one that is wanted must match, and none that is not. */
    private boolean filtered(Event event) {
        boolean send = filters.isEmpty();
        for (EventFilter filter : filters) {
            if (filter.matches(event)) {
                if (!filter.wanted()) {
                    return false;
                }
                send = true;
            }
        }
        return send;
    }

    Subscription with(EventFormat newFormat) {
        return new Subscription(newFormat, listening, all, except, names, subclasses, filters, mine);
    }

    Subscription add(EventNames added) {
        Set<String> newNames = union(names, added.names());
        Set<String> newExcept = new HashSet<>(except);
        added.names().forEach(newExcept::remove);
        boolean newAll = all || added.names().contains(EventNames.ALL);
        return new Subscription(
                format,
                true,
                newAll,
                added.names().contains(EventNames.ALL) ? Set.of() : Set.copyOf(newExcept),
                newNames,
                union(subclasses, added.subclasses()),
                filters,
                mine);
    }

    Subscription remove(EventNames removed) {
        if (removed.names().contains(EventNames.ALL)) {
            return new Subscription(format, true, false, Set.of(), Set.of(), subclasses, filters, mine);
        }
        Set<String> newNames = new HashSet<>(names);
        Set<String> newSubclasses = new HashSet<>(subclasses);
        Set<String> newExcept = new HashSet<>(except);
        for (String name : removed.names()) {
            // "nixevent CUSTOM sub::class" takes the subclass away and leaves CUSTOM itself.
            if (!name.equals(EventNames.CUSTOM)) {
                newNames.remove(name);
                newExcept.add(name);
            }
        }
        newSubclasses.removeAll(removed.subclasses());
        return new Subscription(
                format,
                true,
                all,
                all ? Set.copyOf(newExcept) : Set.of(),
                Set.copyOf(newNames),
                Set.copyOf(newSubclasses),
                filters,
                mine);
    }

    /** After {@code noevents}; filters stay. */
    Subscription stopped() {
        return new Subscription(format, false, false, Set.of(), Set.of(), Set.of(), filters, mine);
    }

    Subscription myEvents(String session) {
        return new Subscription(
                format, true, all, except, union(names, OF_A_CALL), subclasses, filters, Optional.of(session));
    }

    Subscription with(EventFilter filter) {
        List<EventFilter> added = new ArrayList<>(filters);
        added.add(filter);
        return with(List.copyOf(added));
    }

    /** Without the filters on that header, or on it with that value; {@code all} means all. */
    Subscription without(String header, Optional<String> value) {
        return with(filters.stream()
                .filter(filter -> !header.equalsIgnoreCase("all")
                        && (!filter.header().equalsIgnoreCase(header)
                                || (value.isPresent() && !filter.value().equals(value.get()))))
                .toList());
    }

    private Subscription with(List<EventFilter> newFilters) {
        return new Subscription(format, listening, all, except, names, subclasses, newFilters, mine);
    }

    private static Set<String> union(Set<String> some, Iterable<String> others) {
        Set<String> union = new HashSet<>(some);
        others.forEach(union::add);
        return Set.copyOf(union);
    }
}
