package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts the byte stream into frames: header lines, a blank line, and a body of {@code Content-Length} bytes.
 *
 * <p><em>Confined to the connection's event loop.</em> Fails with {@link FrameException}, after which it drops what
 * still comes. An announced length is checked before a byte of the body is kept.
 * Public for {@code bench}, which measures it.
 * Spec: FreeSWITCH mod_event_socket read_packet; esl_recv_event.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    private final HeaderSection section;
    private final Limits limits;
    private final FrameReader reader;
    private int bodyLength = -1;
    private boolean failed;

    /** Makes a typed message of a frame. The body is valid during the call only. */
    @FunctionalInterface
    interface FrameReader {
        Object read(String line, EventHeaders headers, ByteBuf body);
    }

    private FrameDecoder(boolean commandLine, Limits limits, FrameReader reader) {
        this.section = new HeaderSection(commandLine, false, limits);
        this.limits = limits;
        this.reader = reader;
    }

    /** Gives {@link Message}s: for the client side. */
    public static FrameDecoder ofMessages(Limits limits) {
        MessageReader messages = new MessageReader(limits);
        return new FrameDecoder(false, limits, (line, headers, body) -> messages.read(headers, body));
    }

    /** Gives {@link Command}s: for the server side. */
    static FrameDecoder ofCommands(Limits limits) {
        return new FrameDecoder(true, limits, CommandReader::read);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (failed) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            frame(in, out);
        } catch (FrameException e) {
            failed = true;
            in.skipBytes(in.readableBytes());
            throw e;
        }
    }

    private void frame(ByteBuf in, List<Object> out) {
        if (bodyLength < 0) {
            if (!section.read(in)) {
                return;
            }
            bodyLength = bodyLength(section.headers());
        }
        if (in.readableBytes() < bodyLength) {
            return;
        }
        ByteBuf body = in.readSlice(bodyLength);
        String line = section.line();
        EventHeaders headers = section.headers();
        section.reset();
        bodyLength = -1;
        out.add(reader.read(line, headers, body));
    }

    private int bodyLength(EventHeaders headers) {
        String text = headers.get("Content-Length", "0").strip();
        long length;
        try {
            length = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw FrameException.malformed("Content-Length is no number: " + Excerpt.of(text));
        }
        if (length < 0) {
            throw FrameException.malformed("Content-Length is negative: " + length);
        }
        if (length > limits.bodyBytes()) {
            throw FrameException.oversize("body", length, limits.bodyBytes());
        }
        return (int) length;
    }
}
