package org.belltower.grammar;

/** A place in a source text; both numbers start at 1. <i>Immutable.</i> */
public record Position(int line, int column) {
    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Line and column start at 1, not " + line + ":" + column);
        }
    }

    /** The first character of a text. */
    public static Position start() {
        return new Position(1, 1);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
