package org.belltower.voicexml.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.belltower.voicexml.script.DialogEventException;

/**
 * A reference to another resource, as a document has it. Immutable. Spec: VoiceXML 2.0 §6.1; RFC 3986.
 *
 * @param text as written, without blanks around it
 * @param fragment what follows {@code #}
 */
public record UriReference(String text, Optional<String> fragment) {
    public static UriReference of(String text) {
        String trimmed = text.strip();
        int hash = trimmed.indexOf('#');
        return hash < 0
                ? new UriReference(trimmed, Optional.empty())
                : new UriReference(trimmed.substring(0, hash), Optional.of(trimmed.substring(hash + 1)));
    }

    /** Whether it names a place in the document where it stands. */
    public boolean isLocal() {
        return text.isEmpty() && fragment.isPresent();
    }

    /** Whether it needs a base: it names no scheme. */
    public boolean isRelative() {
        try {
            return !new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** The absolute address of the part that the fragment names, of the whole without one; {@code error.badfetch} where it is none. */
    public URI resolvePart(URI base) {
        String part =
                fragment.filter(name -> !name.isEmpty()).map(name -> "#" + name).orElse("");
        try {
            return new URI(resolve(base) + part);
        } catch (URISyntaxException e) {
            throw DialogEventException.badFetch("\"" + text + part + "\" is not a URI: " + e.getReason());
        }
    }

    /** The absolute address without the fragment; {@code error.badfetch} where it is none. */
    public URI resolve(URI base) {
        try {
            // A builtin or hotline reference is opaque; it is absolute and needs no base.
            URI uri = new URI(text);
            return uri.isAbsolute() ? uri : base.resolve(uri);
        } catch (URISyntaxException e) {
            throw DialogEventException.badFetch("\"" + text + "\" is not a URI: " + e.getReason());
        }
    }
}
