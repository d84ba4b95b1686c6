package org.belltower.telephony;

/** The switch did what nobody expected; the call that it happened to ends. Root of this room's exceptions. */
public class TelephonyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TelephonyException(String message) {
        super(message);
    }
}
