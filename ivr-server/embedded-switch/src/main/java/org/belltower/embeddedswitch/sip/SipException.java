package org.belltower.embeddedswitch.sip;

import org.belltower.embeddedswitch.SwitchException;

/** The SIP agent could not start or could not send. */
public class SipException extends SwitchException {
    private static final long serialVersionUID = 1L;

    public SipException(String message, Throwable cause) {
        super(message, cause);
    }
}
