package org.belltower.voicexml;

import org.belltower.grammar.Grammar;
import org.belltower.voicexml.markup.Position;

/**
 * A grammar of words that callers of a document may say something of. Immutable.
 *
 * @param position where the document has it or refers to it
 */
public record SpokenGrammar(Position position, Grammar grammar) {}
