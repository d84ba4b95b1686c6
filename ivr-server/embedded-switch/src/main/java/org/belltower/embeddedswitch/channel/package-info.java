/** The channel: one call leg, one virtual thread, one inbox. */
@NullMarked
package org.belltower.embeddedswitch.channel;

import org.jspecify.annotations.NullMarked;
