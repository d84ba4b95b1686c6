package org.belltower.prompt.readout;

/**
 * A figure with its currency before it, or without: {@code USD12.50}. <em>Immutable.</em>
 *
 * @param code three capital letters, or empty
 * @param figure what follows
 */
record CodedFigure(String code, String figure) {
    private static final int CODE = 3;

    static CodedFigure of(String value) {
        boolean coded = value.length() > CODE && value.chars().limit(CODE).allMatch(c -> c >= 'A' && c <= 'Z');
        return coded ? new CodedFigure(value.substring(0, CODE), value.substring(CODE)) : new CodedFigure("", value);
    }
}
