package org.belltower.eventsocket;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the kinds of {@code sendmsg} by their {@code call-command}. Stateless. Spec: switch_ivr_parse_event. */
final class SendMessageReader {
    private SendMessageReader() {}

    static Command read(String target, EventHeaders headers, String body) {
        Optional<String> session =
                target.isEmpty() ? headers.get("session-id").filter(id -> !id.isBlank()) : Optional.of(target);
        String kind = headers.get("call-command", "").strip().toLowerCase(Locale.ROOT);
        Optional<Command> command = switch (kind) {
            case "execute" -> execute(session, headers, body);
            case "hangup" -> Optional.of(new Command.HangUp(session, headers.get("hangup-cause", "NORMAL_CLEARING")));
            case "nomedia" -> headers.get("nomedia-uuid").map(uuid -> new Command.NoMedia(session, uuid));
            case "unicast" -> Optional.of(unicast(session, headers));
            default -> Optional.empty();
        };
        return command.orElseGet(() -> new Command.SendMessage(session, headers.without("Content-Length"), body));
    }

    private static Optional<Command> execute(Optional<String> session, EventHeaders headers, String body) {
        String application = headers.get("execute-app-name", "").strip();
        Optional<OptionalInt> loops = loops(headers.get("loops", "1").strip());
        if (application.isEmpty() || loops.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Command.Execute(
                session,
                application,
                headers.get("execute-app-arg").orElse(body),
                headers.get("Event-UUID"),
                isTrue(headers.get("event-lock", "")),
                isTrue(headers.get("async", "")),
                loops.get()));
    }

    /** How often, empty for ever, or nothing where it is no number. Below zero is for ever; zero, as in FreeSWITCH, is once. */
    private static Optional<OptionalInt> loops(String text) {
        if (!text.matches("-?\\d{1,9}")) {
            return Optional.empty();
        }
        int loops = Integer.parseInt(text);
        return Optional.of(loops < 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(1, loops)));
    }

    private static Command unicast(Optional<String> session, EventHeaders headers) {
        return new Command.Unicast(
                session,
                headers.get("local-ip", "127.0.0.1"),
                headers.get("local-port", "8025"),
                headers.get("remote-ip", "127.0.0.1"),
                headers.get("remote-port", "8026"),
                headers.get("transport", "udp"),
                headers.get("flags", ""));
    }

    private static boolean isTrue(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1", "t", "enabled", "active", "allow" -> true;
            default -> false;
        };
    }
}
