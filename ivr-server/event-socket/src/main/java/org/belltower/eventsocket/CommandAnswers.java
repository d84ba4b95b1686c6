package org.belltower.eventsocket;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the commands of one connection with FreeSWITCH's words: itself where only the connection is meant, else
 * through the {@link ServerHandler}.
 *
 * <p><em>Confined to the connection's command thread.</em> Spec: FreeSWITCH mod_event_socket parse_command.
 */
final class CommandAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(CommandAnswers.class);
    private static final int MOST_JOBS = 256;
    private static final String NOT_CONTROLLING = "not controlling a session";

    private final ServerSession session;
    private final ServerHandler handler;
    private final Optional<byte[]> password;

    CommandAnswers(ServerSession session, ServerHandler handler, Optional<String> password) {
        this.session = session;
        this.handler = handler;
        this.password = password.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    void carry(Command command) {
        if (command instanceof Command.Exit) {
            reply("+OK bye");
            session.goodbye(new CloseReason(CloseReason.Kind.BY_PEER, "the client said exit"));
        } else if (!session.isReady()) {
            authenticate(command);
        } else {
            answer(command);
        }
    }

    private void authenticate(Command command) {
        if (!(command instanceof Command.Auth auth)) {
            reply(Answer.notFound());
            return;
        }
        byte[] given = auth.password().getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(password.orElseThrow(), given)) {
            reply("+OK accepted");
            session.admit();
        } else {
            LOG.warn("Event Socket connection {}: wrong password", session.id());
            reply("-ERR invalid");
            session.goodbye(new CloseReason(CloseReason.Kind.REFUSED, "wrong password"));
        }
    }

    private void answer(Command command) {
        switch (command) {
            case Command.Auth auth -> reply(Answer.notFound());
            case Command.Exit exit -> throw new IllegalStateException("exit is answered before");
            case Command.Filter filter -> filter(filter);
            case Command.FilterDelete filter -> {
                Subscription next = session.asked().without(filter.header(), filter.value());
                String said = "+OK filter deleted. [" + filter.header() + "]["
                        + filter.value().orElse("") + "]";
                session.subscribe(Message.CommandReply.of(said), next);
            }
            case Command.MyEvents events -> myEvents(events);
            case Command.DivertEvents divert -> divert(divert);
            case Command.Resume resume -> resume(resume);
            case Command.Connect connect -> connect(connect);
            case Command.GetVariable variable -> {
                if (session.isOutbound()) {
                    reply(ask(variable));
                } else {
                    reply(Answer.notFound());
                }
            }
            case Command.Execute execute -> reply(ask(execute));
            case Command.HangUp hangUp -> reply(ask(hangUp));
            case Command.NoMedia media -> reply(ask(media));
            case Command.Unicast unicast -> reply(ask(unicast));
            case Command.SendMessage message -> reply(ask(message));
            default -> answerFull(command);
        }
    }

    /** What an outbound connection without {@code full} may not say. */
    private void answerFull(Command command) {
        if (session.outbound().isPresent() && !session.outbound().get().full()) {
            reply(Answer.notFound());
            return;
        }
        switch (command) {
            case Command.Events events -> events(events);
            case Command.NixEvent nix -> {
                if (nix.names().isEmpty()) {
                    reply("-ERR no keywords supplied");
                } else {
                    session.subscribe(
                            Message.CommandReply.of("+OK events nixed"),
                            session.asked().remove(nix.names()));
                }
            }
            case Command.NoEvents none -> {
                boolean listening = session.asked().listening();
                session.subscribe(
                        Message.CommandReply.of(
                                listening ? "+OK no longer listening for events" : "-ERR not listening for events"),
                        session.asked().stopped());
            }
            case Command.Linger linger -> linger(linger);
            case Command.NoLinger none -> {
                if (session.isOutbound()) {
                    session.linger(new Linger.Off());
                    reply("+OK will not linger");
                } else {
                    reply(Answer.error(NOT_CONTROLLING));
                }
            }
            case Command.Log log -> log(log);
            case Command.NoLog none -> {
                boolean logging = session.isLogging();
                session.logUpTo(null);
                reply(logging ? "+OK no longer logging" : "-ERR not loging");
            }
            case Command.BgApi job -> job(job);
            case Command.Api api -> api(api);
            default -> reply(ask(command));
        }
    }

    private void events(Command.Events events) {
        Subscription next =
                events.format().map(format -> session.asked().with(format)).orElse(session.asked());
        if (events.names().isEmpty()) {
            session.subscribe(Message.CommandReply.of("-ERR no keywords supplied"), next);
        } else {
            session.subscribe(
                    Message.CommandReply.of(
                            "+OK event listener enabled " + next.format().word()),
                    next.add(events.names()));
        }
    }

    private void filter(Command.Filter filter) {
        Optional<EventFilter> made = EventFilter.of(filter.header(), filter.value());
        if (made.isEmpty()) {
            reply("-ERR invalid syntax");
        } else {
            session.subscribe(
                    Message.CommandReply.of("+OK filter added. [" + filter.header() + "]=[" + filter.value() + "]"),
                    session.asked().with(made.get()));
        }
    }

    private void myEvents(Command.MyEvents events) {
        if (session.asked().mine().isPresent()) {
            reply("-ERR aready enabled.");
            return;
        }
        Optional<String> mine = session.outbound().map(OutboundSession::uuid).or(events::session);
        if (mine.isEmpty()) {
            reply(Answer.notFound());
            return;
        }
        if (!session.isOutbound()
                && ask(events) instanceof Answer.Reply refused
                && refused.text().startsWith("-ERR")) {
            reply(refused);
            return;
        }
        Subscription next =
                events.format().map(format -> session.asked().with(format)).orElse(session.asked());
        session.subscribe(Message.CommandReply.of("+OK Events Enabled"), next.myEvents(mine.get()));
    }

    private void divert(Command.DivertEvents divert) {
        if (session.session().isEmpty()) {
            reply(Answer.error(NOT_CONTROLLING + "."));
        } else {
            session.divertEvents(divert.on());
            reply(divert.on() ? "+OK events diverted" : "+OK events not diverted");
        }
    }

    private void resume(Command.Resume resume) {
        if (!session.isOutbound()) {
            reply(Answer.notFound());
            return;
        }
        session.resume();
        reply(ask(resume));
    }

    private void connect(Command.Connect connect) {
        if (session.outbound().isEmpty()) {
            reply(Answer.notFound());
            return;
        }
        Answer answer = ask(connect);
        if (answer instanceof Answer.ChannelData data) {
            OutboundSession call = session.outbound().get();
            EventHeaders.Builder headers = data.headers().toBuilder();
            if (!data.headers().contains("Event-Name")) {
                headers.addFirst("Event-Name", "CHANNEL_DATA");
            }
            headers.set("Content-Type", ContentType.REPLY)
                    .set("Reply-Text", "+OK\n")
                    .set("Socket-Mode", call.async() ? "async" : "static")
                    .set("Control", call.full() ? "full" : "single-channel");
            session.channel().write(new Message.CommandReply("+OK", headers.build()));
        } else {
            reply(answer);
        }
    }

    private void linger(Command.Linger linger) {
        if (!session.isOutbound()) {
            reply(Answer.error(NOT_CONTROLLING));
            return;
        }
        session.linger(new Linger.On(linger.time()));
        reply("+OK will linger"
                + linger.time()
                        .map(Duration::toSeconds)
                        .map(s -> " " + s + " seconds")
                        .orElse(""));
    }

    private void log(Command.Log log) {
        Optional<LogLevel> level = log.level().map(LogLevel::parse).orElse(Optional.of(LogLevel.DEBUG));
        if (level.isEmpty()) {
            reply("-ERR invalid log level");
            return;
        }
        session.logUpTo(level.get());
        reply("+OK log level " + log.level().orElse("") + " [" + level.get().number() + "]");
    }

    private void api(Command.Api api) {
        Answer answer = ask(api);
        if (answer instanceof Answer.Reply plain) {
            answer = new Answer.ApiResult(plain.text() + "\n");
        }
        reply(answer);
    }

    private void job(Command.BgApi job) {
        if (session.jobs().incrementAndGet() > MOST_JOBS) {
            session.jobs().decrementAndGet();
            reply("-ERR too many background jobs");
            return;
        }
        String uuid = job.jobUuid().orElseGet(() -> UUID.randomUUID().toString());
        reply(new Answer.Reply("+OK Job-UUID: " + uuid, EventHeaders.of("Job-UUID", uuid)));
        Thread.ofVirtual().name("event-socket-job-" + uuid).start(() -> {
            try {
                Answer answer = ask(job.api());
                String output = answer instanceof Answer.ApiResult result ? result.body() : textOf(answer) + "\n";
                handler.jobDone(session, done(job, uuid, output));
            } finally {
                session.jobs().decrementAndGet();
            }
        });
    }

    private Event done(Command.BgApi job, String uuid, String output) {
        EventHeaders.Builder headers = EventHeaders.builder()
                .add("Job-UUID", uuid)
                .add("Job-Command", job.api().name());
        if (!job.api().arguments().isEmpty()) {
            headers.add("Job-Command-Arg", job.api().arguments());
        }
        session.session().ifPresent(owner -> headers.add("Job-Owner-UUID", owner));
        return new Event("BACKGROUND_JOB", Optional.empty(), headers.build(), output);
    }

    private static String textOf(Answer answer) {
        return answer instanceof Answer.Reply reply ? reply.text() : "";
    }

    private Answer ask(Command command) {
        try {
            return handler.handle(session, command);
        } catch (RuntimeException e) {
            // Replies are matched to commands by their order: one that never comes would shift all that follow.
            LOG.error("Event Socket connection {}: {} failed", session.id(), CommandWriter.name(command), e);
            return Answer.error("internal error");
        }
    }

    private void reply(String text) {
        session.channel().write(Message.CommandReply.of(text));
    }

    private void reply(Answer answer) {
        session.channel()
                .write(
                        switch (answer) {
                            case Answer.Reply reply -> {
                                EventHeaders.Builder headers = EventHeaders.builder()
                                        .add("Content-Type", ContentType.REPLY)
                                        .add("Reply-Text", reply.text());
                                reply.extra().forEach(extra -> headers.add(extra.name(), extra.value()));
                                yield new Message.CommandReply(reply.text(), headers.build());
                            }
                            case Answer.ApiResult result ->
                                new Message.ApiResponse(result.body().isEmpty() ? "-ERR no reply\n" : result.body());
                            case Answer.ChannelData data -> new Message.CommandReply("+OK", data.headers());
                        });
    }
}
