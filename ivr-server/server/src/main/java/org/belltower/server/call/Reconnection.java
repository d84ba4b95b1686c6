package org.belltower.server.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.server.CallRoute;
import org.belltower.telephony.Call;

/**
 * Gets a call back whose connection was lost. Stateless; runs on the call's thread.
 *
 * <p>The dialplan brings the call by itself. Where it does not, the switch is asked: a call that is over stays lost, one that is up is
 * sent back to a server, and where that fails too, to the fallback. All within five seconds, as long as the switch answers. A call of
 * which the switch cannot tell is given up, but it may come back later, and is adrift until then.
 */
final class Reconnection {
    private static final Duration BY_ITSELF = Duration.ofMillis(1_500);
    private static final Duration SENT_BACK = Duration.ofMillis(2_500);
    /** How often it is asked after a call whose caller talks to somebody else. */
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final SwitchLinks links;
    private final InstantSource clock;

    Reconnection(SwitchLinks links, InstantSource clock) {
        this.links = links;
        this.clock = clock;
    }

    /** The call by its new connection; empty where it is over, or has been sent to the fallback. */
    Optional<Call> of(CallsInProgress.Seat seat, CallPath path) {
        path.interrupted("the connection to the switch was lost", clock.instant());
        Optional<Call> back = seat.awaitBack(BY_ITSELF);
        if (back.isPresent()) {
            return back;
        }
        return switch (links.presence(seat.uuid())) {
            case OVER -> over(path, "the switch has no such call any more");
            case UNKNOWN -> {
                Optional<Call> late = seat.awaitBack(SENT_BACK);
                yield late.isPresent() ? late : adrift(seat, path, "the switch cannot be asked after the call");
            }
            case UP -> {
                boolean sent = links.send(seat.uuid(), CallRoute.AGAIN);
                Optional<Call> late = sent ? seat.awaitBack(SENT_BACK) : Optional.empty();
                if (late.isPresent()) {
                    yield late;
                }
                yield links.send(seat.uuid(), CallRoute.FALLBACK)
                        ? over(path, "the call did not come back and was sent to the fallback")
                        : adrift(
                                seat,
                                path,
                                "the call did not come back, and the switch would not send it to the fallback");
            }
        };
    }

    /** The same while the caller talks to somebody else, which is not cut short: the call comes back when they have ended. */
    Optional<Call> afterTalking(CallsInProgress.Seat seat, CallPath path) {
        path.interrupted("the connection to the switch was lost while the parties talk", clock.instant());
        while (!Thread.currentThread().isInterrupted()) {
            Optional<Call> back = seat.awaitBack(LOOK);
            if (back.isPresent()) {
                return back;
            }
            switch (links.presence(seat.uuid())) {
                case UP -> {}
                case OVER -> {
                    return over(path, "the switch has no such call any more");
                }
                case UNKNOWN -> {
                    return adrift(seat, path, "the switch cannot be asked after the call");
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Call> adrift(CallsInProgress.Seat seat, CallPath path, String why) {
        seat.setAdrift();
        return over(path, why);
    }

    private Optional<Call> over(CallPath path, String why) {
        path.onEvent("belltower.connection-lost", why, clock.instant());
        return Optional.empty();
    }
}
