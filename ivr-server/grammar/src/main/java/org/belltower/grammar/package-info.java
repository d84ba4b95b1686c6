/**
 * Grammars: SRGS documents and builtin types as one immutable model, the incremental matching of keys against them, and
 * what a match means. Parsing gives a {@link org.belltower.grammar.GrammarDocument}; resolving its references gives a
 * {@link org.belltower.grammar.Grammar}, which a {@link org.belltower.grammar.DtmfMatcher} runs over the keys of a caller.
 */
@NullMarked
package org.belltower.grammar;

import org.jspecify.annotations.NullMarked;
