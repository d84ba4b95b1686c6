package org.belltower.voicexml.model;

import org.belltower.voicexml.markup.Position;

/** A grammar and where it, or the element that it follows from, stands in a document. Immutable. */
public record WrittenGrammar(Position position, GrammarReference reference) {}
