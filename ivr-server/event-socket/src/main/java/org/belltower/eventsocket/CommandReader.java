package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes a {@link Command} of a frame. Stateless. What is not written as it must be is {@link Command.Unknown}. */
final class CommandReader {
    private CommandReader() {}

    static Command read(String line, EventHeaders headers, ByteBuf body) {
        String text = body.toString(StandardCharsets.UTF_8);
        String trimmed = line.strip();
        int space = trimmed.indexOf(' ');
        String word = (space < 0 ? trimmed : trimmed.substring(0, space)).toLowerCase(Locale.ROOT);
        String rest = space < 0 ? "" : trimmed.substring(space + 1).strip();
        Optional<Command> command = switch (word) {
            case "auth" -> auth(line);
            case "connect" -> Optional.of(new Command.Connect());
            case "myevents" -> myEvents(rest);
            case "event" -> Optional.of(events(rest));
            case "nixevent" -> Optional.of(new Command.NixEvent(EventNames.of(words(rest))));
            case "noevents" -> Optional.of(new Command.NoEvents());
            case "filter" -> filter(rest);
            case "linger" -> linger(rest);
            case "nolinger" -> Optional.of(new Command.NoLinger());
            case "api" -> present(rest).map(Command.Api::of);
            case "bgapi" -> present(rest).map(api -> new Command.BgApi(Command.Api.of(api), headers.get("Job-UUID")));
            case "sendmsg" -> Optional.of(SendMessageReader.read(rest, headers, text));
            case "sendevent" -> present(rest).map(name -> sendEvent(name, headers, text));
            case "divert_events" -> present(rest).map(on -> new Command.DivertEvents(on.equalsIgnoreCase("on")));
            case "getvar" -> present(rest).map(Command.GetVariable::new);
            case "log" -> Optional.of(new Command.Log(present(rest)));
            case "nolog" -> Optional.of(new Command.NoLog());
            case "resume" -> Optional.of(new Command.Resume());
            case "exit", "..." -> Optional.of(new Command.Exit());
            default -> Optional.empty();
        };
        return command.orElseGet(() -> new Command.Unknown(line, headers, text));
    }

    /** A password is taken as it stands: spaces in it count. */
    private static Optional<Command> auth(String line) {
        return line.length() > 5 && line.charAt(4) == ' '
                ? Optional.of(new Command.Auth(line.substring(5)))
                : Optional.empty();
    }

    private static Optional<Command> myEvents(String rest) {
        Optional<String> session = Optional.empty();
        Optional<EventFormat> format = Optional.empty();
        for (String word : words(rest)) {
            Optional<EventFormat> named = EventFormat.parse(word);
            if (named.isPresent()) {
                format = named;
            } else if (session.isEmpty()) {
                session = Optional.of(word);
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new Command.MyEvents(session, format));
    }

    private static Command events(String rest) {
        List<String> words = words(rest);
        Optional<EventFormat> format = words.isEmpty() ? Optional.empty() : EventFormat.parse(words.getFirst());
        return new Command.Events(format, EventNames.of(format.isPresent() ? words.subList(1, words.size()) : words));
    }

    private static Optional<Command> filter(String rest) {
        String[] parts = rest.split(" +", 2);
        if (parts.length < 2) {
            return Optional.empty();
        }
        String verb = parts[0].toLowerCase(Locale.ROOT);
        if (!verb.equals("delete") && !verb.equals("add")) {
            return Optional.of(new Command.Filter(parts[0], parts[1]));
        }
        String[] named = parts[1].split(" +", 2);
        if (verb.equals("delete")) {
            return Optional.of(
                    new Command.FilterDelete(named[0], named.length > 1 ? Optional.of(named[1]) : Optional.empty()));
        }
        return named.length < 2 ? Optional.empty() : Optional.of(new Command.Filter(named[0], named[1]));
    }

    private static Optional<Command> linger(String rest) {
        if (rest.isEmpty()) {
            return Optional.of(new Command.Linger(Optional.empty()));
        }
        return rest.matches("\\d{1,9}")
                ? Optional.of(Command.Linger.of(Duration.ofSeconds(Integer.parseInt(rest))))
                : Optional.empty();
    }

    private static Command sendEvent(String name, EventHeaders headers, String body) {
        EventHeaders own = headers.without("Content-Length").without("Event-Name");
        return new Command.SendEvent(new Event(name.toUpperCase(Locale.ROOT), own.get("Event-Subclass"), own, body));
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
