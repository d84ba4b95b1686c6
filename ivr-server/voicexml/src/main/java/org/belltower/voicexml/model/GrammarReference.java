package org.belltower.voicexml.model;

import java.net.URI;
import java.util.Locale;
import org.belltower.grammar.Grammar;
import org.belltower.voicexml.script.Expression;

/** A grammar as a document refers to it. Immutable. Spec: VoiceXML 2.0 §3.1.1. */
public sealed interface GrammarReference {
    /** Inline or builtin: compiled with its document. */
    record Ready(Grammar grammar) implements GrammarReference {}

    /**
     * In a resource of its own, fetched when it is first active.
     *
     * @param uri absolute; a fragment names the rule, otherwise it is the root rule
     */
    record External(URI uri, Fetching fetching) implements GrammarReference {}

    /** In a resource that is known only when it becomes active. Spec: VoiceXML 2.1 §3. */
    record Computed(Expression uri, Locale language, Fetching fetching) implements GrammarReference {}

    /** Not to be used: this event is thrown where it would become active. */
    record Unusable(String event, String message) implements GrammarReference {}
}
