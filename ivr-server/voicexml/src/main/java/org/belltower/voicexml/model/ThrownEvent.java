package org.belltower.voicexml.model;

import java.util.Optional;

/**
 * An event on its way to a handler. Immutable. Spec: VoiceXML 2.0 §5.2.
 *
 * @param name dotted, such as {@code error.badfetch.http.404}
 * @param message what {@code _message} becomes; undefined where empty
 */
public record ThrownEvent(String name, Optional<String> message) {
    /**
     * Whether a handler for {@code pattern} takes it: the same name, or its beginning up to a dot. Dots at the end of the
     * pattern do not count, and what is empty without them takes every event. Spec: VoiceXML 2.0 §5.2.4.
     */
    public boolean matches(String pattern) {
        String prefix = prefix(pattern);
        return name.startsWith(prefix)
                && (prefix.isEmpty() || name.length() == prefix.length() || name.charAt(prefix.length()) == '.');
    }

    /** What of a handler's pattern is compared and counted: all but the dots at its end. */
    public static String prefix(String pattern) {
        int end = pattern.length();
        while (end > 0 && pattern.charAt(end - 1) == '.') {
            end--;
        }
        return pattern.substring(0, end);
    }
}
