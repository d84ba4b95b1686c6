package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * {@code intercept} [-bleg] UUID: takes another channel, or the one that it is joined with, from whatever it does and joins
 * it; whoever was joined with it is hung up with PICKED_OFF. Both are answered. Where it does not let go or answer in
 * {@link #LETS_GO}, or the one that takes it has gone meanwhile, it is hung up. <em>Immutable.</em>
 *
 * <p>{@code intercept_unbridged_only} and {@code intercept_unanswered_only} leave alone what is bridged or answered.
 */
final class Intercept implements Application {
    private static final Duration LETS_GO = Duration.ofSeconds(2);
    private static final String OTHER_LEG = "-bleg";

    @Override
    public String name() {
        return "intercept";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        List<String> words = Words.split(argument, 3);
        Optional<Channel> wanted = wanted(channel, words)
                .filter(found -> found != channel && found.cause().isEmpty())
                .filter(found -> mayBeTaken(channel, found));
        if (wanted.isEmpty()) {
            channel.variables().set("current_application_response", "-ERR no such channel");
            return;
        }
        Channel taken = wanted.get();
        ChannelProgress.answer(channel);
        taken.onProgress(channel::nudge);
        taken.pickOff();
        // It has left its old work when it has taken the route, and a bridge when it has no partner.
        Wake free = channel.await(
                LETS_GO,
                () -> taken.cause().isPresent()
                        || (!taken.over() && taken.partner().isEmpty()));
        if (free != Wake.DONE) {
            giveUp(channel, taken);
            return;
        }
        var _ = taken.answer().thenRun(channel::nudge);
        Wake answered = channel.await(LETS_GO, () -> taken.cause().isPresent() || taken.answered());
        if (answered != Wake.DONE || taken.cause().isPresent()) {
            giveUp(channel, taken);
            return;
        }
        Joining.join(channel, taken);
    }

    /** It has been taken from its old work and nobody is there for it: it is let go rather than left waiting for ever. */
    private static void giveUp(Channel channel, Channel taken) {
        channel.variables().set("current_application_response", "-ERR not taken");
        taken.hangUp(channel.cause()
                .filter(cause -> cause != HangupCause.ORIGINATOR_CANCEL)
                .orElse(HangupCause.NORMAL_TEMPORARY_FAILURE));
    }

    private static Optional<Channel> wanted(Channel channel, List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        boolean otherLeg = words.getFirst().equalsIgnoreCase(OTHER_LEG) && words.size() > 1;
        Optional<Channel> named = channel.core().channels().find(words.get(otherLeg ? 1 : 0));
        return otherLeg ? named.flatMap(Channel::partner) : named;
    }

    private static boolean mayBeTaken(Channel channel, Channel wanted) {
        boolean bridged = channel.variables().isTrue("intercept_unbridged_only")
                && wanted.partner().isPresent();
        boolean answered = channel.variables().isTrue("intercept_unanswered_only") && wanted.answered();
        return !bridged && !answered;
    }
}
