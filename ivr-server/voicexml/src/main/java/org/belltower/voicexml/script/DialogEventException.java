package org.belltower.voicexml.script;

/**
 * An event that arises while an expression is evaluated or a resource is needed, on its way to the one place that hands it to
 * the handlers. Confined to the call's thread.
 *
 * <p>Elements that throw on purpose return a transition; this exception is only for events that come up where a value was
 * expected. It carries no stack trace: it is about the document, not about this program.
 */
public final class DialogEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String event;

    public DialogEventException(String event, String message) {
        super(message, null, false, false);
        this.event = event;
    }

    /** {@code error.semantic}. */
    public static DialogEventException semantic(String message) {
        return new DialogEventException("error.semantic", message);
    }

    /** {@code error.badfetch}. */
    public static DialogEventException badFetch(String message) {
        return new DialogEventException("error.badfetch", message);
    }

    public String event() {
        return event;
    }

    /** What happened; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? event : message;
    }
}
