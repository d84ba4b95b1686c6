package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * {@code deflect} SIP_URI: asks the caller's side to call elsewhere by REFER, and hangs up when it has. Before the
 * answer it is a 302.
 *
 * <p><em>Immutable.</em> {@code sip_refer_status_code} holds the outcome; a refusal leaves the call as it was.
 */
final class Deflect implements Application {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STATUS = "sip_refer_status_code";

    @Override
    public String name() {
        return "deflect";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        if (!channel.answered()) {
            Redirect.redirect(channel, argument);
            return;
        }
        channel.variables().remove(STATUS);
        channel.leg().ifPresent(leg -> leg.refer(argument.strip()));
        Wake wake = channel.await(
                PATIENCE, () -> status(channel).filter(code -> code >= 200).isPresent());
        int outcome = wake == Wake.DONE ? status(channel).orElse(408) : 408;
        channel.variables().set("current_application_response", String.valueOf(outcome));
        if (outcome < 300) {
            channel.hangUp(HangupCause.BLIND_TRANSFER);
        }
    }

    private static Optional<Integer> status(Channel channel) {
        return channel.variables().get(STATUS).flatMap(Words::number);
    }
}
