package org.belltower.embeddedswitch.sip;

import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call that we make.
 *
 * <p><em>Thread-safe.</em> Spec: RFC 3261 §13.2, §9.1 (a CANCEL waits for the first provisional response).
 */
public final class OutboundLeg implements SipLeg {
    private static final Logger LOG = LoggerFactory.getLogger(OutboundLeg.class);

    private enum Stage {
        CALLING,
        PROCEEDING,
        CONFIRMED,
        ENDED
    }

    private final SipAgent agent;
    private final OutgoingCall call;
    private final byte[] sdp;
    private final CallIdHeader callId;
    private final String localTag;
    private final Consumer<SipSignal> sink;
    private final DialogLeg within;
    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.CALLING);
    private volatile Optional<ClientTransaction> invite = Optional.empty();
    private volatile Optional<HangupCause> cancelWhenRinging = Optional.empty();
    private volatile Duration interval;
    private final AtomicLong sequence = new AtomicLong(1);

    OutboundLeg(
            SipAgent agent,
            OutgoingCall call,
            byte[] sdp,
            CallIdHeader callId,
            String localTag,
            Consumer<SipSignal> sink) {
        this.sdp = sdp.clone();
        this.agent = agent;
        this.call = call;
        this.callId = callId;
        this.localTag = localTag;
        this.sink = sink;
        this.within = new DialogLeg(agent, callId.getCallId(), false, sink, () -> stage.get() == Stage.ENDED);
        this.interval = agent.settings().sessionInterval();
    }

    void start() {
        try {
            Request request = agent.messages().invite(call, sdp, callId, localTag);
            if (request.getHeader(CSeqHeader.NAME) instanceof CSeqHeader header) {
                header.setSeqNumber(sequence.get());
            }
            request.setHeader(agent.messages().header("Session-Expires", String.valueOf(interval.toSeconds())));
            request.setHeader(agent.messages()
                    .header(
                            "Min-SE",
                            String.valueOf(
                                    agent.settings().minimumSessionInterval().toSeconds())));
            ClientTransaction transaction = agent.provider().getNewClientTransaction(request);
            transaction.setApplicationData(this);
            invite = Optional.of(transaction);
            transaction.sendRequest();
            Dialog dialog = transaction.getDialog();
            if (dialog != null) {
                dialog.setApplicationData(this);
            }
        } catch (javax.sip.SipException | ParseException | InvalidArgumentException e) {
            LOG.info("{}: INVITE to {}:{} could not be sent: {}", callId(), call.host(), call.port(), e.toString());
            refused(Response.SERVICE_UNAVAILABLE, "Unreachable", Optional.of(HangupCause.NETWORK_OUT_OF_ORDER));
        }
    }

    @Override
    public String callId() {
        return callId.getCallId();
    }

    @Override
    public void hangUp(HangupCause cause) {
        cancelWhenRinging = Optional.of(cause);
        switch (stage.getAndSet(Stage.ENDED)) {
            case PROCEEDING -> cancel();
            case CONFIRMED -> within.bye(cause);
            case CALLING, ENDED -> within.stopTimer();
        }
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

    /** A response to the INVITE that started this leg. */
    void inviteResponse(Response response, Optional<Dialog> dialog) {
        int status = response.getStatusCode();
        if (status < 200) {
            provisional(response, status);
        } else if (status < 300) {
            answered(response, dialog);
        } else if (status == SessionTimer.INTERVAL_TOO_SMALL
                && stage.get() != Stage.ENDED
                && longerInterval(response)) {
            sequence.incrementAndGet();
            start();
        } else {
            refused(status, response.getReasonPhrase(), SipMessages.reasonOf(response), contacts(response));
        }
    }

    private void provisional(Response response, int status) {
        if (!stage.compareAndSet(Stage.CALLING, Stage.PROCEEDING) && stage.get() == Stage.ENDED) {
            if (cancelWhenRinging.isPresent()) {
                cancel();
            }
            return;
        }
        if (status > 100) {
            sink.accept(new SipSignal.Progress(status, SipMessages.sdpOf(response)));
        }
    }

    private void answered(Response response, Optional<Dialog> dialog) {
        dialog.ifPresent(established -> {
            established.setApplicationData(this);
            within.use(established, SipMessages.tokens(response, "Allow").contains("update"));
        });
        within.acknowledge(response);
        Stage before = stage.get();
        boolean first =
                before != Stage.CONFIRMED && before != Stage.ENDED && stage.compareAndSet(before, Stage.CONFIRMED);
        if (first) {
            SessionTimer.Terms.of(response)
                    .ifPresent(terms -> within.startTimer(
                            terms.interval(), terms.refresher().orElse("uac")));
            sink.accept(new SipSignal.Answered(SipMessages.sdpOf(response)));
        } else if (stage.get() == Stage.ENDED) {
            // The answer crossed our CANCEL.
            within.bye(cancelWhenRinging.orElse(HangupCause.NORMAL_CLEARING));
        }
    }

    private boolean longerInterval(Response response) {
        Optional<Duration> least = SessionTimer.longerThan(interval, response);
        least.ifPresent(longer -> interval = longer);
        return least.isPresent();
    }

    private static List<String> contacts(Response response) {
        List<String> contacts = new ArrayList<>();
        Iterator<?> all = response.getHeaders(ContactHeader.NAME);
        while (all.hasNext()) {
            if (all.next() instanceof ContactHeader contact && contact.getAddress() != null) {
                contacts.add(contact.getAddress().getURI().toString());
            }
        }
        return contacts;
    }

    void timedOut() {
        refused(Response.REQUEST_TIMEOUT, "Request Timeout", Optional.empty());
    }

    private void refused(int status, String phrase, Optional<HangupCause> reason) {
        refused(status, phrase, reason, List.of());
    }

    private void refused(int status, String phrase, Optional<HangupCause> reason, List<String> contacts) {
        within.stopTimer();
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            sink.accept(new SipSignal.Refused(status, phrase == null ? "" : phrase, reason, contacts));
        }
    }

    private void cancel() {
        within.stopTimer();
        invite.ifPresent(transaction -> {
            try {
                Request cancel = transaction.createCancel();
                cancelWhenRinging.ifPresent(cause -> agent.addReason(cancel, cause));
                agent.provider().getNewClientTransaction(cancel).sendRequest();
            } catch (javax.sip.SipException e) {
                LOG.debug("{}: CANCEL could not be sent: {}", callId(), e.toString());
            }
        });
    }

    void byeReceived(Optional<HangupCause> reason) {
        within.stopTimer();
        if (stage.getAndSet(Stage.ENDED) != Stage.ENDED) {
            sink.accept(new SipSignal.HungUp(reason));
        }
    }

    /** The stack has dropped the dialog. */
    void dialogGone() {
        within.stopTimer();
        if (stage.compareAndSet(Stage.CONFIRMED, Stage.ENDED)) {
            sink.accept(new SipSignal.HungUp(Optional.of(HangupCause.NORMAL_TEMPORARY_FAILURE)));
        }
    }

    DialogLeg within() {
        return within;
    }

    void acknowledged(Request ack) {
        sink.accept(new SipSignal.Acknowledged(SipMessages.sdpOf(ack)));
    }
}
