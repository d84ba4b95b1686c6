package org.belltower.eventsocket;

import io.netty.channel.Channel;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link ServerConnection} over a socket: takes the commands of its client one at a time on a virtual thread of
 * its own, and keeps what the client asked for.
 *
 * <p><em>Thread-safe.</em> Fields after the blank line are written by the command thread and read by all, but for
 * {@code subscription}, which the event loop writes: it follows {@code asked} when the reply is on its way.
 */
final class ServerSession implements ServerConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ServerSession.class);

    private final String id;
    private final ServerChannel channel;
    private final ServerHandler handler;
    private final Limits limits;
    private final Optional<OutboundSession> outbound;
    private final BiConsumer<ServerSession, CloseReason> left;
    private final CommandAnswers answers;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final AtomicLong jobs = new AtomicLong();

    private volatile Subscription asked = Subscription.none();
    private volatile Subscription subscription = Subscription.none();
    private volatile boolean ready;
    private volatile boolean heard;
    private volatile boolean diverting;
    private volatile boolean resuming;
    private volatile boolean down;
    private volatile Linger linger = new Linger.Off();
    private volatile @Nullable LogLevel logLevel;

    /** What the command thread does next. */
    private sealed interface Task {
        record Carry(Command command) implements Task {}

        record End(CloseReason reason) implements Task {}
    }

    ServerSession(
            String id,
            Channel channel,
            ServerHandler handler,
            Limits limits,
            Optional<OutboundSession> outbound,
            Optional<String> password,
            BiConsumer<ServerSession, CloseReason> left) {
        this.id = id;
        this.handler = handler;
        this.limits = limits;
        this.outbound = outbound;
        this.left = left;
        this.answers = new CommandAnswers(this, handler, password);
        this.channel = new ServerChannel(
                channel,
                limits,
                command -> tasks.add(new Task.Carry(command)),
                reason -> tasks.add(new Task.End(reason)));
    }

    /** Adds the codec to the pipeline; what comes waits for {@link #start}. */
    void install() {
        channel.install();
    }

    /** Starts the command thread. */
    void start() {
        ready = outbound.isPresent();
        Thread.ofVirtual().name("event-socket-" + id).start(this::run);
    }

    /** Greets an inbound client; once the channel is active. */
    void greet() {
        if (outbound.isEmpty()) {
            channel.write(new Message.AuthRequest());
        }
        channel.later(limits.firstCommand(), () -> {
            if (!ready || !heard) {
                channel.close(new CloseReason(CloseReason.Kind.TIMED_OUT, "nothing came in " + limits.firstCommand()));
            }
        });
    }

    private void run() {
        CloseReason reason = new CloseReason(CloseReason.Kind.BY_US, "interrupted");
        try {
            if (outbound.isPresent()) {
                guarded(() -> handler.opened(this));
            }
            Task task = tasks.take();
            while (task instanceof Task.Carry carry) {
                heard = true;
                answers.carry(carry.command());
                channel.finished();
                task = tasks.take();
            }
            if (task instanceof Task.End end) {
                reason = end.reason();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close(reason);
        }
        CloseReason why = reason;
        if (why.kind() == CloseReason.Kind.OVERRUN) {
            LOG.warn("Event Socket connection {} closed: {}", id, why);
        } else {
            LOG.debug("Event Socket connection {} closed: {}", id, why);
        }
        if (ready) {
            guarded(() -> handler.closed(this, why));
        }
        left.accept(this, why);
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            // The handler is another room's, and what follows here must come: a connection that is not taken off stays
            // open for good.
            LOG.error("Event Socket connection {}: the handler failed", id, e);
        }
    }

    /** The client has authenticated. */
    void admit() {
        ready = true;
        guarded(() -> handler.opened(this));
    }

    boolean isReady() {
        return ready;
    }

    Optional<OutboundSession> outbound() {
        return outbound;
    }

    ServerChannel channel() {
        return channel;
    }

    /** What the client has asked for so far. */
    Subscription asked() {
        return asked;
    }

    /** Writes the reply and lets the subscription hold from then on: no event gets in front of the reply. */
    void subscribe(Message reply, Subscription next) {
        asked = next;
        channel.write(reply, () -> subscription = next);
    }

    void linger(Linger next) {
        linger = next;
    }

    void divertEvents(boolean on) {
        diverting = on;
    }

    void resume() {
        resuming = true;
    }

    void logUpTo(@Nullable LogLevel level) {
        logLevel = level;
    }

    boolean isLogging() {
        return logLevel != null;
    }

    AtomicLong jobs() {
        return jobs;
    }

    Limits limits() {
        return limits;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<String> session() {
        return outbound.map(OutboundSession::uuid).or(() -> asked.mine());
    }

    @Override
    public boolean isOutbound() {
        return outbound.isPresent();
    }

    @Override
    public boolean asksFor(String eventName) {
        return subscription.names(eventName);
    }

    @Override
    public void publish(Event event) {
        Subscription now = subscription;
        if (now.wants(event)) {
            channel.write(new Message.EventMessage(event, now.format()));
        }
    }

    @Override
    public boolean divert(Event event) {
        if (!diverting || !isOpen()) {
            return false;
        }
        channel.write(new Message.EventMessage(event, subscription.format()));
        return true;
    }

    @Override
    public void log(int level, String text) {
        LogLevel upTo = logLevel;
        if (upTo != null && level <= upTo.number()) {
            channel.write(new Message.LogData(EventHeaders.of("Log-Level", Integer.toString(level)), text));
        }
    }

    @Override
    public void channelDown(String channelName) {
        if (down) {
            return;
        }
        down = true;
        switch (linger) {
            case Linger.Off off -> close();
            case Linger.On on -> {
                channel.write(new Message.DisconnectNotice(
                        Message.Disposition.LINGER, session(), on.asked(), "", Optional.of(channelName)));
                channel.later(on.time(limits), this::close);
            }
        }
    }

    @Override
    public boolean resumes() {
        return resuming;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        goodbye(new CloseReason(CloseReason.Kind.BY_US, "closed by the switch"));
    }

    /** Says goodbye and closes with that reason. */
    void goodbye(CloseReason reason) {
        channel.closeAfter(
                new Message.DisconnectNotice(
                        Message.Disposition.DISCONNECT,
                        session(),
                        Optional.empty(),
                        "Disconnected, goodbye.\n",
                        Optional.empty()),
                reason);
    }
}
