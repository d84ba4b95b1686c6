/** What a caller says, live, as the switch writes it into a file or a FIFO. */
@NullMarked
package org.belltower.telephony.tap;

import org.jspecify.annotations.NullMarked;
