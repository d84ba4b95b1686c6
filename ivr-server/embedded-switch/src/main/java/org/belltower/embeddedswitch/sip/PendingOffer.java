package org.belltower.embeddedswitch.sip;

import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a re-INVITE or UPDATE, given once. <em>Thread-safe.</em> */
final class PendingOffer implements Reoffer {
    private static final Logger LOG = LoggerFactory.getLogger(PendingOffer.class);

    private final SipAgent agent;
    private final ServerTransaction transaction;
    private final Request request;
    private final BiConsumer<Duration, String> refreshed;
    private final AtomicBoolean answered = new AtomicBoolean();

    PendingOffer(
            SipAgent agent, ServerTransaction transaction, Request request, BiConsumer<Duration, String> refreshed) {
        this.agent = agent;
        this.transaction = transaction;
        this.request = request;
        this.refreshed = refreshed;
    }

    @Override
    public void accept(byte[] sdp) {
        accept(Optional.of(sdp));
    }

    @Override
    public void accept() {
        accept(Optional.empty());
    }

    @Override
    public void refuse(int status) {
        if (answered.compareAndSet(false, true)) {
            agent.respond(transaction, request, status);
        }
    }

    private void accept(Optional<byte[]> sdp) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        Optional<SessionTimer.Terms> terms = SessionTimer.Terms.of(request);
        if (terms.isPresent()
                && terms.get().interval().compareTo(agent.settings().minimumSessionInterval()) < 0) {
            agent.refuseInterval(transaction, request);
            return;
        }
        try {
            SipMessages messages = agent.messages();
            Response ok = messages.response(Response.OK, request, "");
            ok.setHeader(messages.contact(agent.transportOf(request)));
            messages.announce(ok);
            if (terms.isPresent()) {
                String refresher = terms.get().refresher().orElse("uac");
                ok.setHeader(messages.header(
                        "Session-Expires", terms.get().interval().toSeconds() + ";refresher=" + refresher));
                refreshed.accept(terms.get().interval(), refresher);
            }
            if (sdp.isPresent()) {
                messages.describe(ok, sdp.get());
            }
            agent.send(transaction, ok);
        } catch (ParseException e) {
            LOG.warn("an offer could not be answered: {}", e.toString());
        }
    }
}
