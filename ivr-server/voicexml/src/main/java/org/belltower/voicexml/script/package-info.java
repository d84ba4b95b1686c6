/** ECMAScript: compiled expressions, the chain of scopes, values. Everything of this room that runs Rhino is here; what bounds it is
 * {@code org.belltower.grammar.script}. */
@NullMarked
package org.belltower.voicexml.script;

import org.jspecify.annotations.NullMarked;
