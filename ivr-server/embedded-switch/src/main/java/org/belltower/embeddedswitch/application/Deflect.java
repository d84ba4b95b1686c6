package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * {@code deflect} SIP_URI: asks the caller's side to call elsewhere by REFER, waits at most ten seconds for word of it, and
 * hangs up with BLIND_TRANSFER, whatever came of it.
 *
 * <p><em>Immutable.</em> {@code sip_refer_status_code} is the answer to the REFER, {@code sip_refer_target_status_code} and
 * {@code sip_refer_reply} are what the last NOTIFY said. With {@code sip_refer_continue_after_reply} it neither waits nor
 * hangs up. Deviates: an unanswered call is redirected by 302, because no REFER can be sent then; a refused REFER is not
 * waited for, because no NOTIFY follows. Spec: RFC 3515; FreeSWITCH mod_sofia.
 */
final class Deflect implements Application {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A NOTIFY may overtake the answer to the REFER. Spec: RFC 3515 §2.4.4. */
    private static final Duration OVERTAKEN = Duration.ofSeconds(1);

    private static final String ANSWER = "sip_refer_status_code";
    private static final String OUTCOME = "sip_refer_target_status_code";

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
        channel.variables().remove(ANSWER);
        channel.variables().remove(OUTCOME);
        channel.variables().remove("sip_refer_reply");
        channel.leg().ifPresent(leg -> leg.refer(argument.strip()));
        if (channel.variables().isTrue("sip_refer_continue_after_reply")) {
            return;
        }
        channel.await(
                PATIENCE,
                () -> channel.variables().get(OUTCOME).isPresent()
                        || status(channel).filter(code -> code >= 300).isPresent());
        if (channel.variables().get(OUTCOME).isPresent()) {
            channel.await(OVERTAKEN, () -> status(channel).isPresent());
        }
        channel.variables()
                .set(
                        "current_application_response",
                        channel.variables().get("sip_refer_reply").orElse("no reply"));
        channel.hangUp(HangupCause.BLIND_TRANSFER);
    }

    private static Optional<Integer> status(Channel channel) {
        return channel.variables().get(ANSWER).flatMap(Words::number);
    }
}
