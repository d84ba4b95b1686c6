package org.belltower.eventsocket;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a decoder makes of bytes: the messages or commands, and the failure that ended it, if any. */
record Decoding(List<Object> made, Optional<FrameException> failure) {

    static final Limits SMALL = new Limits(
            4096,
            100,
            64 * 1024,
            10,
            100,
            1_000_000,
            Limits.defaults().firstCommand(),
            Limits.defaults().longestLinger(),
            Limits.defaults().beat());

    static Decoding ofMessages(byte[]... pieces) {
        return of(FrameDecoder.ofMessages(SMALL), pieces);
    }

    static Decoding ofCommands(byte[]... pieces) {
        return of(FrameDecoder.ofCommands(SMALL), pieces);
    }

    private static Decoding of(FrameDecoder decoder, byte[]... pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        Optional<FrameException> failure = Optional.empty();
        try {
            for (byte[] piece : pieces) {
                channel.writeInbound(Unpooled.copiedBuffer(piece));
            }
        } catch (DecoderException e) {
            failure = Optional.of(frameFailure(e));
        } catch (FrameException e) {
            failure = Optional.of(e);
        }
        List<Object> made = new ArrayList<>();
        for (Object one = channel.readInbound(); one != null; one = channel.readInbound()) {
            made.add(one);
        }
        channel.finishAndReleaseAll();
        return new Decoding(List.copyOf(made), failure);
    }

    /** Any other failure is the decoder's fault. */
    private static FrameException frameFailure(DecoderException failure) {
        if (failure.getCause() instanceof FrameException frame) {
            return frame;
        }
        throw failure;
    }

    /** The bytes before and from the offset. */
    static byte[][] split(byte[] bytes, int at) {
        return new byte[][] {Arrays.copyOfRange(bytes, 0, at), Arrays.copyOfRange(bytes, at, bytes.length)};
    }
}
