/** Events with FreeSWITCH's names and headers, and who gets them. */
@NullMarked
package org.belltower.embeddedswitch.event;

import org.jspecify.annotations.NullMarked;
