package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.sip.SipSignal;

/** What comes into a channel's inbox. <em>Immutable.</em> */
public sealed interface ChannelMessage {

    /** From the SIP leg. */
    record FromLine(SipSignal signal) implements ChannelMessage {}

    /** A key; {@code source} is RTP, INFO, INBAND_AUDIO or APP, as in {@code DTMF-Source}. */
    record KeyPressed(char key, Duration length, String source) implements ChannelMessage {
        /** A key may be part of a secret, so it never shows. */
        @Override
        public String toString() {
            return "KeyPressed[•, " + length + ", " + source + "]";
        }
    }

    /** Answers the call now, whatever runs and whether or not it has the lock; {@code done} says whether it stands. */
    record Answer(CompletableFuture<Boolean> done) implements ChannelMessage {}

    /**
     * An application to run (FreeSWITCH's private event).
     *
     * @param lock {@code event-lock}: while it runs, no other is started inside it
     * @param loops how often, 1 or more; empty for ever
     * @param done completed when it has run, or never will
     */
    record Perform(
            String application,
            String argument,
            Optional<String> eventUuid,
            boolean lock,
            OptionalInt loops,
            CompletableFuture<Boolean> done)
            implements ChannelMessage {

        /** Once, with the lock and with nobody waiting. */
        public static Perform locked(String application, String argument) {
            return new Perform(
                    application, argument, Optional.empty(), true, OptionalInt.of(1), new CompletableFuture<>());
        }
    }
}
