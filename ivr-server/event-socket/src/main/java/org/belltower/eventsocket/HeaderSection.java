package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads header lines up to the blank line, as their bytes arrive, each byte looked at once.
 *
 * <p>Lines end with LF or CRLF. Blank lines before the first line are skipped, as FreeSWITCH does. A line without a
 * colon is skipped: an uncoded reply whose text has a line break makes such lines.
 * <em>Confined to the thread that reads.</em> Fails with {@link FrameException} over the limits.
 */
final class HeaderSection {
    private final boolean commandLine;
    private final boolean coded;
    private final Limits limits;

    private EventHeaders.Builder headers = EventHeaders.builder();
    private @Nullable String line;
    private boolean started;
    private int scanned;
    private int bytes;

    /**
     * @param commandLine whether the first line is a command and no header
     * @param coded whether values are URL-coded
     */
    HeaderSection(boolean commandLine, boolean coded, Limits limits) {
        this.commandLine = commandLine;
        this.coded = coded;
        this.limits = limits;
    }

    /** Reads on; true once the blank line has been read. */
    boolean read(ByteBuf in) {
        while (true) {
            int start = in.readerIndex();
            int end = in.indexOf(start + scanned, in.writerIndex(), (byte) '\n');
            if (end < 0) {
                scanned = in.readableBytes();
                checkLength(scanned);
                return false;
            }
            scanned = 0;
            checkLength(end - start);
            in.readerIndex(end + 1);
            int stop = end > start && in.getByte(end - 1) == '\r' ? end - 1 : end;
            if (stop == start) {
                if (started) {
                    return true;
                }
            } else {
                started = true;
                bytes += stop - start;
                if (bytes > limits.bodyBytes()) {
                    throw FrameException.oversize("header bytes in one frame", bytes, limits.bodyBytes());
                }
                take(in, start, stop);
            }
        }
    }

    /** What is there at the end of the input, whose last line may have no line break. */
    void finish(ByteBuf in) {
        if (!read(in) && in.isReadable()) {
            take(in, in.readerIndex(), in.writerIndex());
            in.skipBytes(in.readableBytes());
        }
    }

    private void checkLength(int length) {
        if (length > limits.lineBytes()) {
            throw FrameException.oversize("header line", length, limits.lineBytes());
        }
    }

    private void take(ByteBuf in, int start, int stop) {
        if (commandLine && line == null) {
            line = in.toString(start, stop - start, StandardCharsets.UTF_8);
            return;
        }
        int colon = in.indexOf(start, stop, (byte) ':');
        if (colon <= start) {
            return;
        }
        if (headers.size() == limits.headers()) {
            throw FrameException.oversize("headers in one frame, more than", limits.headers(), limits.headers());
        }
        int value = colon + 1;
        while (value < stop && in.getByte(value) == ' ') {
            value++;
        }
        String name = in.toString(start, colon - start, StandardCharsets.UTF_8);
        String text =
                coded ? UrlCoding.decode(in, value, stop) : in.toString(value, stop - value, StandardCharsets.UTF_8);
        if (name.indexOf('\r') < 0) {
            headers.add(name, text);
        }
    }

    /** The command line; empty where there is none. */
    String line() {
        return line == null ? "" : line;
    }

    EventHeaders headers() {
        return headers.build();
    }

    /** Starts over for the next frame. */
    void reset() {
        headers = EventHeaders.builder();
        line = null;
        started = false;
        scanned = 0;
        bytes = 0;
    }
}
