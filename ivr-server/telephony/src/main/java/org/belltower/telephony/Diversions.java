package org.belltower.telephony;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.eventsocket.EventHeaders;
import org.belltower.voicexml.ConnectionInfo;

/**
 * Reads how a call was diverted on its way here, from the SIP header {@code Diversion}. The header has the last diversion first;
 * VoiceXML wants the number that was called first. Spec: RFC 5806; VoiceXML 2.0 §5.1.4.
 */
final class Diversions {
    private static final Pattern ONE = Pattern.compile("<([^>]+)>([^,]*)");
    private static final Pattern REASON = Pattern.compile("reason=\"?([^;\"]+)\"?");
    private static final Pattern PRIVACY = Pattern.compile("privacy=\"?([^;\"]+)\"?");
    private static final Pattern SCREEN = Pattern.compile("screen=\"?([^;\"]+)\"?");

    private Diversions() {}

    static List<ConnectionInfo.Redirect> of(EventHeaders channel) {
        return parse(channel.get("variable_sip_h_Diversion", ""));
    }

    /** Parts that cannot be read are left out. */
    static List<ConnectionInfo.Redirect> parse(String header) {
        var redirects = new ArrayList<ConnectionInfo.Redirect>();
        Matcher matcher = ONE.matcher(header);
        while (matcher.find()) {
            String parameters = matcher.group(2);
            uri(matcher.group(1))
                    .ifPresent(uri -> redirects.addFirst(new ConnectionInfo.Redirect(
                            uri, value(PRIVACY, parameters), value(SCREEN, parameters), reason(parameters))));
        }
        return redirects;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException e) {
            // A network that writes an address which is none has told nothing.
            return Optional.empty();
        }
    }

    /** The words of RFC 5806 in those of VoiceXML. */
    private static String reason(String parameters) {
        return switch (value(REASON, parameters)) {
            case "user-busy" -> "user busy";
            case "no-answer" -> "no reply";
            case "unavailable" -> "mobile subscriber not reachable";
            case "deflection" -> "deflection during alerting";
            case "unconditional" -> "deflection immediate response";
            default -> "unknown";
        };
    }

    private static String value(Pattern pattern, String parameters) {
        Matcher matcher = pattern.matcher(parameters);
        return matcher.find() ? matcher.group(1).strip() : "";
    }
}
