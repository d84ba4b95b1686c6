package org.belltower.eventsocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a {@link Command} as a frame, into one buffer, which the caller releases.
 *
 * <p>Stateless. Throws {@link IllegalArgumentException} for a line break where the frame has no room for one.
 * Public for {@code bench}.
 */
public final class CommandWriter {
    /** Longer arguments of an application go into the body. */
    private static final int LONGEST_HEADER_ARGUMENT = 1024;
    /** As the wire says it. */
    private static final int FOR_EVER = -1;

    private CommandWriter() {}

    /** The whole frame. */
    public static ByteBuf encode(ByteBufAllocator allocator, Command command) {
        ByteBuf out = allocator.buffer(256);
        boolean done = false;
        try {
            write(command, out);
            done = true;
            return out;
        } finally {
            if (!done) {
                out.release();
            }
        }
    }

    /** The word that names the command in messages and logs; never an argument, which may be secret. */
    static String name(Command command) {
        return switch (command) {
            case Command.Execute execute -> "execute " + Excerpt.of(execute.application());
            case Command.Api api -> "api " + Excerpt.of(api.name());
            case Command.BgApi job -> "bgapi " + Excerpt.of(job.api().name());
            default -> command.getClass().getSimpleName();
        };
    }

    private static void write(Command command, ByteBuf out) {
        switch (command) {
            case Command.Auth auth -> line("auth " + auth.password(), out);
            case Command.Connect connect -> line("connect", out);
            case Command.MyEvents events ->
                line("myevents" + word(events.session()) + word(events.format().map(EventFormat::word)), out);
            case Command.Events events ->
                line(
                        "event" + word(events.format().map(EventFormat::word)) + " "
                                + events.names().words(),
                        out);
            case Command.NixEvent nix -> line("nixevent " + nix.names().words(), out);
            case Command.NoEvents none -> line("noevents", out);
            case Command.Filter filter -> line("filter " + filter.header() + " " + filter.value(), out);
            case Command.FilterDelete filter -> line("filter delete " + filter.header() + word(filter.value()), out);
            case Command.Linger linger -> line("linger" + word(linger.time().map(CommandWriter::seconds)), out);
            case Command.NoLinger none -> line("nolinger", out);
            case Command.Api api -> line("api " + api.line(), out);
            case Command.BgApi job -> backgroundJob(job, out);
            case Command.Execute execute -> execute(execute, out);
            case Command.HangUp hangUp ->
                message(hangUp.session(), call("hangup").add("hangup-cause", hangUp.cause()), "", out);
            case Command.NoMedia media ->
                message(media.session(), call("nomedia").add("nomedia-uuid", media.nomediaUuid()), "", out);
            case Command.Unicast unicast -> unicast(unicast, out);
            case Command.SendMessage message ->
                message(message.session(), message.headers().toBuilder(), message.body(), out);
            case Command.SendEvent event -> {
                open("sendevent " + event.event().name(), out);
                close(
                        event.event().headers().without("Event-Name").toBuilder(),
                        event.event().body(),
                        out);
            }
            case Command.DivertEvents divert -> line("divert_events " + (divert.on() ? "on" : "off"), out);
            case Command.GetVariable variable -> line("getvar " + variable.name(), out);
            case Command.Log log -> line("log" + word(log.level()), out);
            case Command.NoLog none -> line("nolog", out);
            case Command.Resume resume -> line("resume", out);
            case Command.Exit exit -> line("exit", out);
            case Command.Unknown unknown -> {
                open(unknown.line(), out);
                close(unknown.headers().toBuilder(), unknown.body(), out);
            }
        }
    }

    private static void backgroundJob(Command.BgApi job, ByteBuf out) {
        open("bgapi " + job.api().line(), out);
        EventHeaders.Builder headers = EventHeaders.builder();
        job.jobUuid().ifPresent(uuid -> headers.add("Job-UUID", uuid));
        close(headers, "", out);
    }

    private static void execute(Command.Execute execute, ByteBuf out) {
        EventHeaders.Builder headers = call("execute").add("execute-app-name", execute.application());
        execute.eventUuid().ifPresent(uuid -> headers.add("Event-UUID", uuid));
        if (execute.eventLock()) {
            headers.add("event-lock", "true");
        }
        if (execute.async()) {
            headers.add("async", "true");
        }
        if (!execute.loops().equals(OptionalInt.of(1))) {
            headers.add("loops", Integer.toString(execute.loops().orElse(FOR_EVER)));
        }
        String argument = execute.argument();
        boolean inBody =
                argument.length() > LONGEST_HEADER_ARGUMENT || hasBreak(argument) || !argument.equals(argument.strip());
        if (!inBody && !argument.isEmpty()) {
            headers.add("execute-app-arg", argument);
        } else if (inBody) {
            headers.add("content-type", "text/plain");
        }
        message(execute.session(), headers, inBody ? argument : "", out);
    }

    private static void unicast(Command.Unicast unicast, ByteBuf out) {
        EventHeaders.Builder headers = call("unicast")
                .add("local-ip", unicast.localIp())
                .add("local-port", unicast.localPort())
                .add("remote-ip", unicast.remoteIp())
                .add("remote-port", unicast.remotePort())
                .add("transport", unicast.transport());
        if (!unicast.flags().isEmpty()) {
            headers.add("flags", unicast.flags());
        }
        message(unicast.session(), headers, "", out);
    }

    private static EventHeaders.Builder call(String command) {
        return EventHeaders.builder().add("call-command", command);
    }

    private static String seconds(Duration time) {
        return Long.toString(time.toSeconds());
    }

    private static String word(Optional<String> word) {
        return word.map(text -> " " + text).orElse("");
    }

    private static void message(Optional<String> session, EventHeaders.Builder headers, String body, ByteBuf out) {
        open("sendmsg" + word(session), out);
        close(headers, body, out);
    }

    private static void line(String line, ByteBuf out) {
        open(line, out);
        out.writeByte('\n');
    }

    private static void open(String line, ByteBuf out) {
        checkBreak("the command line", line);
        Utf8.write(line, out);
        out.writeByte('\n');
    }

    private static void close(EventHeaders.Builder headers, String body, ByteBuf out) {
        for (EventHeaders.Header header : headers.build().without("Content-Length")) {
            checkBreak(header.name(), header.value());
            Utf8.write(header.name() + ": " + header.value() + "\n", out);
        }
        if (!body.isEmpty()) {
            Utf8.write("content-length: " + Utf8.length(body) + "\n", out);
        }
        out.writeByte('\n');
        Utf8.write(body, out);
    }

    private static void checkBreak(String where, String text) {
        if (hasBreak(text)) {
            throw new IllegalArgumentException("a line break in " + where + ": " + Excerpt.of(text));
        }
    }

    private static boolean hasBreak(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }
}
