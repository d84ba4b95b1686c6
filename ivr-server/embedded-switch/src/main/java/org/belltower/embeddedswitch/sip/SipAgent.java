package org.belltower.embeddedswitch.sip;

import gov.nist.javax.sip.SipStackImpl;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ConcurrentModificationException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sip.InvalidArgumentException;
import javax.sip.ListeningPoint;
import javax.sip.ServerTransaction;
import javax.sip.SipProvider;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.belltower.embeddedswitch.PortHolder;
import org.belltower.embeddedswitch.PortRole;
import org.belltower.embeddedswitch.PortTakenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for SIP on UDP and TCP and makes calls.
 *
 * <p><em>Thread-safe.</em> The stack's own threads read, keep the transactions and enqueue signals; callers send from
 * theirs. Closed by whoever opened it; legs still open then are dropped without a message. Fails to open with
 * {@link PortTakenException}. Spec: RFC 3261.
 */
public final class SipAgent implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipAgent.class);
    private static final Duration LAST_ACK = Duration.ofMillis(500);
    private static final int LARGEST_MESSAGE = 64 * 1024;

    private final SipSettings settings;
    private final SipMessages messages;
    private final Registrar registrar;
    private final SipStackImpl stack;
    private final SipProvider provider;
    private final ScheduledExecutorService timer;
    private final Set<InboundLeg> unacknowledged = ConcurrentHashMap.newKeySet();

    private SipAgent(SipSettings settings, SipStackImpl stack, SipProvider provider) {
        this.settings = settings;
        this.stack = stack;
        this.provider = provider;
        this.messages = new SipMessages(settings);
        this.registrar = new Registrar(settings.phones(), messages, InstantSource.system());
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("sip-timer").daemon().factory());
        executor.setRemoveOnCancelPolicy(true);
        this.timer = Executors.unconfigurableScheduledExecutorService(executor);
    }

    /** Binds and starts to listen. */
    public static SipAgent open(SipSettings wanted, SipReceiver receiver) {
        SipSettings settings = wanted.withPort(freePort(wanted));
        SipStackImpl stack = null;
        try {
            stack = new SipStackImpl(properties(settings));
            SipProvider provider = null;
            for (String transport : transports(settings)) {
                ListeningPoint point = stack.createListeningPoint(settings.host(), settings.port(), transport);
                if (provider == null) {
                    provider = stack.createSipProvider(point);
                } else {
                    provider.addListeningPoint(point);
                }
            }
            if (provider == null) {
                throw new IllegalStateException("no transport");
            }
            SipAgent agent = new SipAgent(settings, stack, provider);
            provider.addSipListener(new SipEvents(agent, receiver));
            stack.start();
            return agent;
        } catch (javax.sip.SipException | InvalidArgumentException | java.util.TooManyListenersException e) {
            if (stack != null) {
                stop(stack);
            }
            throw new SipException(
                    "SIP could not start on " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
    }

    private static String[] transports(SipSettings settings) {
        if (settings.udp() && settings.tcp()) {
            return new String[] {"udp", "tcp"};
        }
        return new String[] {settings.udp() ? "udp" : "tcp"};
    }

    private static Properties properties(SipSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", "belltower-" + UUID.randomUUID());
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "on");
        properties.setProperty("gov.nist.javax.sip.STACK_LOGGER", SipStackLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.SERVER_LOGGER", SipServerLog.class.getName());
        properties.setProperty("gov.nist.javax.sip.TIMER_CLASS_NAME", SipTimer.class.getName());
        properties.setProperty("gov.nist.javax.sip.LOG_MESSAGE_CONTENT", "false");
        properties.setProperty("gov.nist.javax.sip.REENTRANT_LISTENER", "true");
        properties.setProperty("gov.nist.javax.sip.THREAD_POOL_SIZE", String.valueOf(settings.threads()));
        properties.setProperty("gov.nist.javax.sip.MAX_MESSAGE_SIZE", String.valueOf(LARGEST_MESSAGE));
        properties.setProperty("gov.nist.javax.sip.MAX_CONNECTIONS", "1000");
        properties.setProperty("gov.nist.javax.sip.READ_TIMEOUT", "10000");
        properties.setProperty("gov.nist.javax.sip.TCP_NODELAY", "true");
        properties.setProperty("gov.nist.javax.sip.DELIVER_UNSOLICITED_NOTIFY", "true");
        properties.setProperty("gov.nist.javax.sip.RECEIVE_UDP_BUFFER_SIZE", String.valueOf(1024 * 1024));
        properties.setProperty("gov.nist.javax.sip.SEND_UDP_BUFFER_SIZE", String.valueOf(1024 * 1024));
        properties.setProperty(
                "gov.nist.javax.sip.DIALOG_TIMEOUT_FACTOR",
                String.valueOf(settings.ackTimeout().toMillis() / 500));
        return properties;
    }

    /** Binds by plain sockets first: the stack's own message names neither protocol nor holder. */
    private static int freePort(SipSettings settings) {
        InetSocketAddress any = new InetSocketAddress(settings.host(), settings.port());
        if (any.isUnresolved()) {
            throw new org.belltower.embeddedswitch.SwitchException(
                    "SIP host " + settings.host() + " is not known: set switch.sip.host to an address of this machine");
        }
        IOException last = new IOException("not tried");
        for (int attempt = 0; attempt < 20; attempt++) {
            int port = settings.port();
            String protocol = "UDP";
            try (DatagramSocket udp = settings.udp() ? new DatagramSocket(any) : new DatagramSocket(null)) {
                port = settings.udp() ? udp.getLocalPort() : port;
                protocol = "TCP";
                if (settings.tcp()) {
                    try (ServerSocket tcp = new ServerSocket(port, 1, any.getAddress())) {
                        port = tcp.getLocalPort();
                    }
                }
                return port;
            } catch (IOException taken) {
                last = taken;
                if (settings.port() != 0) {
                    throw new PortTakenException(
                            settings.host(), port, protocol, PortHolder.find(protocol, port), PortRole.SIP, taken);
                }
            }
        }
        throw new SipException("no port is free for both UDP and TCP on " + settings.host(), last);
    }

    /** The port in use. */
    public int port() {
        return settings.port();
    }

    public String host() {
        return settings.host();
    }

    /** Sends an INVITE; everything that follows, also a failure to send, comes as a signal. */
    public OutboundLeg call(OutgoingCall call, byte[] sdp, Consumer<SipSignal> sink) {
        OutboundLeg leg = new OutboundLeg(this, call, sdp, provider.getNewCallId(), newTag(), sink);
        leg.start();
        return leg;
    }

    /** A 2xx was sent: without an ACK in time the leg is told. Our own timer, for the stack's does not fire reliably. */
    void awaitAcknowledgement(InboundLeg leg) {
        unacknowledged.add(leg);
        ScheduledFuture<?> limit =
                timer.schedule(leg::notAcknowledged, settings.ackTimeout().toMillis(), TimeUnit.MILLISECONDS);
        var _ = leg.acknowledgement().thenRun(() -> {
            limit.cancel(false);
            unacknowledged.remove(leg);
        });
    }

    /** Stops listening and drops all transactions; a BYE that waits for its ACK has a moment to go. */
    @Override
    public void close() {
        try {
            var last = unacknowledged.stream().map(InboundLeg::acknowledgement).toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(last).get(LAST_ACK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.info("{} calls were never acknowledged", unacknowledged.size());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        timer.shutdownNow();
        stop(stack);
        LOG.debug("SIP on {}:{} closed", settings.host(), settings.port());
    }

    /** Stops the stack; a thread that was interrupted before still is, {@link SipTimer} leaves no trace. */
    private static void stop(SipStackImpl stack) {
        boolean interrupted = Thread.interrupted();
        try {
            stack.stop();
        } catch (NullPointerException | ConcurrentModificationException early) {
            // UDPMessageProcessor.stop closes its socket and then walks a list that its thread makes and fills when it
            // first runs. What it fails on is out of the stack by then, so that a second call stops all the rest.
            LOG.debug("the SIP stack was stopped before it had quite begun", early);
            stack.stop();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        } else {
            Thread.interrupted();
        }
    }

    SipSettings settings() {
        return settings;
    }

    /** Where a registered telephone can be called; empty where it is not registered. */
    public Optional<RegisteredPhone> registered(String name) {
        return registrar.find(name).map(RegisteredPhone::of);
    }

    Registrar registrar() {
        return registrar;
    }

    SipMessages messages() {
        return messages;
    }

    SipProvider provider() {
        return provider;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    static String newTag() {
        return UUID.randomUUID().toString().substring(24);
    }

    /** {@code udp} or {@code tcp}, by the topmost Via. */
    String transportOf(Message message) {
        return message.getHeader(ViaHeader.NAME) instanceof ViaHeader via ? via.getTransport() : "udp";
    }

    void respond(ServerTransaction transaction, Request request, int status) {
        try {
            Response response = messages.response(status, request, newTag());
            if (request.getMethod().equals(Request.OPTIONS)) {
                messages.announce(response);
                response.setHeader(messages.header("Accept", "application/sdp"));
            }
            send(transaction, response);
        } catch (ParseException e) {
            LOG.debug("{} to {} could not be built: {}", status, request.getMethod(), e.toString());
        }
    }

    /** 405 for a method that SIP has and we have not, 501 for one that nobody knows. Spec: RFC 3261 §8.2.1. */
    void refuseMethod(ServerTransaction transaction, Request request) {
        try {
            send(transaction, methodRefusal(request));
        } catch (ParseException e) {
            LOG.debug("{} could not be refused: {}", request.getMethod(), e.toString());
        }
    }

    Response methodRefusal(Request request) throws ParseException {
        boolean known = switch (request.getMethod()) {
            case Request.REGISTER,
                    Request.SUBSCRIBE,
                    Request.MESSAGE,
                    Request.REFER,
                    Request.PUBLISH,
                    Request.PRACK,
                    Request.NOTIFY -> true;
            default -> false;
        };
        Response response =
                messages.response(known ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED, request, newTag());
        messages.allow(response);
        return response;
    }

    /** 422. Spec: RFC 4028 §6. */
    void refuseInterval(ServerTransaction transaction, Request request) {
        try {
            Response response = messages.response(SessionTimer.INTERVAL_TOO_SMALL, request, newTag());
            response.setReasonPhrase("Session Interval Too Small");
            response.setHeader(messages.header(
                    "Min-SE", String.valueOf(settings.minimumSessionInterval().toSeconds())));
            send(transaction, response);
        } catch (ParseException e) {
            LOG.debug("422 could not be built: {}", e.toString());
        }
    }

    void addReason(Request request, HangupCause cause) {
        try {
            request.setHeader(messages.reason(cause));
        } catch (ParseException | InvalidArgumentException e) {
            LOG.debug("no Reason header: {}", e.toString());
        }
    }

    /** Sends a response. A peer that is gone is no fault of ours: it is logged and the transaction times out. */
    void send(ServerTransaction transaction, Response response) {
        try {
            transaction.sendResponse(response);
        } catch (javax.sip.SipException | InvalidArgumentException e) {
            LOG.debug("{} could not be sent: {}", response.getStatusCode(), e.toString());
        }
    }

    /** Sends a response outside any transaction of ours. */
    void sendStateless(Response response) {
        try {
            provider.sendResponse(response);
        } catch (javax.sip.SipException e) {
            LOG.debug("{} could not be sent: {}", response.getStatusCode(), e.toString());
        }
    }

    /** A response to a request outside any dialog. */
    Optional<Response> plain(int status, Request request) {
        try {
            return Optional.of(messages.response(status, request, newTag()));
        } catch (ParseException e) {
            LOG.debug("{} to {} could not be built: {}", status, request.getMethod(), e.toString());
            return Optional.empty();
        }
    }
}
