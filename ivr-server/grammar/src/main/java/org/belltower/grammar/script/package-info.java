/**
 * Running ECMAScript that comes from authors: no Java access, standard objects sealed and shared, and an end to everything.
 * Knows nothing of grammars, so that other rooms may run their scripts in it too.
 */
@NullMarked
package org.belltower.grammar.script;

import org.jspecify.annotations.NullMarked;
