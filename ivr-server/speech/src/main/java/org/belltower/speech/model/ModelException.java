package org.belltower.speech.model;

/** A model cannot be had, and the operator can mend it; the message says what is wrong with which file. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
