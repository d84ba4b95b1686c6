package org.belltower.embeddedswitch.sip;

import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that came to us: ring, answer, refuse or redirect it, later hang up.
 *
 * <p><em>Thread-safe.</em> Spec: RFC 3261 §13.3, §15.1.2; RFC 4028 §9.
 */
public final class InboundLeg implements SipLeg {
    private static final Logger LOG = LoggerFactory.getLogger(InboundLeg.class);

    private enum Stage {
        OFFERED,
        ANSWERED,
        CONFIRMED,
        ENDED
    }

    private final SipAgent agent;
    private final ServerTransaction invite;
    private final Request request;
    private final String callId;
    private final String localTag;
    private final SignalSink sink = new SignalSink();
    private final DialogLeg within;
    private final Optional<SessionTimer.Terms> asked;
    private final boolean peerHasTimer;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OFFERED);
    private final CompletableFuture<Boolean> acknowledgement = new CompletableFuture<>();
    private volatile Optional<HangupCause> byeWhenAcknowledged = Optional.empty();

    InboundLeg(SipAgent agent, ServerTransaction invite, Request request, String callId, String localTag) {
        this.agent = agent;
        this.invite = invite;
        this.request = request;
        this.callId = callId;
        this.localTag = localTag;
        this.within = new DialogLeg(agent, callId, true, sink, () -> stage.get() == Stage.ENDED);
        this.asked = SessionTimer.Terms.of(request);
        this.peerHasTimer = SipMessages.tokens(request, "Supported").contains("timer");
    }

    void attach(java.util.function.Consumer<SipSignal> receiver) {
        sink.attach(receiver);
    }

    void use(Dialog dialog) {
        within.use(dialog, SipMessages.tokens(request, "Allow").contains("update"));
    }

    @Override
    public String callId() {
        return callId;
    }

    /** 180, or 183 with early media. Does nothing once the call is answered or over. */
    public void ring(Optional<byte[]> sdp) {
        if (stage.get() == Stage.OFFERED) {
            int status = sdp.isPresent() ? Response.SESSION_PROGRESS : Response.RINGING;
            respond(status, response -> {
                response.setHeader(agent.messages().contact(agent.transportOf(request)));
                if (sdp.isPresent()) {
                    agent.messages().describe(response, sdp.get());
                }
            });
        }
    }

    /**
     * 200 with the answer, or with our offer when the caller made none.
     *
     * @return false if the call was over already, or the response cannot be built
     */
    public boolean answer(byte[] sdp) {
        if (!stage.compareAndSet(Stage.OFFERED, Stage.ANSWERED)) {
            return false;
        }
        Duration interval =
                asked.map(SessionTimer.Terms::interval).orElse(agent.settings().sessionInterval());
        // Without the peer's support only we can refresh, and we do: it shows when the peer has died.
        String refresher =
                asked.flatMap(SessionTimer.Terms::refresher).orElse(asked.isPresent() && peerHasTimer ? "uac" : "uas");
        boolean sent = respond(Response.OK, response -> {
            SipMessages messages = agent.messages();
            response.setHeader(messages.contact(agent.transportOf(request)));
            messages.announce(response);
            response.setHeader(messages.header("Session-Expires", interval.toSeconds() + ";refresher=" + refresher));
            if (refresher.equals("uac")) {
                response.setHeader(messages.header("Require", "timer"));
            }
            messages.describe(response, sdp);
            within.startTimer(interval, refresher);
        });
        if (sent) {
            agent.awaitAcknowledgement(this);
        } else {
            stage.compareAndSet(Stage.ANSWERED, Stage.OFFERED);
        }
        return sent;
    }

    @Override
    public void hangUp(HangupCause cause) {
        end(cause, cause.sipStatus(), List.of());
    }

    /** Ends an unanswered call with this status instead of the cause's own. */
    public void refuse(int status, HangupCause cause) {
        end(cause, status, List.of());
    }

    /** 302 to other addresses (SIP URIs). An answered call is hung up. */
    public void redirect(List<String> contacts) {
        end(HangupCause.REDIRECTION_TO_NEW_DESTINATION, Response.MOVED_TEMPORARILY, contacts);
    }

    @Override
    public void refresh(byte[] sdp) {
        within.refresh(sdp);
    }

    @Override
    public void refer(String target) {
        within.refer(target);
    }

    @Override
    public void sendKey(char key, int milliseconds) {
        within.info(key, milliseconds);
    }

    private void end(HangupCause cause, int status, List<String> contacts) {
        // Set first: an ACK that overtakes us must find it. Spec: RFC 3261 §15, no BYE before the ACK.
        byeWhenAcknowledged = Optional.of(cause);
        switch (stage.getAndSet(Stage.ENDED)) {
            case OFFERED -> {
                within.stopTimer();
                respond(status, response -> {
                    response.setHeader(agent.messages().reason(cause));
                    for (String contact : contacts) {
                        response.addHeader(agent.messages().contactOf(contact));
                    }
                });
            }
            case ANSWERED -> within.stopTimer();
            case CONFIRMED -> within.bye(cause);
            case ENDED -> {}
        }
    }

    void cancelled(Optional<HangupCause> reason) {
        if (stage.compareAndSet(Stage.OFFERED, Stage.ENDED)) {
            within.stopTimer();
            respond(Response.REQUEST_TERMINATED, response -> {});
            sink.accept(new SipSignal.Cancelled(reason));
        }
    }

    /** Completed when the ACK has come, or nothing waits for it any more. */
    CompletableFuture<Boolean> acknowledgement() {
        return acknowledgement;
    }

    void acknowledged(Request ack) {
        if (stage.compareAndSet(Stage.ANSWERED, Stage.CONFIRMED) || stage.get() == Stage.CONFIRMED) {
            sink.accept(new SipSignal.Acknowledged(SipMessages.sdpOf(ack)));
        } else {
            Optional<HangupCause> cause = byeWhenAcknowledged;
            byeWhenAcknowledged = Optional.empty();
            cause.ifPresent(within::bye);
        }
        acknowledgement.complete(true);
    }

    void notAcknowledged() {
        Optional<HangupCause> cause = byeWhenAcknowledged;
        if (stage.compareAndSet(Stage.ANSWERED, Stage.ENDED)) {
            within.bye(HangupCause.RECOVERY_ON_TIMER_EXPIRE);
            sink.accept(new SipSignal.NotAcknowledged());
        } else if (stage.get() == Stage.ENDED) {
            byeWhenAcknowledged = Optional.empty();
            cause.ifPresent(within::bye);
        }
        acknowledgement.complete(false);
    }

    void byeReceived(Optional<HangupCause> reason) {
        byeWhenAcknowledged = Optional.empty();
        within.stopTimer();
        acknowledgement.complete(false);
        Stage before = stage.getAndSet(Stage.ENDED);
        if (before == Stage.OFFERED) {
            respond(Response.REQUEST_TERMINATED, response -> {});
        }
        if (before != Stage.ENDED) {
            sink.accept(new SipSignal.HungUp(reason));
        }
    }

    /** The stack has dropped the dialog. */
    void dialogGone() {
        within.stopTimer();
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            sink.accept(new SipSignal.HungUp(Optional.of(HangupCause.NORMAL_TEMPORARY_FAILURE)));
        }
    }

    DialogLeg within() {
        return within;
    }

    private boolean respond(int status, ResponseEdit edit) {
        try {
            Response response = agent.messages().response(status, request, localTag);
            edit.apply(response);
            agent.send(invite, response);
            return true;
        } catch (ParseException | InvalidArgumentException e) {
            LOG.warn("{}: {} could not be sent: {}", callId, status, e.toString());
            return false;
        }
    }

    /** Fills a response of ours. */
    @FunctionalInterface
    private interface ResponseEdit {
        void apply(Response response) throws ParseException, InvalidArgumentException;
    }
}
