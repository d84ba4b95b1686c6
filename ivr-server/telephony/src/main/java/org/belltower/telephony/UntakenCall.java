package org.belltower.telephony;

/**
 * A call that the switch announced and that could not be taken over. Immutable.
 *
 * @param uuid as {@link Call#uuid}
 * @param number as {@link Call#number}
 * @param caller as {@link Call#caller}
 * @param gone whether the call was over before it could be taken over, as far as the switch lets us know; where it is false
 *     the switch failed
 * @param reason what the switch said, or did not say in time
 */
public record UntakenCall(String uuid, String number, String caller, boolean gone, String reason) {}
