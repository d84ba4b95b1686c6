/**
 * SDP and its offer/answer, for what this switch speaks: PCMA, PCMU and telephone-event.
 *
 * <p>An own small family of records rather than JAIN SIP's {@code javax.sdp}: that one is mutable, built on
 * {@code Vector} and checked exceptions, gives no line of an error and has no bounds; what is needed here is little.
 */
@NullMarked
package org.belltower.embeddedswitch.sdp;

import org.jspecify.annotations.NullMarked;
