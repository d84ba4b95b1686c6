package org.belltower.embeddedswitch.channel;

import java.util.Optional;

/** Who called whom, as the {@code Caller-} headers say. <em>Immutable.</em> */
public record CallerProfile(
        String callerName, String callerNumber, String destination, String networkAddress, String context) {

    /** The same caller at another number of the dialplan. */
    public CallerProfile at(String number) {
        return new CallerProfile(callerName, callerNumber, number, networkAddress, context);
    }

    /** A field by the name that it has as a variable. */
    Optional<String> field(String name) {
        return switch (name) {
            case "caller_id_name" -> Optional.of(callerName);
            case "caller_id_number", "ani", "username" -> Optional.of(callerNumber);
            case "destination_number" -> Optional.of(destination);
            case "network_addr" -> Optional.of(networkAddress);
            case "context" -> Optional.of(context);
            case "dialplan" -> Optional.of("XML");
            default -> Optional.empty();
        };
    }
}
