/** What comes back on a line of what is played to the caller: found, taken out, and told from what he says. */
@NullMarked
package org.belltower.speech.echo;

import org.jspecify.annotations.NullMarked;
