package org.belltower.embeddedswitch;

/** Root of what this room throws: something nobody expected, or a start that cannot succeed as configured. */
public class SwitchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SwitchException(String message) {
        super(message);
    }

    public SwitchException(String message, Throwable cause) {
        super(message, cause);
    }
}
