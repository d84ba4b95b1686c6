package org.belltower.embeddedswitch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.media.MediaEngine;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.SipAgent;
import org.belltower.eventsocket.BindFailedException;
import org.belltower.eventsocket.EventSocketServer;
import org.belltower.eventsocket.OutboundDialer;
import org.belltower.eventsocket.ServerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small telephone switch in this process: SIP and RTP outside, FreeSWITCH's Event Socket inside.
 *
 * <p><em>Thread-safe.</em> Closed by whoever opened it. {@link #open} fails with {@link PortTakenException} where a port
 * is held, with {@code RefusedPasswordException} for a password that everybody knows, and leaves nothing open then.
 */
public final class EmbeddedSwitch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSwitch.class);
    private static final Duration LAST_CALLS = Duration.ofSeconds(5);

    private record Part(String name, Runnable close) {}

    private final SwitchSettings settings;
    private final Core core;
    private final CallIntake intake;
    private final EventSocketServer eventSocket;
    private final ScheduledExecutorService heartbeat;
    private final Deque<Part> parts;

    private EmbeddedSwitch(
            SwitchSettings settings,
            Core core,
            CallIntake intake,
            EventSocketServer eventSocket,
            ScheduledExecutorService heartbeat,
            Deque<Part> parts) {
        this.settings = settings;
        this.core = core;
        this.intake = intake;
        this.eventSocket = eventSocket;
        this.heartbeat = heartbeat;
        this.parts = parts;
    }

    /** Binds every port and starts to take calls. */
    public static EmbeddedSwitch open(SwitchSettings settings) {
        Deque<Part> parts = new ArrayDeque<>();
        boolean opened = false;
        try {
            ServerSettings port = ServerSettings.loopback(settings.eventSocket(), settings.password());
            MediaEngine media = MediaEngine.open(settings.media());
            parts.push(new Part("media", media::close));
            OutboundDialer dialer = OutboundDialer.open(settings.limits());
            parts.push(new Part("the dialler of listeners", dialer::close));
            Core core = new Core(settings, media, dialer);
            parts.push(new Part("the schedule", core.schedule()::close));
            CallIntake intake = new CallIntake(core, settings.overload(), settings.unknownNumbers());
            EventSocketServer server = listen(settings, port, core);
            parts.push(new Part("the Event Socket port", server::close));
            SipAgent sip = SipAgent.open(settings.sip(), intake);
            parts.push(new Part("SIP", sip::close));
            core.sip(sip);
            ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("switch-heartbeat").daemon().factory());
            EmbeddedSwitch ready = new EmbeddedSwitch(settings, core, intake, server, heartbeat, parts);
            ready.beat();
            intake.accept(true);
            opened = true;
            LOG.info("embedded switch: SIP on {}:{}, Event Socket on {}", sip.host(), sip.port(), server.address());
            return ready;
        } finally {
            if (!opened) {
                closeAll(parts);
            }
        }
    }

    private static EventSocketServer listen(SwitchSettings settings, ServerSettings port, Core core) {
        try {
            return EventSocketServer.open(port, new EventSocketCommands(core, core.api(), Optional.empty()));
        } catch (BindFailedException e) {
            InetSocketAddress wanted = settings.eventSocket();
            throw new PortTakenException(
                    wanted.getHostString(),
                    wanted.getPort(),
                    "TCP",
                    PortHolder.find("TCP", wanted.getPort()),
                    PortRole.EVENT_SOCKET,
                    e);
        }
    }

    private void beat() {
        long nanos = settings.heartbeat().toNanos();
        var _ = heartbeat.scheduleAtFixedRate(this::heartbeat, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void heartbeat() {
        intake.report();
        core.events()
                .fire(
                        "HEARTBEAT",
                        headers -> headers.add("Event-Info", "System Ready")
                                .add(
                                        "Up-Time",
                                        Duration.between(
                                                        core.started(),
                                                        core.clock().instant())
                                                .toString())
                                .add("FreeSWITCH-Version", "embedded")
                                .add(
                                        "Uptime-msec",
                                        String.valueOf(Duration.between(
                                                        core.started(),
                                                        core.clock().instant())
                                                .toMillis()))
                                .add(
                                        "Session-Count",
                                        String.valueOf(core.channels().count()))
                                .add(
                                        "Max-Sessions",
                                        String.valueOf(core.channels().limit()))
                                .add(
                                        "Session-Peak-Max",
                                        String.valueOf(core.channels().peak()))
                                .add(
                                        "Session-Since-Startup",
                                        String.valueOf(core.channels().total())));
    }

    /** Where SIP listens, with the port that was given for port 0. */
    public InetSocketAddress sipAddress() {
        return new InetSocketAddress(core.sip().host(), core.sip().port());
    }

    /** Where the Event Socket port listens. */
    public InetSocketAddress eventSocketAddress() {
        return eventSocket.address();
    }

    /** The counters now. */
    public SwitchStatus status() {
        return new SwitchStatus(
                core.channels().count(),
                core.channels().total(),
                core.channels().peak(),
                core.channels().limit(),
                intake.refusedBusy(),
                intake.refusedUnknown(),
                core.unserved(),
                core.events().listeners(),
                eventSocket.overruns() + core.dialer().overruns(),
                core.media().counters());
    }

    /**
     * Takes no new calls and waits for those in progress.
     *
     * @return whether all have ended; the others go on until {@link #close}
     */
    public boolean drain(Duration limit) {
        intake.accept(false);
        try {
            return core.channels().awaitNone(limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Hangs up what is left and gives everything back. */
    @Override
    public void close() {
        intake.accept(false);
        heartbeat.shutdownNow();
        core.channels().all().forEach((Channel channel) -> channel.hangUp(HangupCause.SYSTEM_SHUTDOWN));
        if (!drain(LAST_CALLS)) {
            LOG.warn("{} calls did not end in {}", core.channels().count(), LAST_CALLS);
        }
        closeAll(parts);
    }

    private static void closeAll(Deque<Part> parts) {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            try {
                part.close().run();
            } catch (RuntimeException e) {
                // A port that stays bound keeps the next start from taking it, so the others are given back whatever
                // happens.
                LOG.error("{} did not close; the other parts of the switch do", part.name(), e);
            }
        }
    }
}
