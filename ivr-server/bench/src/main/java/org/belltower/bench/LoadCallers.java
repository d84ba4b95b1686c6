package org.belltower.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ears and fingers of many calls that sipp places: a port each, where voice is received and from where keys are sent. Two
 * platform threads: {@code load-ears} receives, {@code load-keys} sends.
 *
 * <p>Each call presses a key every so often, at moments that have nothing to do with the switch's clock. A key is 100 ms long, and
 * its end is sent three times in a row. Spec: RFC 4733 §2.5.1.4.
 */
final class LoadCallers implements AutoCloseable {
    private static final Duration KEY_EVERY = Duration.ofSeconds(5);
    private static final long PACKET_NANOS = 20_000_000;
    private static final int PACKETS = 5;
    private static final int FRAME = 160;
    private static final byte TELEPHONE_EVENT = 101;
    private static final int RECEIVE_BUFFER = 128 * 1024;
    private static final long GLANCE_MILLIS = 200;

    private final List<Line> lines = new ArrayList<>();
    private final Selector selector;
    private final Thread ears;
    private final Thread fingers;
    private volatile boolean closing;

    /** A call's end of the audio. */
    private static final class Line {
        final LineWatch watch = new LineWatch();
        final DatagramChannel channel;
        volatile @Nullable SocketAddress switchSide;

        // Confined to load-keys.
        private final ByteBuffer packet = ByteBuffer.allocateDirect(16);
        private final int source;
        private int sequence;
        private int timestamp;
        private int sent;

        Line(DatagramChannel channel, int source) {
            this.channel = channel;
            this.source = source;
        }

        int port() throws IOException {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        }

        /** The next packet of a key; whether the key is over. */
        boolean advance(long nanos, SocketAddress to) throws IOException {
            if (sent == 0) {
                timestamp = (int) (nanos / 125_000);
            }
            boolean end = sent == PACKETS;
            for (int i = 0; i < (end ? 3 : 1); i++) {
                send(to, sent == 0, end);
            }
            sent = end ? 0 : sent + 1;
            return end;
        }

        private void send(SocketAddress to, boolean marker, boolean end) throws IOException {
            packet.clear();
            packet.put((byte) 0x80).put((byte) (TELEPHONE_EVENT | (marker ? 0x80 : 0)));
            packet.putShort((short) sequence++).putInt(timestamp).putInt(source);
            packet.put((byte) 1).put((byte) (end ? 0x8A : 0x0A));
            packet.putShort((short) (Math.min(sent + 1, PACKETS) * FRAME));
            channel.send(packet.flip(), to);
        }
    }

    private record Due(long nanos, Line line) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return Long.signum(nanos - other.nanos);
        }
    }

    private LoadCallers(Selector selector) {
        this.selector = selector;
        this.ears = Thread.ofPlatform().name("load-ears").daemon().unstarted(this::listen);
        this.fingers = Thread.ofPlatform().name("load-keys").daemon().unstarted(this::press);
    }

    /** That many telephones, on free ports of loopback. */
    static LoadCallers open(int many) {
        try {
            var callers = new LoadCallers(Selector.open());
            var random = new Random();
            for (int i = 0; i < many; i++) {
                DatagramChannel channel = DatagramChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var line = new Line(channel, random.nextInt());
                channel.register(callers.selector, SelectionKey.OP_READ, line);
                callers.lines.add(line);
            }
            callers.ears.start();
            callers.fingers.start();
            return callers;
        } catch (IOException e) {
            throw new BenchException(
                    many + " telephones cannot be opened: " + e.getMessage() + "; look at the limit of open files", e);
        }
    }

    /** In the order of the calls. */
    List<Integer> ports() {
        try {
            var ports = new ArrayList<Integer>();
            for (Line line : lines) {
                ports.add(line.port());
            }
            return ports;
        } catch (IOException e) {
            throw new BenchException("a telephone has no port: " + e.getMessage(), e);
        }
    }

    /** What each of the first so many sees, in the order of the calls. */
    List<LineWatch> watches(int first) {
        return lines.subList(0, first).stream().map(line -> line.watch).toList();
    }

    /** How many of the first so many have heard something within this time. */
    int speaking(int first, Duration within) {
        long now = System.nanoTime();
        return (int) watches(first).stream()
                .filter(watch ->
                        watch.lastNanos().isPresent() && now - watch.lastNanos().getAsLong() < within.toNanos())
                .count();
    }

    private void listen() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
        try {
            while (!closing) {
                selector.select(key -> receive(key, buffer), GLANCE_MILLIS);
            }
        } catch (IOException e) {
            throw new BenchException("the telephones receive no more: " + e.getMessage(), e);
        }
    }

    private static void receive(SelectionKey key, ByteBuffer buffer) {
        if (!(key.attachment() instanceof Line line)) {
            return;
        }
        try {
            SocketAddress from = line.channel.receive(buffer.clear());
            long now = System.nanoTime();
            if (from != null) {
                line.watch.datagram(buffer.flip(), now);
                if (line.switchSide == null && line.watch.lastNanos().isPresent()) {
                    line.switchSide = from;
                }
            }
        } catch (IOException gone) {
            // The switch has closed its port: the call is over, and its silence is counted.
            line.switchSide = null;
        }
    }

    private void press() {
        var random = new Random();
        var due = new PriorityQueue<Due>();
        long start = System.nanoTime();
        for (Line line : lines) {
            due.add(new Due(start + random.nextLong(KEY_EVERY.toNanos()), line));
        }
        while (!closing) {
            Due next = due.remove();
            long left = next.nanos - System.nanoTime();
            while (left > 0 && !closing) {
                LockSupport.parkNanos(Math.min(left, TimeUnit.MILLISECONDS.toNanos(GLANCE_MILLIS)));
                left = next.nanos - System.nanoTime();
            }
            due.add(new Due(advance(next, random), next.line));
        }
    }

    /** When the line has something to send again. */
    private static long advance(Due due, Random random) {
        Line line = due.line;
        SocketAddress to = line.switchSide;
        long after = due.nanos + KEY_EVERY.toNanos() + random.nextLong(-PACKET_NANOS, PACKET_NANOS);
        if (to == null) {
            return after;
        }
        try {
            boolean over = line.advance(due.nanos, to);
            if (over) {
                line.watch.pressed(System.nanoTime());
            }
            return over ? after - PACKETS * PACKET_NANOS : due.nanos + PACKET_NANOS;
        } catch (IOException gone) {
            line.switchSide = null;
            return after;
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        LockSupport.unpark(fingers);
        try {
            ears.join();
            fingers.join();
            for (Line line : lines) {
                line.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new BenchException("the telephones cannot be closed: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
