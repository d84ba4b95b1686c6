package org.belltower.server.call;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.eventsocket.Backoff;
import org.belltower.eventsocket.CloseReason;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.ConnectionListener;
import org.belltower.eventsocket.EventListener;
import org.belltower.eventsocket.EventSocketException;
import org.belltower.eventsocket.InboundClient;
import org.belltower.eventsocket.InboundSettings;
import org.belltower.server.CallRoute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lasting Event Socket connection to each switch. Thread-safe. Its opener closes it.
 *
 * <p>A virtual thread reads the switches' lists of calls whenever one of them can be reached again, and twice a minute: a call that
 * this server has and no switch is told that it is lost, and what was kept of calls that are over is deleted. Nothing is decided while
 * a switch cannot be asked.
 */
public final class SwitchConnections implements SwitchLinks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SwitchConnections.class);
    private static final Duration ANSWER = Duration.ofSeconds(1);
    /** A list of all calls is long. */
    private static final Duration LIST = Duration.ofSeconds(10);

    private static final Duration ROUND = Duration.ofSeconds(30);
    private static final Duration END = Duration.ofSeconds(5);
    private static final Duration SLOWEST_TRY = Duration.ofSeconds(5);
    private static final Duration FIRST_TRY = Duration.ofMillis(250);
    private static final Pattern UUID = Pattern.compile("\"uuid\":\"([^\"]*)\"");

    private final CallsInProgress calls;
    private final SessionJournal sessions;
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final Semaphore look = new Semaphore(0);
    private final Thread watch = Thread.ofVirtual().name("switch-watch").unstarted(this::watch);

    private final KeyWatch keys;

    private record Link(InetSocketAddress address, InboundClient client) {}

    private SwitchConnections(CallsInProgress calls, SessionJournal sessions) {
        this.calls = calls;
        this.sessions = sessions;
        this.keys = KeyWatch.start(() -> calls.size() > 0, calls::nudge);
    }

    /** With no switch yet. */
    public static SwitchConnections open(CallsInProgress calls, SessionJournal sessions) {
        var connections = new SwitchConnections(calls, sessions);
        connections.watch.start();
        return connections;
    }

    /** Connects to a further switch, which tells a key as soon as it is pressed, and goes on trying where it is not there. */
    public void connect(InetSocketAddress address, String password) {
        connect(address, password, List.of(), _ -> {});
    }

    /** The same of a FreeSWITCH, which tells keys late unless it is asked. */
    public void connectFreeSwitch(InetSocketAddress address, String password) {
        keys.over(connect(address, password, List.of(KeyWatch.SUBSCRIPTION), keys));
    }

    private InboundClient connect(
            InetSocketAddress address, String password, List<Command> subscriptions, EventListener events) {
        InboundSettings settings = InboundSettings.of(
                address, password, subscriptions, new Backoff(FIRST_TRY, SLOWEST_TRY, new SecureRandom()));
        InboundClient client = InboundClient.open(settings, events, new Watcher(address));
        links.add(new Link(address, client));
        return client;
    }

    /** How many switches can be asked now. */
    public long up() {
        return links.stream().filter(link -> link.client().isUp()).count();
    }

    /** How many there are. */
    public int size() {
        return links.size();
    }

    /** Tells the operator once when a switch is gone, and why, and once when it is back. */
    private final class Watcher implements ConnectionListener {
        private final InetSocketAddress address;
        /** Confined to the client's thread. */
        private boolean told;

        private Watcher(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public void up() {
            LOG.info("connected to the switch at {}", address);
            told = false;
            look.release();
        }

        @Override
        public void down(CloseReason reason) {
            if (!told) {
                told = true;
                LOG.warn("no connection to the switch at {}: {}; trying on", address, reason);
            }
        }
    }

    @Override
    public Presence presence(String uuid) {
        boolean allSaidNo = !links.isEmpty();
        for (Link link : links) {
            Optional<String> answer = ask(link, "uuid_exists " + uuid, ANSWER);
            if (answer.filter("true"::equals).isPresent()) {
                return Presence.UP;
            }
            allSaidNo &= answer.filter("false"::equals).isPresent();
        }
        return allSaidNo ? Presence.OVER : Presence.UNKNOWN;
    }

    @Override
    public boolean send(String uuid, String place) {
        String command = "uuid_transfer " + uuid + " " + place + " XML " + CallRoute.CONTEXT;
        for (Link link : links) {
            if (ask(link, command, ANSWER)
                    .filter(answer -> answer.startsWith("+OK"))
                    .isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> ask(Link link, String command, Duration patience) {
        try {
            return Optional.of(link.client().api(command, patience).strip());
        } catch (EventSocketException e) {
            LOG.debug("the switch at {} did not answer: {}", link.address(), e.getMessage());
            return Optional.empty();
        }
    }

    private void watch() {
        try {
            while (true) {
                look.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
                look.drainPermits();
                compare();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void compare() {
        Set<String> here = calls.uuids();
        Optional<Set<String>> there = channels();
        if (there.isEmpty()) {
            return;
        }
        for (String uuid : here) {
            // Asked again by its name: one that has just come may not have been on the list.
            if (!there.get().contains(uuid)
                    && presence(uuid) == Presence.OVER
                    && calls.uuids().contains(uuid)) {
                LOG.warn("the call {} is not on the switch any more", uuid);
                calls.lost(uuid);
            }
        }
        Set<String> up = new HashSet<>(there.get());
        up.addAll(calls.uuids());
        sessions.forgetAllBut(up);
    }

    /** The calls of all switches; empty where one of them cannot be asked, or there is none. */
    private Optional<Set<String>> channels() {
        Set<String> uuids = new HashSet<>();
        for (Link link : links) {
            Optional<String> answer = ask(link, "show channels as json", LIST);
            if (answer.filter(text -> text.startsWith("{")).isEmpty()) {
                return Optional.empty();
            }
            Matcher uuid = UUID.matcher(answer.get());
            while (uuid.find()) {
                uuids.add(uuid.group(1));
            }
        }
        return links.isEmpty() ? Optional.empty() : Optional.of(uuids);
    }

    /** Asks no switch any more. */
    public void disconnect() {
        keys.overNone();
        links.forEach(link -> link.client().close());
        links.clear();
    }

    @Override
    public void close() {
        watch.interrupt();
        keys.close();
        disconnect();
        try {
            if (!watch.join(END)) {
                LOG.warn("the watch over the switches did not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
