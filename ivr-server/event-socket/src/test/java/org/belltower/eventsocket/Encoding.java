package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;

/** Frames as byte arrays. */
final class Encoding {
    private Encoding() {}

    static byte[] of(Message message) {
        return take(MessageWriter.encode(UnpooledByteBufAllocator.DEFAULT, message));
    }

    static byte[] of(Command command) {
        return take(CommandWriter.encode(UnpooledByteBufAllocator.DEFAULT, command));
    }

    private static byte[] take(ByteBuf frame) {
        try {
            return ByteBufUtil.getBytes(frame);
        } finally {
            frame.release();
        }
    }
}
