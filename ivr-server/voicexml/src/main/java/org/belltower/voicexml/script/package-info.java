/** ECMAScript: compiled expressions, the chain of scopes, values. Everything that knows Rhino is here. */
@NullMarked
package org.belltower.voicexml.script;

import org.jspecify.annotations.NullMarked;
