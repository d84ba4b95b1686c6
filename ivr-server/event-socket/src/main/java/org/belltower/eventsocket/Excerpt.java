package org.belltower.eventsocket;

/** A peer's text cut and cleaned for a log line or a message. */
final class Excerpt {
    private static final int LONGEST = 80;

    private Excerpt() {}

    static String of(String text) {
        StringBuilder cleaned = new StringBuilder();
        for (int i = 0; i < text.length() && cleaned.length() < LONGEST; i++) {
            char c = text.charAt(i);
            cleaned.append(Character.isISOControl(c) ? '.' : c);
        }
        return text.length() > LONGEST ? cleaned.append('…').toString() : cleaned.toString();
    }
}
