package org.belltower.store.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Bounds for texts that come from a wire. PostgreSQL takes no NUL and no lone surrogate; nobody reads control characters. */
final class JournalText {
    static final int NAME = 200;
    static final int VALUE = 2_000;
    private static final int DETAILS = 50;

    private JournalText() {}

    /** At most that many characters; what cannot be stored becomes U+FFFD. */
    static String clean(String text, int atMost) {
        StringBuilder clean = new StringBuilder(Math.min(text.length(), atMost));
        text.codePoints().limit(atMost).forEach(point -> {
            boolean storable = !Character.isISOControl(point)
                    && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
            clean.appendCodePoint(storable || point == '\n' || point == '\t' ? point : 0xFFFD);
        });
        return clean.toString();
    }

    static Map<String, String> clean(Map<String, String> detail) {
        Map<String, String> clean = new LinkedHashMap<>();
        detail.entrySet().stream()
                .limit(DETAILS)
                .forEach(entry -> clean.put(clean(entry.getKey(), NAME), clean(entry.getValue(), VALUE)));
        return clean;
    }
}
