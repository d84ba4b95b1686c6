/** Where documents, scripts, grammars and data come from. */
@NullMarked
package org.belltower.voicexml.fetch;

import org.jspecify.annotations.NullMarked;
