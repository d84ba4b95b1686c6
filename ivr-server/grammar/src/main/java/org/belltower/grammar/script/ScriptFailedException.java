package org.belltower.grammar.script;

/** A script that could not be compiled or run to its end. Whoever runs scripts makes an outcome of it. */
public final class ScriptFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final int line;

    ScriptFailedException(Reason reason, String message, int line) {
        super(message, null, false, false);
        this.reason = reason;
        this.line = line;
    }

    /** What went wrong. */
    public enum Reason {
        /** The text is no ECMAScript. */
        SYNTAX,
        /** The script threw an error. */
        ERROR,
        /** The script used up its {@link ScriptBudget}. */
        BUDGET
    }

    public Reason reason() {
        return reason;
    }

    /** What happened, in words for the author. */
    public String what() {
        return String.valueOf(getMessage());
    }

    /** The line of the source, counted as it was given when the script was compiled; 0 where it is not known. */
    public int line() {
        return line;
    }
}
