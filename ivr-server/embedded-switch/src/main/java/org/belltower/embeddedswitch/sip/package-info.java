/** The SIP agent: dialogs, session timers and the mapping between SIP statuses and hang-up causes. */
@NullMarked
package org.belltower.embeddedswitch.sip;

import org.jspecify.annotations.NullMarked;
