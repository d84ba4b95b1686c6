package org.belltower.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.embeddedswitch.media.Clip;
import org.belltower.embeddedswitch.media.ClipLoading;
import org.belltower.embeddedswitch.media.MediaCounters;
import org.belltower.embeddedswitch.media.MediaEngine;
import org.belltower.embeddedswitch.media.MediaSettings;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.PlayItem;
import org.belltower.embeddedswitch.media.StreamOpening;
import org.belltower.embeddedswitch.sdp.AudioCodec;
import org.belltower.embeddedswitch.sdp.Direction;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;
import picocli.CommandLine.Option;

/**
 * {@code media-clock}: what a sending stream costs, against the least that it can: one thread that writes a frame of 172 bytes
 * to each of as many connected, non-blocking {@link DatagramChannel}s every 20 ms. Both go to the same receivers, in turns of
 * the same run, so that a busy machine does not favour either.
 */
final class MediaClockBenchmark implements Benchmark {
    private static final int FRAME_BYTES = 172;
    private static final long TICK_NANOS = 20_000_000;
    private static final int RECEIVERS = 4;
    private static final String CLOCK_THREAD = "media-clock-1";
    private static final int FIRST_PORT = 16_384;
    private static final int LAST_PORT = 32_767;

    @Option(names = "--streams", defaultValue = "1000", description = "Streams that send at once (default 1000).")
    private int streams;

    @Option(names = "--seconds", defaultValue = "10", description = "Length of a turn (default 10).")
    private int seconds;

    @Option(names = "--turns", defaultValue = "5", description = "Turns of each of the two (default 5).")
    private int turns;

    @Override
    public String name() {
        return "media-clock";
    }

    @Override
    public String purpose() {
        return "cost of a playing stream on the embedded switch's media clock, against a bare loop of writes";
    }

    /** What a turn cost. */
    private record Turn(Cpu cpu, long frames, Duration time) {
        double microsAFrame() {
            return cpu.nanos() / 1e3 / frames;
        }

        double percentOfACore() {
            return 100.0 * cpu.nanos() / time.toNanos();
        }

        double bytesAFrame() {
            return (double) cpu.bytes() / frames;
        }
    }

    @Override
    public List<Figure> measure(Workbench bench) throws InterruptedException {
        bench.note(streams + " streams, " + turns + " turns of " + seconds + " s each, bare loop and clock in turn");
        var bare = new ArrayList<Turn>();
        var clock = new ArrayList<Turn>();
        MediaCounters counters;
        try (var receivers = Receivers.open();
                var loop = BareLoop.open(streams, receivers);
                var engine = Playing.open(streams, receivers, bench.folder().resolve("media-clock.wav"))) {
            Duration time = Duration.ofSeconds(seconds);
            for (int i = -1; i < turns; i++) {
                Turn bareTurn = loop.send(time);
                Turn clockTurn = engine.send(time);
                if (i < 0) {
                    continue; // Before the compiler has seen either.
                }
                bare.add(bareTurn);
                clock.add(clockTurn);
                bench.note(String.format(
                        java.util.Locale.ROOT,
                        "turn %d: bare loop %.2f µs a frame, clock %.2f µs",
                        i + 1,
                        bareTurn.microsAFrame(),
                        clockTurn.microsAFrame()));
            }
            counters = engine.counters();
            bench.note("received: " + receivers.packets() + " packets; late ticks " + counters.lateTicks() + " of "
                    + counters.ticks() + ", given up " + counters.skippedTicks() + ", send failures "
                    + counters.sendFailures());
        }
        var figures = new ArrayList<Figure>();
        figures.addAll(figures("bare loop of writes", bare));
        figures.addAll(figures("media clock", clock));
        var ratios = new ArrayList<Double>();
        for (int i = 0; i < turns; i++) {
            ratios.add(clock.get(i).microsAFrame() / bare.get(i).microsAFrame());
        }
        figures.add(new Figure(
                "media clock over bare loop",
                "CPU a frame, median of turns",
                Samples.of(ratios).percentile(50),
                "×",
                turns));
        figures.add(new Figure("media clock over bare loop", "least", Collections.min(ratios), "×", turns));
        figures.add(new Figure("media clock over bare loop", "most", Collections.max(ratios), "×", turns));
        return figures;
    }

    private List<Figure> figures(String what, List<Turn> turns) {
        long frames = turns.stream().mapToLong(Turn::frames).sum();
        return List.of(
                new Figure(what, "CPU a frame, median of turns", median(turns, Turn::microsAFrame), "µs", frames),
                new Figure(
                        what, streams + " streams, median", median(turns, Turn::percentOfACore), "% of a core", frames),
                new Figure(what, "allocated, median", median(turns, Turn::bytesAFrame), "B/frame", frames));
    }

    private static double median(List<Turn> turns, java.util.function.Function<Turn, Double> of) {
        return Samples.of(turns.stream().map(of).toList()).percentile(50);
    }

    /** Sockets that take everything, each with a thread that reads it. Closed by its opener. */
    private static final class Receivers implements AutoCloseable {
        private final List<DatagramSocket> sockets = new ArrayList<>();
        private final AtomicLong packets = new AtomicLong();

        static Receivers open() {
            var receivers = new Receivers();
            try {
                for (int i = 0; i < RECEIVERS; i++) {
                    var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    receivers.sockets.add(socket);
                    socket.setReceiveBufferSize(4 << 20);
                    Thread.ofPlatform().name("bench-receiver-" + i).daemon().start(() -> receivers.read(socket));
                }
                return receivers;
            } catch (IOException e) {
                receivers.close();
                throw new BenchException("no UDP socket on the loopback: " + e.getMessage(), e);
            }
        }

        InetSocketAddress address(int stream) {
            return (InetSocketAddress) sockets.get(stream % RECEIVERS).getLocalSocketAddress();
        }

        long packets() {
            return packets.get();
        }

        private void read(DatagramSocket socket) {
            var packet = new DatagramPacket(new byte[2048], 2048);
            while (!socket.isClosed()) {
                try {
                    socket.receive(packet);
                    packets.incrementAndGet();
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        throw new BenchException("a receiver failed: " + e.getMessage(), e);
                    }
                }
            }
        }

        @Override
        public void close() {
            sockets.forEach(DatagramSocket::close);
        }
    }

    /** The least that sending can cost. Closed by its opener. */
    private static final class BareLoop implements AutoCloseable {
        private final List<DatagramChannel> channels = new ArrayList<>();
        private final ByteBuffer frame = ByteBuffer.allocateDirect(FRAME_BYTES);

        static BareLoop open(int streams, Receivers receivers) {
            var loop = new BareLoop();
            try {
                for (int i = 0; i < streams; i++) {
                    DatagramChannel channel = DatagramChannel.open();
                    loop.channels.add(channel);
                    channel.configureBlocking(false);
                    channel.connect(receivers.address(i));
                }
                return loop;
            } catch (IOException e) {
                loop.close();
                throw new BenchException("no " + streams + " sockets: " + e.getMessage() + "; raise ulimit -n", e);
            }
        }

        Turn send(Duration time) throws InterruptedException {
            var turn = new ArrayList<Turn>();
            Thread sender = Thread.ofPlatform().name("bench-bare-loop").start(() -> turn.add(run(time)));
            sender.join();
            if (turn.isEmpty()) {
                throw new BenchException("the bare loop failed; its trace is above");
            }
            return turn.getFirst();
        }

        private Turn run(Duration time) {
            Cpu before = Cpu.of(Thread.currentThread());
            long begin = System.nanoTime();
            long deadline = begin;
            long frames = 0;
            while (deadline - begin < time.toNanos()) {
                for (long early = deadline - System.nanoTime(); early > 0; early = deadline - System.nanoTime()) {
                    LockSupport.parkNanos(this, early);
                }
                for (int i = 0; i < channels.size(); i++) {
                    frame.clear();
                    try {
                        frames += channels.get(i).write(frame) > 0 ? 1 : 0;
                    } catch (IOException e) {
                        throw new BenchException("the bare loop cannot send: " + e.getMessage(), e);
                    }
                }
                deadline += TICK_NANOS;
            }
            return new Turn(
                    Cpu.of(Thread.currentThread()).since(before), frames, Duration.ofNanos(System.nanoTime() - begin));
        }

        @Override
        public void close() {
            for (DatagramChannel channel : channels) {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new BenchException("a socket cannot be closed: " + e.getMessage(), e);
                }
            }
        }
    }

    /** Streams of a media engine with one clock, which play a clip while it is their turn. Closed by its opener. */
    private static final class Playing implements AutoCloseable {
        private static final int CLIP_SECONDS = 120;
        private static final int SILENT_TICKS = 5;
        private static final Duration CHANGE = Duration.ofSeconds(30);

        private final MediaEngine engine;
        private final List<MediaStream> streams = new ArrayList<>();
        private final Clip clip;

        private Playing(MediaEngine engine, Clip clip) {
            this.engine = engine;
            this.clip = clip;
        }

        static Playing open(int streams, Receivers receivers, Path wav) {
            MediaEngine engine = MediaEngine.open(MediaSettings.on(InetAddress.getLoopbackAddress())
                    .withPorts(FIRST_PORT, LAST_PORT)
                    .withClocks(1));
            try {
                var playing = new Playing(engine, clip(engine, wav));
                for (int i = 0; i < streams; i++) {
                    playing.streams.add(
                            switch (engine.openStream("bench-" + i)) {
                                case StreamOpening.Opened(MediaStream stream) -> stream;
                                case StreamOpening.NoPorts none ->
                                    throw new BenchException("ports are lacking: " + none);
                                case StreamOpening.Closed _ -> throw new BenchException("the engine is closed");
                            });
                    // RTCP has nowhere to go: an address of 0.0.0.0 is what holds it back.
                    playing.streams
                            .getLast()
                            .start(new NegotiatedAudio(
                                    receivers.address(i),
                                    new InetSocketAddress(0),
                                    AudioCodec.PCMA,
                                    AudioCodec.PCMA.payloadType(),
                                    OptionalInt.of(101),
                                    Direction.SENDRECV));
                }
                return playing;
            } catch (RuntimeException e) {
                engine.close();
                throw e;
            }
        }

        private static Clip clip(MediaEngine engine, Path wav) {
            var samples = new short[CLIP_SECONDS * 8000];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (8000 * Math.sin(i * 0.3));
            }
            try (var out = Files.newOutputStream(wav)) {
                Wav.write(out, Pcm.of(samples, SampleRate.HZ_8000));
            } catch (IOException e) {
                throw new BenchException("the clip " + wav + " cannot be written: " + e.getMessage(), e);
            }
            return switch (engine.clips().load(wav)) {
                case ClipLoading.Loaded(Clip loaded) -> loaded;
                case ClipLoading.Unplayable unplayable -> throw new BenchException(unplayable.toString());
            };
        }

        MediaCounters counters() {
            return engine.counters();
        }

        Turn send(Duration time) throws InterruptedException {
            if (time.compareTo(clip.length()) >= 0) {
                throw new BenchException("a turn is shorter than " + CLIP_SECONDS + " s, not " + time.toSeconds());
            }
            Thread clock = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(CLOCK_THREAD))
                    .findFirst()
                    .orElseThrow(() -> new BenchException("no thread " + CLOCK_THREAD));
            long idle = engine.counters().framesSent();
            streams.forEach(stream -> stream.play(List.of(new PlayItem.ClipItem(clip)), _ -> {}));
            // Every stream has begun: not before all have sent some frames.
            Await.until(
                    "all streams play", CHANGE, () -> engine.counters().framesSent() - idle >= 10L * streams.size());
            Cpu before = Cpu.of(clock);
            long begin = System.nanoTime();
            long frames = engine.counters().framesSent();
            Await.pass(time);
            Cpu used = Cpu.of(clock).since(before);
            frames = engine.counters().framesSent() - frames;
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            streams.forEach(MediaStream::stopAll);
            awaitStandstill();
            if (frames == 0) {
                throw new BenchException("the clock has sent nothing");
            }
            return new Turn(used, frames, took);
        }

        /** Ticks go by in which nothing is sent, so that the bare loop has the processor for itself. */
        private void awaitStandstill() throws InterruptedException {
            var seen = new AtomicLong(-1);
            var sinceTick = new AtomicLong();
            Await.until("the streams stand still", CHANGE, () -> {
                MediaCounters now = engine.counters();
                if (seen.getAndSet(now.framesSent()) != now.framesSent()) {
                    sinceTick.set(now.ticks());
                }
                return now.ticks() - sinceTick.get() >= SILENT_TICKS;
            });
        }

        @Override
        public void close() {
            engine.close();
        }
    }
}
