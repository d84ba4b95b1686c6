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
     * Whether a handler for {@code pattern} takes it: the same name, or its beginning up to a dot.
     * Spec: VoiceXML 2.0 §5.2.4.
     */
    public boolean matches(String pattern) {
        String prefix = pattern.endsWith(".") ? pattern.substring(0, pattern.length() - 1) : pattern;
        return name.startsWith(prefix) && (name.length() == prefix.length() || name.charAt(prefix.length()) == '.');
    }
}
