package org.belltower.server.config;

/**
 * A number and the voice application that answers it. Immutable.
 *
 * @param number as dialled: digits, {@code +}, {@code *}, {@code #}
 * @param application the name of a folder under {@code voice-apps}
 */
public record HotlineNumber(String number, String application) {
    static final HotlineNumber PENSION = new HotlineNumber("88001", "pension");

    public HotlineNumber {
        if (!number.matches("\\+?[0-9*#]{1,32}")) {
            throw new IllegalArgumentException("'number' must be 1 to 32 digits, but is '" + number + "'");
        }
        if (!application.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "'application' must be the name of a folder under voice-apps, but is '" + application + "'");
        }
    }
}
