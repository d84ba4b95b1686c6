package org.belltower.embeddedswitch.event;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.belltower.eventsocket.Event;
import org.belltower.eventsocket.EventHeaders;
import org.belltower.eventsocket.ServerConnection;

/**
 * Stamps events and gives them to the connections that may see them; each connection then applies its own subscription.
 *
 * <p><em>Thread-safe.</em> Firing never blocks. Deviates: a connection that the switch dialled for a call sees the events
 * of that call, of its partner and of no call, even with {@code full}, because a thousand calls that each look at the
 * events of all others cost a million looks.
 */
public final class EventBus {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter GMT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private final String address;
    private final String hostname = hostname();
    private final String coreUuid = UUID.randomUUID().toString();
    private final AtomicLong sequence = new AtomicLong();
    private final Set<ServerConnection> everything = ConcurrentHashMap.newKeySet();
    /** No set is empty: one is made with its first connection and dropped with its last, both under the map's lock. */
    private final Map<String, Set<ServerConnection>> byCall = new ConcurrentHashMap<>();

    public EventBus(InstantSource clock, String address) {
        this.clock = clock;
        this.address = address;
    }

    public String coreUuid() {
        return coreUuid;
    }

    /** A connection of a client that came to the port: it may see all calls. */
    public void add(ServerConnection connection) {
        everything.add(connection);
    }

    /** A connection that was dialled for a call. */
    public void add(ServerConnection connection, String uuid) {
        byCall.compute(uuid, (key, connections) -> {
            Set<ServerConnection> of = connections == null ? ConcurrentHashMap.newKeySet() : connections;
            of.add(connection);
            return of;
        });
    }

    /** The client of the port is gone. */
    public void remove(ServerConnection connection) {
        everything.remove(connection);
    }

    /** The connection that was dialled for this call is gone. */
    public void remove(ServerConnection connection, String uuid) {
        byCall.computeIfPresent(uuid, (key, connections) -> {
            connections.remove(connection);
            return connections.isEmpty() ? null : connections;
        });
    }

    /** The connections of a call. */
    public Set<ServerConnection> of(String uuid) {
        return Set.copyOf(byCall.getOrDefault(uuid, Set.of()));
    }

    /** Inbound connections that watch one call. */
    public Set<ServerConnection> watching(String uuid) {
        return everything.stream()
                .filter(connection -> connection.session().equals(Optional.of(uuid)))
                .collect(Collectors.toSet());
    }

    /** Connections that get events now. */
    public int listeners() {
        return everything.size() + byCall.values().stream().mapToInt(Set::size).sum();
    }

    /** Fires an event that concerns no call. */
    public void fire(String name, Consumer<EventHeaders.Builder> headers) {
        if (!everything.isEmpty() || !byCall.isEmpty()) {
            Event event = build(name, headers);
            everything.forEach(connection -> connection.publish(event));
            byCall.values().forEach(connections -> connections.forEach(connection -> connection.publish(event)));
        }
    }

    /**
     * Fires an event of a call and its partner ({@code ""} where it has none). One that nobody asks for is not made: a channel's
     * event carries all its variables.
     */
    public void fire(String name, String uuid, String partner, Consumer<EventHeaders.Builder> headers) {
        Set<ServerConnection> own = byCall.getOrDefault(uuid, Set.of());
        Set<ServerConnection> partners = byCall.getOrDefault(partner, Set.of());
        if (!asksFor(name, everything) && !asksFor(name, own) && !asksFor(name, partners)) {
            return;
        }
        Event event = build(name, headers);
        everything.forEach(connection -> connection.publish(event));
        own.forEach(connection -> connection.publish(event));
        partners.forEach(connection -> connection.publish(event));
    }

    private static boolean asksFor(String name, Set<ServerConnection> connections) {
        for (ServerConnection connection : connections) {
            if (connection.asksFor(name)) {
                return true;
            }
        }
        return false;
    }

    /** Passes on an event that a client has sent. */
    public void relay(Event event) {
        everything.forEach(connection -> connection.publish(event));
        event.uniqueId()
                .map(uuid -> byCall.getOrDefault(uuid, Set.of()))
                .ifPresent(connections -> connections.forEach(connection -> connection.publish(event)));
    }

    private Event build(String name, Consumer<EventHeaders.Builder> headers) {
        EventHeaders.Builder builder = EventHeaders.builder();
        stamp(name, builder);
        headers.accept(builder);
        return Event.of(name, builder.build());
    }

    /** The headers with which every event begins. */
    public void stamp(String name, EventHeaders.Builder headers) {
        Instant now = clock.instant();
        headers.add("Event-Name", name)
                .add("Core-UUID", coreUuid)
                .add("FreeSWITCH-Hostname", hostname)
                .add("FreeSWITCH-Switchname", hostname)
                .add("FreeSWITCH-IPv4", address)
                .add("Event-Date-Local", LOCAL.format(now))
                .add("Event-Date-GMT", GMT.format(now))
                .add("Event-Date-Timestamp", String.valueOf(micros(now)))
                .add("Event-Sequence", String.valueOf(sequence.incrementAndGet()));
    }

    /** FreeSWITCH's unit of time on the wire: microseconds since 1970. */
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static String hostname() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
