package org.belltower.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.belltower.eventsocket.Command;
import org.belltower.eventsocket.CommandWriter;
import org.belltower.eventsocket.FrameDecoder;
import org.belltower.eventsocket.Limits;
import org.belltower.eventsocket.Message;
import org.belltower.eventsocket.MessageWriter;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** {@code event-socket}: the frames that a call costs, through the codec and Netty's pipeline but no socket. */
public final class EventSocketBenchmark implements Benchmark {
    @Override
    public String name() {
        return "event-socket";
    }

    @Override
    public String purpose() {
        return "JMH: the Event Socket codec with a CHANNEL_EXECUTE_COMPLETE as FreeSWITCH sends it, and an execute";
    }

    @Override
    public List<Figure> measure(Workbench bench) {
        return JmhRun.of(Frames.class, bench);
    }

    /** What JMH calls. */
    @State(Scope.Thread)
    public static class Frames {
        private static final String EVENT = "channel-execute-complete.txt";
        private static final Command PLAY =
                Command.Execute.of("playback", "file_string:///var/lib/belltower/clips/7b/7bfe0c.wav", "play-12");

        private final ByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
        private final EmbeddedChannel client = new EmbeddedChannel(FrameDecoder.ofMessages(Limits.defaults()));
        private ByteBuf frame = Unpooled.EMPTY_BUFFER;
        private Message message = new Message.AuthRequest();

        /** Reads the event and makes sure that it is one. */
        @Setup
        public void read() {
            byte[] event = resource();
            byte[] head = ("Content-Length: " + (event.length + 1) + "\nContent-Type: text/event-plain\n\n")
                    .getBytes(StandardCharsets.US_ASCII);
            frame = Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(head, event, new byte[] {'\n'}));
            message = decodeEvent();
            if (!(message instanceof Message.EventMessage read)
                    || !read.event().name().equals("CHANNEL_EXECUTE_COMPLETE")) {
                throw new BenchException(EVENT + " is no CHANNEL_EXECUTE_COMPLETE but " + message);
            }
        }

        private static byte[] resource() {
            try (InputStream in = EventSocketBenchmark.class.getResourceAsStream(EVENT)) {
                if (in == null) {
                    throw new BenchException(EVENT + " is missing in the build; build again");
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new BenchException(EVENT + " cannot be read: " + e.getMessage(), e);
            }
        }

        /** Ends the pipeline. */
        @TearDown
        public void close() {
            client.finishAndReleaseAll();
        }

        /** Bytes to a typed event. */
        @org.openjdk.jmh.annotations.Benchmark
        public Message decodeEvent() {
            client.writeInbound(frame.duplicate());
            return client.readInbound();
        }

        /** The same event to bytes, as the embedded switch does. */
        @org.openjdk.jmh.annotations.Benchmark
        public int encodeEvent() {
            return released(MessageWriter.encode(allocator, message));
        }

        /** A command to play. */
        @org.openjdk.jmh.annotations.Benchmark
        public int encodeExecute() {
            return released(CommandWriter.encode(allocator, PLAY));
        }

        private static int released(ByteBuf bytes) {
            int length = bytes.readableBytes();
            bytes.release();
            return length;
        }
    }
}
