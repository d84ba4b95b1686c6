package org.belltower.embeddedswitch.dialplan;

/** One application with its argument. <em>Immutable.</em> */
public record DialplanAction(String application, String argument) {

    public DialplanAction {
        if (application.isBlank()) {
            throw new IllegalArgumentException("a dialplan action needs an application");
        }
    }

    /** Reads {@code APPLICATION[ ARGUMENT]}, such as {@code socket 127.0.0.1:8084 async full}. */
    public static DialplanAction parse(String text) {
        String trimmed = text.strip();
        int space = trimmed.indexOf(' ');
        return space < 0
                ? new DialplanAction(trimmed, "")
                : new DialplanAction(
                        trimmed.substring(0, space),
                        trimmed.substring(space + 1).strip());
    }
}
