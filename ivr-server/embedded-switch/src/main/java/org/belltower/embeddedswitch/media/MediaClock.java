package org.belltower.embeddedswitch.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that one clock does every 20 ms for its streams. *Confined to the clock's thread*, except {@link #post},
 * {@link #pass} and the counts.
 *
 * <p>A tick runs the commands that were posted, reads what has arrived, then lets each stream send; {@link #listen} reads
 * in between. Neither ever blocks,
 * takes no lock over I/O and, while nothing changes, allocates nothing. Reading asks one selector which sockets have
 * something, so that a silent stream costs no system call; at most {@link #READ_ROUNDS} packets of a socket are read from
 * one tick to the next, the rest stays in the socket's own bounded buffer.
 *
 * <p>Commands wait in two queues of {@link #MAX_COMMANDS}, those of calls and those of clocks. A call that finds its
 * queue full waits: it may not lose a playback or the end of its stream, and a call that waits harms no other. A clock
 * never waits: its command is dropped and counted.
 */
final class MediaClock {
    /** Samples of 20 ms. */
    static final int FRAME = 160;

    static final long TICK_NANOS = 20_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(MediaClock.class);
    private static final int READ_ROUNDS = 8;
    static final int MAX_COMMANDS = 8192;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int MAX_DATAGRAM = 2048;

    /** Buffers that all streams of the clock use in turn. */
    final ByteBuffer received = ByteBuffer.allocateDirect(MAX_DATAGRAM);

    final ByteBuffer report = ByteBuffer.allocateDirect(512);
    final RtpPacket packet = new RtpPacket();
    final byte[] codes = new byte[FRAME];
    final short[] heard = new short[FRAME];
    final short[] said = new short[FRAME];

    final Tally framesSent = new Tally();
    final Tally packetsReceived = new Tally();
    final Tally strangers = new Tally();
    final Tally sendFailures = new Tally();
    final Tally ticks = new Tally();
    final Tally callbacksDropped = new Tally();
    /** By clocks, which do not wait. */
    final LongAdder commandsDropped = new LongAdder();

    private final Selector selector;
    private final PortPool ports;
    private final BlockingQueue<Runnable> posted = new ArrayBlockingQueue<>(MAX_COMMANDS);
    private final BlockingQueue<Runnable> passed = new ArrayBlockingQueue<>(MAX_COMMANDS);
    private final List<RtpStream> streams = new ArrayList<>();
    private final List<RtpStream> closed = new ArrayList<>();
    private final Consumer<SelectionKey> reader = this::read;

    /** Written by the clock. */
    private volatile long now;

    private int roundsRead;

    MediaClock(PortPool ports) {
        this.ports = ports;
        try {
            this.selector = Selector.open();
        } catch (IOException refused) {
            throw new MediaException(
                    "The system gives no selector for media; look at the limit of open files", refused);
        }
    }

    /**
     * Has a command run at the next tick. From any thread but a clock's; waits where {@link #MAX_COMMANDS} stand before
     * it.
     *
     * @throws MediaException when the clock takes none for {@link #LONGEST_WAIT}, or the thread is interrupted meanwhile
     */
    void post(Runnable command) {
        try {
            if (!posted.offer(command, LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new MediaException("A media clock has taken no command for " + LONGEST_WAIT
                        + "; look whether the machine is overloaded");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (!posted.offer(command)) {
                throw new MediaException("Interrupted while a media clock had no room for a command", interrupted);
            }
        }
    }

    /** The same from a clock, this or another: never waits; false where there is no room and the command is dropped. */
    boolean pass(Runnable command) {
        boolean room = passed.offer(command);
        if (!room) {
            commandsDropped.increment();
        }
        return room;
    }

    void tick(long nanos) {
        now = nanos;
        roundsRead = 0;
        runCommands();
        readAll();
        freePorts();
        for (int i = 0; i < streams.size(); i++) {
            RtpStream stream = streams.get(i);
            try {
                stream.tick(nanos);
            } catch (RuntimeException defect) {
                // One stream's defect must not silence all others.
                LOG.error("Stream {} failed and is closed; other streams go on", stream.name(), defect);
                stream.fail();
            }
        }
        ticks.add(1);
    }

    /**
     * Between two ticks: reads what has arrived, so that a key does not wait for the next one. Commands come first, since the
     * packet may be of a stream that has been started meanwhile.
     */
    void listen(long nanos) {
        now = nanos;
        runCommands();
        readAll();
    }

    /** {@link System#nanoTime} of the last tick or reading, from any thread. */
    long nanos() {
        return now;
    }

    Selector selector() {
        return selector;
    }

    void add(RtpStream stream) {
        streams.add(stream);
    }

    /** The stream's sockets are closed by now; its ports are free once the selector has let them go. */
    void remove(RtpStream stream) {
        streams.remove(stream);
        closed.add(stream);
    }

    int streamCount() {
        return streams.size();
    }

    /** After the last tick: what was posted too late still gets its answer. */
    void close() {
        roundsRead = 0;
        runCommands();
        readAll();
        freePorts();
        try {
            selector.close();
        } catch (IOException failed) {
            throw new MediaException("A media selector could not be closed", failed);
        }
    }

    private void runCommands() {
        run(posted);
        run(passed);
    }

    private static void run(Queue<Runnable> commands) {
        for (int i = 0; i < MAX_COMMANDS; i++) {
            Runnable command = commands.poll();
            if (command == null) {
                return;
            }
            try {
                command.run();
            } catch (RuntimeException defect) {
                // The clock's thread sends for all streams; what the command was to do is not done, and its asker waits
                // in vain
                // no longer than the call.
                LOG.error("A media command failed; the clock goes on", defect);
            }
        }
    }

    private void readAll() {
        try {
            // Each round takes one packet of each socket that has one.
            while (roundsRead < READ_ROUNDS && selector.selectNow(reader) > 0) {
                roundsRead++;
            }
        } catch (IOException failed) {
            LOG.error("The media selector failed; streams go on without receiving", failed);
        }
    }

    private void read(SelectionKey key) {
        if (key.isValid() && key.attachment() instanceof RtpSocket socket) {
            socket.read(this, now);
        }
    }

    private void freePorts() {
        for (int i = 0; i < closed.size(); i++) {
            ports.giveBack(closed.get(i).rtpPort());
        }
        closed.clear();
    }
}
