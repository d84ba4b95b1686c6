package org.belltower.embeddedswitch.application;

import java.util.Arrays;
import java.util.List;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.InboundLeg;

/** {@code redirect} SIP_URI[,SIP_URI…]: sends an unanswered caller elsewhere with 302. <em>Immutable.</em> */
final class Redirect implements Application {
    @Override
    public String name() {
        return "redirect";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        redirect(channel, argument);
    }

    static void redirect(Channel channel, String argument) {
        List<String> targets = Arrays.stream(argument.split(",", -1))
                .map(String::strip)
                .filter(target -> !target.isEmpty())
                .toList();
        if (!targets.isEmpty() && !channel.answered() && channel.leg().orElse(null) instanceof InboundLeg leg) {
            leg.redirect(targets);
            channel.hangUp(HangupCause.REDIRECTION_TO_NEW_DESTINATION);
        }
    }
}
