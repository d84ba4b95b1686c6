package org.belltower.grammar;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A text and where its lines begin: tells the place of a tag, of which a parser names only the end. <i>Immutable.</i>
 *
 * @see XmlCursor
 */
final class SourceText {
    private final String text;
    private final Position origin;
    private final int[] lineStarts;

    /** A text whose first character stands at {@code origin} of the whole. */
    SourceText(String text, Position origin) {
        this.text = text;
        this.origin = origin;
        var starts = new int[64];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !pair) {
                if (lines == starts.length) {
                    starts = Arrays.copyOf(starts, 2 * lines);
                }
                starts[lines++] = i + 1;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    /** Bytes in an encoding, without byte order mark. */
    static SourceText decode(byte[] bytes, Charset encoding) throws CharacterCodingException {
        String text = encoding.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        return new SourceText(text.startsWith("\uFEFF") ? text.substring(1) : text, Position.start());
    }

    String text() {
        return text;
    }

    /** Where the whole text begins. */
    Position origin() {
        return origin;
    }

    /** The place of the last {@code <} before a line and column of this text: no tag has another one inside. */
    Position tagBefore(int line, int column) {
        int end = Math.min(text.length(), lineStarts[Math.min(line, lineStarts.length) - 1] + column - 1);
        return position(Math.max(0, text.lastIndexOf('<', end - 1)));
    }

    /** A line and column of this text as a place in the whole. */
    Position position(int line, int column) {
        return line <= 1
                ? new Position(origin.line(), origin.column() + Math.max(1, column) - 1)
                : new Position(origin.line() + line - 1, Math.max(1, column));
    }

    /** The place of a character of this text, counted from 0, in the whole. */
    Position position(int index) {
        int found = Arrays.binarySearch(lineStarts, index);
        int line = found >= 0 ? found : -found - 2;
        return position(line + 1, index - lineStarts[line] + 1);
    }
}
