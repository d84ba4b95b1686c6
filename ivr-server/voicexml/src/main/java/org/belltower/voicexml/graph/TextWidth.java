package org.belltower.voicexml.graph;

/** How wide text is drawn, without fonts: ideographs are as wide as they are high, other letters a little over half. */
final class TextWidth {
    private static final double LETTER = 0.58;

    private TextWidth() {}

    /** In the unit of {@code size}. */
    static double of(String text, double size) {
        return text.codePoints().mapToDouble(TextWidth::em).sum() * size;
    }

    /** The text, or as much of its beginning as fits, with an ellipsis. */
    static String fit(String text, double size, double width) {
        if (of(text, size) <= width) {
            return text;
        }
        var fitting = new StringBuilder();
        double used = size;
        for (int c : text.codePoints().toArray()) {
            used += em(c) * size;
            if (used > width) {
                break;
            }
            fitting.appendCodePoint(c);
        }
        return fitting.append('…').toString();
    }

    private static double em(int c) {
        return c >= 0x2E80 ? 1.0 : LETTER;
    }
}
