package org.belltower.embeddedswitch.sip;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What both kinds of leg do within an established dialog: hang up, refresh, refer, keys, new offers.
 *
 * <p><em>Thread-safe.</em> A message that cannot be sent is logged. Then nobody answers it and no transaction times out:
 * without a BYE the leg has ended on our side only, without a refresh it ends when the session expires. Spec: RFC 3261
 * §12.2, §14, §15; RFC 4028; RFC 3515.
 */
final class DialogLeg {
    private static final Logger LOG = LoggerFactory.getLogger(DialogLeg.class);
    private static final int LONGEST_STATUS_LINE = 256;

    private final SipAgent agent;
    private final String callId;
    private final Consumer<SipSignal> sink;
    private final SessionTimer timer;
    private final boolean answerer;
    private final BooleanSupplier over;
    private volatile Optional<Dialog> dialog = Optional.empty();
    private volatile boolean peerUpdates;
    private volatile Duration interval;
    private volatile boolean weRefresh;

    /** {@code over} says whether the leg that this is part of has ended. */
    DialogLeg(SipAgent agent, String callId, boolean answerer, Consumer<SipSignal> sink, BooleanSupplier over) {
        this.agent = agent;
        this.callId = callId;
        this.answerer = answerer;
        this.over = over;
        this.sink = sink;
        this.timer = new SessionTimer(agent.timer(), sink);
        this.interval = agent.settings().sessionInterval();
    }

    void use(Dialog established, boolean updates) {
        dialog = Optional.of(established);
        peerUpdates = updates;
    }

    /** The session timer starts; {@code refresher} is {@code uac} or {@code uas} as in the header. */
    void startTimer(Duration length, String refresher) {
        interval = length;
        weRefresh = refresher.equals(answerer ? "uas" : "uac");
        timer.restart(length, weRefresh);
    }

    void stopTimer() {
        timer.stop();
    }

    void bye(HangupCause cause) {
        timer.stop();
        if (!send(Request.BYE, request -> request.setHeader(agent.messages().reason(cause)))) {
            // The stack would keep it for an answer that cannot come.
            dialog.ifPresent(Dialog::delete);
        }
    }

    /** Refreshes by UPDATE where the peer knows it, for that needs no new offer. Spec: RFC 4028 §7.4. */
    void refresh(byte[] sdp) {
        // In a new transaction the roles are ours: whoever sends the refresh is its uac.
        String terms = interval.toSeconds() + ";refresher=" + (weRefresh ? "uac" : "uas");
        boolean sent = send(peerUpdates ? Request.UPDATE : Request.INVITE, request -> {
            SipMessages messages = agent.messages();
            request.setHeader(messages.contact(agent.transportOf(request)));
            messages.announce(request);
            request.setHeader(messages.header("Session-Expires", terms));
            if (!peerUpdates) {
                messages.describe(request, sdp);
            }
        });
        if (!sent) {
            // It was due after the first half of the interval. Spec: RFC 4028 §10.
            timer.restart(interval.dividedBy(2), false);
        }
    }

    void refer(String target) {
        send(Request.REFER, request -> {
            SipMessages messages = agent.messages();
            request.setHeader(messages.referTo(target));
            request.setHeader(messages.contact(agent.transportOf(request)));
            request.setHeader(
                    messages.header("Referred-By", "<sip:" + agent.settings().host() + ">"));
        });
    }

    void info(char key, int milliseconds) {
        send(
                Request.INFO,
                request -> agent.messages()
                        .body(
                                request,
                                "application",
                                "dtmf-relay",
                                "Signal=" + key + "\r\nDuration=" + milliseconds + "\r\n"));
    }

    /** A request within the dialog other than ACK, BYE and CANCEL; 481 once the leg has ended. */
    void request(ServerTransaction transaction, Request request) {
        if (over.getAsBoolean()) {
            agent.respond(transaction, request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST);
            return;
        }
        switch (request.getMethod()) {
            case Request.INVITE -> offer(transaction, request);
            case Request.UPDATE -> {
                if (SipMessages.hasBody(request)) {
                    offer(transaction, request);
                } else {
                    new PendingOffer(agent, transaction, request, this::refreshed).accept();
                }
            }
            case Request.INFO -> {
                InfoKey.of(request)
                        .ifPresent(pressed -> sink.accept(new SipSignal.KeyByInfo(pressed.key(), pressed.length())));
                agent.respond(transaction, request, Response.OK);
            }
            case Request.NOTIFY -> {
                // Before the answer: what the peer says next must not overtake it.
                referProgress(request).ifPresent(sink);
                agent.respond(transaction, request, Response.OK);
            }
            case Request.OPTIONS -> agent.respond(transaction, request, Response.OK);
            default -> agent.refuseMethod(transaction, request);
        }
    }

    private void offer(ServerTransaction transaction, Request request) {
        Optional<byte[]> sdp = SipMessages.sdpOf(request);
        if (sdp.isEmpty() && SipMessages.hasBody(request)) {
            agent.respond(transaction, request, Response.UNSUPPORTED_MEDIA_TYPE);
            return;
        }
        sink.accept(new SipSignal.Reoffered(sdp, new PendingOffer(agent, transaction, request, this::refreshed)));
    }

    private void refreshed(Duration length, String refresher) {
        interval = length;
        weRefresh = refresher.equals("uas");
        timer.restart(length, weRefresh);
    }

    /** A response to a request of ours within the dialog. */
    void response(String method, Response response) {
        int status = response.getStatusCode();
        if (status < 200) {
            return;
        }
        switch (method) {
            case Request.INVITE, Request.UPDATE -> refreshAnswered(method, response, status);
            case Request.REFER -> sink.accept(new SipSignal.ReferAnswered(status));
            default -> LOG.debug("{}: {} answered {}", callId, method, status);
        }
    }

    private void refreshAnswered(String method, Response response, int status) {
        if (status < 300) {
            if (method.equals(Request.INVITE)) {
                acknowledge(response);
            }
            SessionTimer.Terms terms = SessionTimer.Terms.of(response)
                    .orElseGet(() -> new SessionTimer.Terms(interval, Optional.of("uac")));
            interval = terms.interval();
            weRefresh = !terms.refresher().equals(Optional.of("uas"));
            timer.restart(interval, weRefresh);
        } else if (status == Response.REQUEST_PENDING) {
            // RFC 3261 §14.1: the owner of the Call-ID waits longer.
            long wait = answerer
                    ? ThreadLocalRandom.current().nextLong(0, 2000)
                    : ThreadLocalRandom.current().nextLong(2100, 4000);
            timer.retryAfter(Duration.ofMillis(wait));
        } else if (status == SessionTimer.INTERVAL_TOO_SMALL && longerInterval(response)) {
            timer.retryAfter(Duration.ZERO);
        } else if (status == Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST || status == Response.REQUEST_TIMEOUT) {
            sink.accept(new SipSignal.SessionExpired());
        } else {
            LOG.debug("{}: refresh answered {}", callId, status);
            timer.restart(interval, true);
        }
    }

    /** Takes the peer's shortest interval; false where that is no longer than ours. Spec: RFC 4028 §7.4. */
    private boolean longerInterval(Response response) {
        Optional<Duration> least = SessionTimer.longerThan(interval, response);
        least.ifPresent(longer -> interval = longer);
        return least.isPresent();
    }

    /** Acknowledges a 2xx to an INVITE of ours. */
    void acknowledge(Response response) {
        Optional<Dialog> known = dialog;
        if (known.isPresent() && response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader sequence) {
            try {
                known.get().sendAck(known.get().createAck(sequence.getSeqNumber()));
            } catch (javax.sip.SipException | InvalidArgumentException e) {
                LOG.warn("{}: ACK could not be sent: {}", callId, e.toString());
            }
        }
    }

    /** The status line in the body of a NOTIFY. Spec: RFC 3515 §2.4.5. */
    private static Optional<SipSignal> referProgress(Request notify) {
        byte[] body = notify.getRawContent();
        if (body == null || !SipMessages.isType(notify, "message", "sipfrag")) {
            return Optional.empty();
        }
        String line = new String(body, 0, Math.min(body.length, LONGEST_STATUS_LINE), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
        String[] words = line.split("\\s+", 3);
        return words.length >= 2 && words[0].equals("SIP/2.0") && words[1].matches("[1-6][0-9][0-9]")
                ? Optional.of(new SipSignal.ReferProgress(Integer.parseInt(words[1]), line))
                : Optional.empty();
    }

    /** Whether it is on its way. */
    private boolean send(String method, RequestEdit edit) {
        Optional<Dialog> known = dialog;
        if (known.isEmpty()) {
            LOG.warn("{}: no dialog for {}", callId, method);
            return false;
        }
        try {
            Request request = known.get().createRequest(method);
            request.setHeader(
                    agent.messages().header("User-Agent", agent.settings().userAgent()));
            edit.apply(request);
            ClientTransaction transaction = agent.provider().getNewClientTransaction(request);
            known.get().sendRequest(transaction);
            return true;
        } catch (javax.sip.SipException | java.text.ParseException | InvalidArgumentException e) {
            LOG.warn("{}: {} could not be sent: {}", callId, method, e.toString());
            return false;
        }
    }

    /** Fills a request of ours. */
    @FunctionalInterface
    private interface RequestEdit {
        void apply(Request request) throws java.text.ParseException, InvalidArgumentException;
    }
}
