package org.belltower.embeddedswitch.sip;

import gov.nist.javax.sip.DialogTimeoutEvent;
import gov.nist.javax.sip.SipListenerExt;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.Dialog;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the stack reports to the leg that it concerns.
 *
 * <p><em>Thread-safe.</em> Runs on the stack's threads, several at a time; it answers at protocol level and enqueues,
 * it never waits for a channel. Nothing that a stranger sends throws out of it.
 */
final class SipEvents implements SipListenerExt {
    private static final Logger LOG = LoggerFactory.getLogger(SipEvents.class);

    private final SipAgent agent;
    private final SipReceiver receiver;
    private final IncomingCalls incoming;

    SipEvents(SipAgent agent, SipReceiver receiver) {
        this.agent = agent;
        this.receiver = receiver;
        this.incoming = new IncomingCalls(agent);
    }

    @Override
    @SuppressWarnings("CatchingUnchecked") // The stack throws unchecked for some malformed headers; one stranger's
    // message must not end the thread that reads everybody's.
    public void processRequest(RequestEvent event) {
        Request request = event.getRequest();
        try {
            dispatch(
                    request, Optional.ofNullable(event.getServerTransaction()), Optional.ofNullable(event.getDialog()));
        } catch (ParseException | javax.sip.SipException e) {
            LOG.info("{} could not be handled: {}", request.getMethod(), e.toString());
            refuse(request);
        } catch (RuntimeException e) {
            // In one line, for a stranger may send many; where it comes from shows whether the fault is ours.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.warn(
                    "{} could not be handled: {} {}",
                    request.getMethod(),
                    e,
                    trace.length == 0 ? "" : "at " + trace[0]);
            LOG.debug("{} could not be handled", request.getMethod(), e);
            refuse(request);
        }
    }

    private void refuse(Request request) {
        if (!request.getMethod().equals(Request.ACK)) {
            agent.plain(Response.BAD_REQUEST, request).ifPresent(agent::sendStateless);
        }
    }

    private void dispatch(Request request, Optional<ServerTransaction> transaction, Optional<Dialog> dialog)
            throws ParseException, javax.sip.SipException {
        String method = request.getMethod();
        boolean inDialog = request.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() != null;
        Optional<SipLeg> leg = dialog.flatMap(SipEvents::legOf);
        switch (method) {
            case Request.ACK -> leg.ifPresent(found -> acknowledged(found, request));
            case Request.CANCEL -> cancel(request, transaction, leg);
            case Request.BYE -> bye(request, transaction, leg);
            case Request.INVITE -> {
                if (inDialog) {
                    within(request, transaction, leg);
                } else {
                    invite(request, transaction);
                }
            }
            default -> {
                if (inDialog) {
                    within(request, transaction, leg);
                } else {
                    outside(request);
                }
            }
        }
    }

    private void invite(Request request, Optional<ServerTransaction> known)
            throws ParseException, javax.sip.SipException {
        if (!(request.getHeader(ContactHeader.NAME) instanceof ContactHeader)) {
            agent.plain(Response.BAD_REQUEST, request).ifPresent(agent::sendStateless);
            return;
        }
        ServerTransaction transaction =
                known.isPresent() ? known.get() : agent.provider().getNewServerTransaction(request);
        if (incoming.refused(request, transaction)) {
            return;
        }
        agent.send(transaction, agent.messages().response(Response.TRYING, request, ""));
        IncomingCall call = incoming.read(request);
        InboundLeg leg = new InboundLeg(agent, transaction, request, call.callId(), SipAgent.newTag());
        Dialog dialog = transaction.getDialog();
        dialog.setApplicationData(leg);
        leg.use(dialog);
        leg.attach(receiver.incoming(call, leg));
    }

    private void cancel(Request request, Optional<ServerTransaction> transaction, Optional<SipLeg> leg) {
        transaction.ifPresent(found -> agent.respond(found, request, Response.OK));
        if (leg.isPresent() && leg.get() instanceof InboundLeg inbound) {
            inbound.cancelled(SipMessages.reasonOf(request));
        }
    }

    private void bye(Request request, Optional<ServerTransaction> transaction, Optional<SipLeg> leg) {
        transaction.ifPresent(found -> agent.respond(
                found, request, leg.isPresent() ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST));
        Optional<HangupCause> reason = SipMessages.reasonOf(request);
        leg.ifPresent(found -> {
            switch (found) {
                case InboundLeg inbound -> inbound.byeReceived(reason);
                case OutboundLeg outbound -> outbound.byeReceived(reason);
            }
        });
    }

    private void within(Request request, Optional<ServerTransaction> known, Optional<SipLeg> leg)
            throws javax.sip.SipException {
        if (leg.isEmpty()) {
            agent.plain(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, request).ifPresent(agent::sendStateless);
            return;
        }
        ServerTransaction transaction =
                known.isPresent() ? known.get() : agent.provider().getNewServerTransaction(request);
        dialogOf(leg.get()).request(transaction, request);
    }

    private void outside(Request request) throws ParseException {
        if (request.getMethod().equals(Request.OPTIONS)) {
            Response ok = agent.messages().response(Response.OK, request, SipAgent.newTag());
            agent.messages().announce(ok);
            ok.setHeader(agent.messages().header("Accept", "application/sdp"));
            ok.setHeader(agent.messages().contact(agent.transportOf(request)));
            agent.sendStateless(ok);
        } else if (request.getMethod().equals(Request.REGISTER)
                && agent.registrar().isOpen()) {
            agent.sendStateless(agent.registrar().answer(request));
        } else if (List.of(Request.INFO, Request.UPDATE, Request.NOTIFY).contains(request.getMethod())) {
            agent.plain(Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, request).ifPresent(agent::sendStateless);
        } else {
            agent.sendStateless(agent.methodRefusal(request));
        }
    }

    private static void acknowledged(SipLeg leg, Request ack) {
        switch (leg) {
            case InboundLeg inbound -> inbound.acknowledged(ack);
            case OutboundLeg outbound -> outbound.acknowledged(ack);
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        Response response = event.getResponse();
        if (!(response.getHeader(CSeqHeader.NAME) instanceof CSeqHeader sequence)) {
            return;
        }
        ClientTransaction transaction = event.getClientTransaction();
        Optional<Dialog> dialog = Optional.ofNullable(event.getDialog());
        if (transaction != null && transaction.getApplicationData() instanceof OutboundLeg leg) {
            leg.inviteResponse(response, dialog);
            return;
        }
        if (transaction == null) {
            return;
        }
        dialog.flatMap(SipEvents::legOf).ifPresent(leg -> dialogOf(leg).response(sequence.getMethod(), response));
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (event.isServerTransaction()) {
            return;
        }
        ClientTransaction transaction = event.getClientTransaction();
        if (transaction.getApplicationData() instanceof OutboundLeg leg) {
            leg.timedOut();
            return;
        }
        Request request = transaction.getRequest();
        Optional.ofNullable(transaction.getDialog())
                .flatMap(SipEvents::legOf)
                .ifPresent(leg -> agent.plain(Response.REQUEST_TIMEOUT, request)
                        .ifPresent(timeout -> dialogOf(leg).response(request.getMethod(), timeout)));
    }

    @Override
    public void processDialogTimeout(DialogTimeoutEvent event) {
        if (event.getReason() == DialogTimeoutEvent.Reason.AckNotReceived) {
            legOf(event.getDialog()).ifPresent(leg -> {
                if (leg instanceof InboundLeg inbound) {
                    inbound.notAcknowledged();
                }
            });
        }
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        legOf(event.getDialog()).ifPresent(leg -> {
            switch (leg) {
                case InboundLeg inbound -> inbound.dialogGone();
                case OutboundLeg outbound -> outbound.dialogGone();
            }
        });
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.debug("SIP to {}:{} by {} failed", event.getHost(), event.getPort(), event.getTransport());
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // Nothing of ours hangs on a transaction.
    }

    private static DialogLeg dialogOf(SipLeg leg) {
        return switch (leg) {
            case InboundLeg inbound -> inbound.within();
            case OutboundLeg outbound -> outbound.within();
        };
    }

    private static Optional<SipLeg> legOf(Dialog dialog) {
        return dialog.getApplicationData() instanceof SipLeg leg ? Optional.of(leg) : Optional.empty();
    }
}
