package org.belltower.embeddedswitch.application;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.embeddedswitch.media.Background;
import org.belltower.embeddedswitch.media.MediaEngine;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * Two channels that hear each other. The thread of the one that bridges looks after both; the other serves its own call.
 *
 * <p><em>Confined to the bridging call's thread.</em> When one hangs up the other is let go or hung up, always.
 */
final class Joining {
    private Joining() {}

    /** Bridges until either hangs up or the bridge is broken off. */
    static void join(Channel one, Channel other) {
        if (one.stream().isEmpty() || other.stream().isEmpty()) {
            other.hangUp(HangupCause.DESTINATION_OUT_OF_ORDER);
            return;
        }
        one.bridgedWith(other);
        other.bridgedWith(one);
        // Kept, for the other may have left and be busy elsewhere by the time we look.
        AtomicBoolean left = new AtomicBoolean();
        Runnable leaves = () -> {
            left.set(true);
            one.nudge();
        };
        var _ = other.ended().thenRun(leaves);
        other.onEnding(leaves);
        MediaEngine.bridge(one.stream().get(), other.stream().get());
        one.exchanging(true);
        one.fire(
                "CHANNEL_BRIDGE",
                headers -> headers.add("Bridge-A-Unique-ID", one.uuid()).add("Bridge-B-Unique-ID", other.uuid()));
        one.variables().set("originate_disposition", "SUCCESS");
        Wake wake = Wake.BROKEN;
        while (wake == Wake.BROKEN) {
            wake = one.await(Channel.FOREVER, () -> {
                one.keypad().flush();
                return left.get();
            });
        }
        one.stream().get().background(new Background.Nothing());
        other.stream().get().background(new Background.Nothing());
        one.variables()
                .set(
                        "bridge_hangup_cause",
                        other.cause().or(one::cause).map(HangupCause::name).orElse("NORMAL_CLEARING"));
        one.fire(
                "CHANNEL_UNBRIDGE",
                headers -> headers.add("Bridge-A-Unique-ID", one.uuid()).add("Bridge-B-Unique-ID", other.uuid()));
        // Read first: whoever picks one off waits for it to be unbridged, and joins it anew at once.
        boolean onePicked = one.isPicked();
        boolean otherPicked = other.isPicked();
        one.unbridged();
        other.unbridged();
        if (onePicked) {
            other.hangUp(HangupCause.PICKED_OFF);
        } else if (otherPicked) {
            one.hangUp(HangupCause.PICKED_OFF);
        } else if (wake == Wake.DONE) {
            if (other.cause().isPresent() && one.variables().isTrue("hangup_after_bridge")) {
                one.hangUp(other.cause().get());
            }
        } else {
            other.hangUp(one.cause()
                    .filter(cause -> cause != HangupCause.ORIGINATOR_CANCEL)
                    .orElse(HangupCause.NORMAL_CLEARING));
        }
        one.exchanging(false);
    }

    /** While the other side rings: its early audio if it has any, else our ringback if one is set. */
    static void ringing(Channel caller, Optional<Channel> early) {
        caller.stream()
                .ifPresent(stream -> early.flatMap(Channel::stream)
                        .ifPresent(audio -> stream.background(new Background.Bridged(audio))));
    }
}
