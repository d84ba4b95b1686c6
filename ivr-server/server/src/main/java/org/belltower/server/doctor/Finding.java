package org.belltower.server.doctor;

import org.belltower.server.doctor.Outcome.Missing;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;

/**
 * One line of the doctor's table. <em>Immutable.</em>
 *
 * @param subject what was looked at, e.g. {@code SIP port}
 * @param outcome how it came out
 */
public record Finding(String subject, Outcome outcome) {
    /** As it should be. */
    public static Finding ok(String subject, String seen) {
        return new Finding(subject, new Ok(seen));
    }

    /** The server runs, but something is lacking or in the way. */
    public static Finding warning(String subject, String seen, String remedy) {
        return new Finding(subject, new Warning(seen, remedy));
    }

    /** The server does not run without it. */
    public static Finding missing(String subject, String seen, String remedy) {
        return new Finding(subject, new Missing(seen, remedy));
    }
}
