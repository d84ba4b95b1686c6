package org.belltower.server;

import java.util.Locale;

/** A prompt of the catalogue by itself, as a renderer takes it. <em>Immutable.</em> Spec: SSML 1.0 §3.3.1. */
final class SinglePrompt {
    private SinglePrompt() {}

    /** The prompt of this id, which needs no escaping, in this language. */
    static String ssml(String id, Locale language) {
        return "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\""
                + language.toLanguageTag() + "\"><audio src=\"prompt:" + id + "\"/></speak>";
    }
}
