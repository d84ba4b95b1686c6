package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Text as the wire has it. Stateless. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes the text takes. */
    static int length(String text) {
        return ByteBufUtil.utf8Bytes(text);
    }

    static void write(String text, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, text);
    }

    static String read(ByteBuf in, int length) {
        String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        in.skipBytes(length);
        return text;
    }
}
