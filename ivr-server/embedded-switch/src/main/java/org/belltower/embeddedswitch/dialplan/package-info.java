/** Numbers and what is done for them. */
@NullMarked
package org.belltower.embeddedswitch.dialplan;

import org.jspecify.annotations.NullMarked;
