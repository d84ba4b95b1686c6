package org.belltower.eventsocket;

import java.util.Optional;

/**
 * An event of the switch, such as {@code CHANNEL_ANSWER} or {@code DTMF}.
 *
 * <p><em>Immutable.</em> {@code headers} always hold {@code Event-Name} and, for a {@code CUSTOM} event,
 * {@code Event-Subclass}: the constructor puts them in front where they are missing. {@code body} is empty where the
 * event has none.
 */
public record Event(String name, Optional<String> subclass, EventHeaders headers, String body) {
    public Event {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an event needs a name");
        }
        if (subclass.isPresent() && !headers.contains("Event-Subclass")) {
            headers = headers.toBuilder()
                    .addFirst("Event-Subclass", subclass.get())
                    .build();
        }
        if (!headers.contains("Event-Name")) {
            headers = headers.toBuilder().addFirst("Event-Name", name).build();
        }
    }

    /** An event without subclass or body. */
    public static Event of(String name, EventHeaders headers) {
        return new Event(name, Optional.empty(), headers, "");
    }

    /** An event as its headers describe it; absent where they name none. */
    static Optional<Event> from(EventHeaders headers, String body) {
        return headers.get("Event-Name")
                .filter(name -> !name.isBlank())
                .map(name -> new Event(name, headers.get("Event-Subclass"), headers, body));
    }

    /** The value of a header. */
    public Optional<String> header(String header) {
        return headers.get(header);
    }

    /** The value of a channel variable, which travels as {@code variable_NAME}. */
    public Optional<String> variable(String variable) {
        return headers.get("variable_" + variable);
    }

    /** The channel that the event is about. */
    public Optional<String> uniqueId() {
        return headers.get("Unique-ID");
    }

    /** The other leg of a bridge. */
    public Optional<String> otherLegUniqueId() {
        return headers.get("Other-Leg-Unique-ID");
    }

    /** What was given as {@link Command.Execute#eventUuid()} to the application that this event is about. */
    public Optional<String> applicationUuid() {
        return headers.get("Application-UUID");
    }

    /** The application that this event is about. */
    public Optional<String> application() {
        return headers.get("Application");
    }

    /** What the application said at its end, of {@code CHANNEL_EXECUTE_COMPLETE}. */
    public Optional<String> applicationResponse() {
        return headers.get("Application-Response");
    }

    /** The key of a {@code DTMF} event. */
    public Optional<String> dtmfDigit() {
        return headers.get("DTMF-Digit");
    }

    /** Why the channel hung up, such as {@code NORMAL_CLEARING}. */
    public Optional<String> hangupCause() {
        return headers.get("Hangup-Cause");
    }

    /** The job of a {@code BACKGROUND_JOB} event. */
    public Optional<String> jobUuid() {
        return headers.get("Job-UUID");
    }
}
