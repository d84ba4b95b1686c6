package org.belltower.telephony;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a line needs beyond its call to record and to transfer. Immutable.
 *
 * @param recordings folder for recordings, written by the switch and read by this server; made where it is missing
 * @param dialing turns an address such as {@code tel:+8610…} into a dial string of the switch, such as
 *     {@code sofia/gateway/trunk/+8610…}; empty where nobody can be reached there
 */
public record LineSettings(Path recordings, Function<URI, Optional<String>> dialing) {
    private static final String PROFILE = "sofia/internal/";

    /** Records into the temporary folder and reaches SIP addresses only: a telephone number needs a trunk. */
    public static LineSettings direct() {
        return new LineSettings(
                Path.of(System.getProperty("java.io.tmpdir"), "belltower-recordings"), LineSettings::overSip);
    }

    /** The same with another folder for recordings. */
    public LineSettings recordingIn(Path folder) {
        return new LineSettings(folder, dialing);
    }

    private static Optional<String> overSip(URI destination) {
        return "sip".equals(destination.getScheme())
                ? Optional.of(PROFILE + destination.getSchemeSpecificPart())
                : Optional.empty();
    }
}
