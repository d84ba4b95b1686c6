package org.belltower.audio;

import java.util.Optional;

/**
 * The sixteen keys and their two frequencies. *Immutable.*
 *
 * <p>Spec: ITU-T Q.23; RFC 4733 §3.2 table 3 (event codes).
 */
public enum DtmfTone {
    KEY_0('0', 0, 3, 1),
    KEY_1('1', 1, 0, 0),
    KEY_2('2', 2, 0, 1),
    KEY_3('3', 3, 0, 2),
    KEY_4('4', 4, 1, 0),
    KEY_5('5', 5, 1, 1),
    KEY_6('6', 6, 1, 2),
    KEY_7('7', 7, 2, 0),
    KEY_8('8', 8, 2, 1),
    KEY_9('9', 9, 2, 2),
    STAR('*', 10, 3, 0),
    POUND('#', 11, 3, 2),
    A('A', 12, 0, 3),
    B('B', 13, 1, 3),
    C('C', 14, 2, 3),
    D('D', 15, 3, 3);

    private static final int[] LOW_HERTZ = {697, 770, 852, 941};
    private static final int[] HIGH_HERTZ = {1209, 1336, 1477, 1633};
    private static final DtmfTone[] ALL = values();

    private final char symbol;
    private final int eventCode;
    private final int row;
    private final int column;

    DtmfTone(char symbol, int eventCode, int row, int column) {
        this.symbol = symbol;
        this.eventCode = eventCode;
        this.row = row;
        this.column = column;
    }

    /** The key with that symbol: 0–9, *, #, A–D (also a–d); empty for any other character. */
    public static Optional<DtmfTone> of(char symbol) {
        char wanted = Character.toUpperCase(symbol);
        for (DtmfTone tone : ALL) {
            if (tone.symbol == wanted) {
                return Optional.of(tone);
            }
        }
        return Optional.empty();
    }

    /** The key of an RFC 4733 event code; empty above 15 (flash and what is not DTMF). */
    public static Optional<DtmfTone> ofEvent(int code) {
        for (DtmfTone tone : ALL) {
            if (tone.eventCode == code) {
                return Optional.of(tone);
            }
        }
        return Optional.empty();
    }

    /** The key at a row (0–3, low group) and a column (0–3, high group) of the keypad. */
    static DtmfTone at(int row, int column) {
        for (DtmfTone tone : ALL) {
            if (tone.row == row && tone.column == column) {
                return tone;
            }
        }
        throw new IllegalArgumentException("No key at row " + row + ", column " + column);
    }

    static int rowHertz(int row) {
        return LOW_HERTZ[row];
    }

    static int columnHertz(int column) {
        return HIGH_HERTZ[column];
    }

    public char symbol() {
        return symbol;
    }

    /** RFC 4733 event code, 0 to 15. */
    public int eventCode() {
        return eventCode;
    }

    public int lowHertz() {
        return LOW_HERTZ[row];
    }

    public int highHertz() {
        return HIGH_HERTZ[column];
    }

    @Override
    public String toString() {
        return String.valueOf(symbol);
    }
}
