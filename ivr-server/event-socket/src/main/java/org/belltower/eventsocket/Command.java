package org.belltower.eventsocket;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a client sends to a switch. The client side writes these, the server side reads them.
 *
 * <p><em>Immutable.</em> Text that goes into the command line or a header holds no line break: writing one throws
 * {@link IllegalArgumentException}, so that a value cannot smuggle a second command in. An empty {@code session}
 * means the call that an outbound connection belongs to.
 * Spec: FreeSWITCH mod_event_socket, commands; switch_ivr_parse_event, {@code call-command}.
 */
public sealed interface Command {

    /** {@code auth PASSWORD}. */
    record Auth(String password) implements Command {
        @Override
        public String toString() {
            return "Auth[password=•••]";
        }
    }

    /** {@code connect}: the first command of an outbound connection. */
    record Connect() implements Command {}

    /** {@code myevents [UUID] [FORMAT]}: the events of one call. */
    record MyEvents(Optional<String> session, Optional<EventFormat> format) implements Command {
        /** The events of the outbound connection's own call. */
        public static MyEvents own(EventFormat format) {
            return new MyEvents(Optional.empty(), Optional.of(format));
        }
    }

    /** {@code event [FORMAT] NAMES}; without a format the connection's present one stays. */
    record Events(Optional<EventFormat> format, EventNames names) implements Command {
        public static Events of(EventFormat format, String... names) {
            return new Events(Optional.of(format), EventNames.of(names));
        }
    }

    /** {@code nixevent NAMES}. */
    record NixEvent(EventNames names) implements Command {}

    /** {@code noevents}. */
    record NoEvents() implements Command {}

    /** {@code filter HEADER VALUE}; the value may be {@code /regex/} and may start with {@code +} or {@code -}. */
    record Filter(String header, String value) implements Command {}

    /** {@code filter delete HEADER [VALUE]}; header {@code all} deletes every filter. */
    record FilterDelete(String header, Optional<String> value) implements Command {}

    /** {@code linger [SECONDS]}: keep the connection after hang-up for the last events. */
    record Linger(Optional<Duration> time) implements Command {
        public static Linger of(Duration time) {
            return new Linger(Optional.of(time));
        }
    }

    /** {@code nolinger}. */
    record NoLinger() implements Command {}

    /** {@code api NAME [ARGUMENTS]}. */
    record Api(String name, String arguments) implements Command {
        /** From one line, such as {@code uuid_kill UUID}. */
        public static Api of(String line) {
            String trimmed = line.strip();
            int space = trimmed.indexOf(' ');
            return space < 0
                    ? new Api(trimmed, "")
                    : new Api(trimmed.substring(0, space), trimmed.substring(space + 1));
        }

        /** Name and arguments in one line. */
        public String line() {
            return arguments.isEmpty() ? name : name + " " + arguments;
        }
    }

    /** {@code bgapi NAME [ARGUMENTS]}; the result comes as a {@code BACKGROUND_JOB} event. */
    record BgApi(Api api, Optional<String> jobUuid) implements Command {}

    /**
     * {@code sendmsg}, {@code call-command: execute}. A long or many-lined argument travels in the body.
     * {@code eventUuid} comes back as {@link Event#applicationUuid()}. With {@code eventLock} the application waits for
     * those queued before it instead of nesting in the one that runs.
     *
     * @param loops how often, 1 or more; empty for ever
     */
    record Execute(
            Optional<String> session,
            String application,
            String argument,
            Optional<String> eventUuid,
            boolean eventLock,
            boolean async,
            OptionalInt loops)
            implements Command {
        public Execute {
            if (application.isBlank()) {
                throw new IllegalArgumentException("an application needs a name");
            }
            if (loops.isPresent() && loops.getAsInt() < 1) {
                throw new IllegalArgumentException("loops is 1 or more, or empty for ever: " + loops.getAsInt());
            }
        }

        /** Once, on the connection's own call, in turn with {@code event-lock}. */
        public static Execute of(String application, String argument, String eventUuid) {
            return new Execute(
                    Optional.empty(), application, argument, Optional.of(eventUuid), true, false, OptionalInt.of(1));
        }
    }

    /** {@code sendmsg}, {@code call-command: hangup}. */
    record HangUp(Optional<String> session, String cause) implements Command {
        public static HangUp of(String cause) {
            return new HangUp(Optional.empty(), cause);
        }
    }

    /** {@code sendmsg}, {@code call-command: nomedia}: take the switch out of the media path. */
    record NoMedia(Optional<String> session, String nomediaUuid) implements Command {}

    /** {@code sendmsg}, {@code call-command: unicast}: the call's audio to and from a socket. */
    record Unicast(
            Optional<String> session,
            String localIp,
            String localPort,
            String remoteIp,
            String remotePort,
            String transport,
            String flags)
            implements Command {}

    /** {@code sendmsg} with another {@code call-command}, or none. */
    record SendMessage(Optional<String> session, EventHeaders headers, String body) implements Command {}

    /** {@code sendevent NAME}, with the event's headers and body. */
    record SendEvent(Event event) implements Command {}

    /** {@code divert_events on|off}: also the call's private events (keys and speech that it reads itself). */
    record DivertEvents(boolean on) implements Command {}

    /** {@code getvar NAME}, on an outbound connection. */
    record GetVariable(String name) implements Command {}

    /** {@code log [LEVEL]}. */
    record Log(Optional<String> level) implements Command {}

    /** {@code nolog}. */
    record NoLog() implements Command {}

    /** {@code resume}: the dialplan goes on when this connection closes. */
    record Resume() implements Command {}

    /** {@code exit}. */
    record Exit() implements Command {}

    /** A command that is none of the above, or not written as it must be. */
    record Unknown(String line, EventHeaders headers, String body) implements Command {}
}
