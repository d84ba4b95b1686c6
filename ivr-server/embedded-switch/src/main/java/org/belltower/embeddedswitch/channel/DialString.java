package org.belltower.embeddedswitch.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * A dial string: {@code {a=b,c=d}[e=f]sofia/internal/1000@10.0.0.1:5060,sofia/…|sofia/…}. Groups ({@code |}) are tried
 * one after the other, the targets of a group ({@code ,}) ring at once.
 *
 * <p><em>Immutable.</em> Variables in braces go to every leg, those in brackets to one.
 */
public record DialString(Map<String, String> variables, List<List<Leg>> groups) {

    /** One target with its own variables, or why it cannot be called. */
    public record Leg(Map<String, String> variables, Target target) {}

    /** What a target is. */
    public sealed interface Target {
        /** A SIP address. */
        record Sip(DialTarget address) implements Target {}

        /** A telephone that has registered, {@code sofia/internal/1001%DOMAIN}. */
        record Registered(String profile, String name) implements Target {}

        /** Not to be called here. */
        record Unusable(HangupCause cause) implements Target {}
    }

    /** Reads a dial string; what cannot be called is in it as {@link Target.Unusable}. */
    public static DialString parse(String text) {
        String rest = text.strip();
        Map<String, String> shared = new LinkedHashMap<>();
        while (rest.startsWith("{") && rest.indexOf('}') > 0) {
            shared.putAll(assignments(rest.substring(1, rest.indexOf('}'))));
            rest = rest.substring(rest.indexOf('}') + 1);
        }
        List<List<Leg>> groups = new ArrayList<>();
        for (String group : split(rest, '|')) {
            List<Leg> legs = new ArrayList<>();
            for (String leg : split(group, ',')) {
                if (!leg.isBlank()) {
                    legs.add(leg(leg.strip()));
                }
            }
            if (!legs.isEmpty()) {
                groups.add(List.copyOf(legs));
            }
        }
        return new DialString(shared, List.copyOf(groups));
    }

    private static Leg leg(String text) {
        Map<String, String> own = new LinkedHashMap<>();
        String rest = text;
        while (rest.startsWith("[") && rest.indexOf(']') > 0) {
            own.putAll(assignments(rest.substring(1, rest.indexOf(']'))));
            rest = rest.substring(rest.indexOf(']') + 1);
        }
        return new Leg(own, target(rest));
    }

    private static Target target(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length < 3 || !parts[0].equalsIgnoreCase("sofia")) {
            return new Target.Unusable(HangupCause.CHAN_NOT_IMPLEMENTED);
        }
        if (parts[1].equalsIgnoreCase("gateway")) {
            return new Target.Unusable(HangupCause.INVALID_GATEWAY);
        }
        int percent = parts[2].indexOf('%');
        if (percent > 0 && parts[2].indexOf('@') < 0) {
            return new Target.Registered(parts[1], parts[2].substring(0, percent));
        }
        String address = parts[2];
        String transport = "udp";
        int semicolon = address.indexOf(';');
        if (semicolon >= 0) {
            String parameters = address.substring(semicolon).toLowerCase(Locale.ROOT);
            transport = parameters.contains("transport=tcp") ? "tcp" : "udp";
            address = address.substring(0, semicolon);
        }
        if (address.startsWith("sip:")) {
            address = address.substring("sip:".length());
        }
        int at = address.lastIndexOf('@');
        String user = at < 0 ? "" : address.substring(0, at);
        String host = address.substring(at + 1);
        int port = 5060;
        int colon = host.lastIndexOf(':');
        if (colon >= 0) {
            Optional<Integer> number = port(host.substring(colon + 1));
            if (number.isEmpty()) {
                return new Target.Unusable(HangupCause.INVALID_URL);
            }
            port = number.get();
            host = host.substring(0, colon);
        }
        boolean strange = host.isEmpty() || (host + user).chars().anyMatch(c -> c <= ' ' || c == '<' || c == '>');
        return strange
                ? new Target.Unusable(HangupCause.INVALID_URL)
                : new Target.Sip(new DialTarget(parts[1], user, host, port, transport));
    }

    private static Optional<Integer> port(String text) {
        if (text.isEmpty() || text.length() > 5 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= 65535 ? Optional.of(port) : Optional.empty();
    }

    /** {@code a=b,c='d,e'}; a first {@code ^^:} makes another character the comma. */
    public static Map<String, String> assignments(String text) {
        char separator = ',';
        String rest = text;
        if (rest.startsWith("^^") && rest.length() > 2) {
            separator = rest.charAt(2);
            rest = rest.substring(3);
        }
        Map<String, String> found = new LinkedHashMap<>();
        for (String assignment : split(rest, separator)) {
            int equals = assignment.indexOf('=');
            if (equals > 0) {
                String value = assignment.substring(equals + 1).strip();
                boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
                found.put(
                        assignment.substring(0, equals).strip(),
                        quoted ? value.substring(1, value.length() - 1) : value);
            }
        }
        return found;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == separator && depth <= 0 && !quoted) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }
}
