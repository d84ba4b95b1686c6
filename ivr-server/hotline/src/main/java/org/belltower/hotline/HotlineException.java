package org.belltower.hotline;

/** Root of what goes wrong in this room beyond a typed outcome. */
public class HotlineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HotlineException(String message) {
        super(message);
    }

    public HotlineException(String message, Throwable cause) {
        super(message, cause);
    }
}
