package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All media of a switch: ports, clocks, clips, recordings. *Thread-safe.*
 *
 * <p>Whoever opens it closes it; {@link #close} closes every stream, completes every recording and ends its threads.
 * Fails at opening with {@link MediaException} where the machine gives no selector.
 */
public final class MediaEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);

    private final MediaSettings settings;
    private final InstantSource time;
    private final ClipCache clips;
    private final PortPool ports;
    private final RecordingDisk disk = RecordingDisk.open();
    private final SecureRandom random = new SecureRandom();
    private final List<Desk> desks = new ArrayList<>();
    private final Set<RtpStream> streams = ConcurrentHashMap.newKeySet();
    private final List<ClockThread> threads = new ArrayList<>();
    private volatile boolean closed;

    /** A clock and how many streams were given to it and not yet closed. */
    private record Desk(MediaClock clock, AtomicInteger load) {}

    private MediaEngine(MediaSettings settings, InstantSource time) {
        this.settings = settings;
        this.time = time;
        this.clips = new ClipCache(settings.clipCacheBytes(), settings.maxClipBytes());
        this.ports = new PortPool(settings.firstPort(), settings.lastPort());
        for (int i = 0; i < settings.clocks(); i++) {
            desks.add(new Desk(new MediaClock(ports), new AtomicInteger()));
        }
    }

    /** Starts the clocks ({@code media-clock-N}) and the recorder ({@code media-disk}). */
    public static MediaEngine open(MediaSettings settings) {
        return open(settings, InstantSource.system());
    }

    /** As {@link #open(MediaSettings)}; the time is what RTCP reports say. */
    public static MediaEngine open(MediaSettings settings, InstantSource time) {
        MediaEngine engine = new MediaEngine(settings, time);
        for (int i = 0; i < engine.desks.size(); i++) {
            engine.threads.add(ClockThread.start(engine.desks.get(i).clock(), i + 1));
        }
        return engine;
    }

    /** Without clock threads: whoever opens it calls {@link #tick}. */
    static MediaEngine stepping(MediaSettings settings, InstantSource time) {
        return new MediaEngine(settings, time);
    }

    /** One tick of all clocks of a stepping engine. */
    void tick(long nanos) {
        for (int i = 0; i < desks.size(); i++) {
            desks.get(i).clock().tick(nanos);
        }
    }

    /** One reading between two ticks of a stepping engine. */
    void listen(long nanos) {
        for (int i = 0; i < desks.size(); i++) {
            desks.get(i).clock().listen(nanos);
        }
    }

    /** Takes a port pair and binds it. The name is the channel's UUID; it is in logs. */
    public StreamOpening openStream(String name) {
        // A port that another program holds is passed over; it stays taken while the others are tried.
        List<Integer> foreign = new ArrayList<>();
        try {
            for (int i = 0; i < ports.pairs(); i++) {
                if (closed) {
                    return new StreamOpening.Closed();
                }
                OptionalInt port = ports.take();
                if (port.isEmpty()) {
                    break;
                }
                try {
                    return new StreamOpening.Opened(open(name, port.getAsInt()));
                } catch (IOException taken) {
                    LOG.debug("RTP ports {} and the next are not free", port.getAsInt(), taken);
                    foreign.add(port.getAsInt());
                }
            }
            return new StreamOpening.NoPorts(settings.firstPort(), settings.lastPort(), ports.inUse());
        } finally {
            foreign.forEach(ports::giveBack);
        }
    }

    private RtpStream open(String name, int port) throws IOException {
        Desk desk =
                desks.stream().min(Comparator.comparingInt(d -> d.load().get())).orElseThrow();
        RtpStream stream = new RtpStream(name, settings, port, desk.clock(), disk, time, random, left -> {
            streams.remove(left);
            desk.load().decrementAndGet();
        });
        stream.begin();
        desk.load().incrementAndGet();
        streams.add(stream);
        if (closed) {
            stream.close();
        }
        return stream;
    }

    /** Each hears the other, sound and keys, until another background is set. */
    public static void bridge(MediaStream one, MediaStream other) {
        one.background(new Background.Bridged(other));
        other.background(new Background.Bridged(one));
    }

    public ClipCache clips() {
        return clips;
    }

    public MediaCounters counters() {
        return new MediaCounters(
                streams.size(),
                ports.inUse(),
                sum(c -> c.framesSent.get()),
                sum(c -> c.packetsReceived.get()),
                sum(c -> c.strangers.get()),
                sum(c -> c.sendFailures.get()),
                sum(c -> c.ticks.get()),
                threads.stream().mapToLong(t -> t.lateTicks.get()).sum(),
                threads.stream().mapToLong(t -> t.skippedTicks.get()).sum(),
                sum(c -> c.callbacksDropped.get()),
                sum(c -> c.commandsDropped.sum()),
                disk.dropped.get());
    }

    private long sum(ToLongFunction<MediaClock> count) {
        return desks.stream().map(Desk::clock).mapToLong(count).sum();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (RtpStream stream : streams) {
            try {
                stream.close();
            } catch (MediaException busy) {
                LOG.error("Stream {} is left open; the others are closed", stream.name(), busy);
            }
        }
        threads.forEach(ClockThread::close);
        desks.forEach(desk -> desk.clock().close());
        disk.close();
    }
}
