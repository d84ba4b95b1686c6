/**
 * A telephone in a program: places and takes real SIP calls over UDP, speaks and hears G.711 over RTP, presses keys, and
 * knows which clips it heard. It shares no code with the switch, so that each can find the other's mistakes; the
 * demonstration and the tests of whole calls use it.
 */
@NullMarked
package org.belltower.server.caller;

import org.jspecify.annotations.NullMarked;
