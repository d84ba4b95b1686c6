package org.belltower.embeddedswitch.sip;

import gov.nist.javax.sip.message.SIPRequest;
import java.net.InetAddress;
import java.text.ParseException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import javax.sip.ServerTransaction;
import javax.sip.address.URI;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ExtensionHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Reads an INVITE, and refuses the ones that the protocol says to refuse before anybody asks which number was dialled.
 *
 * <p><em>Thread-safe.</em> Spec: RFC 3261 §8.2.2.3 (420), §8.2.3 (415); RFC 4028 §9 (422).
 */
final class IncomingCalls {
    private static final int MOST_HEADERS = 64;
    /** Characters; beyond them a header of the network is left out, for a part of it would be a wrong one. */
    private static final int LONGEST_NETWORK_HEADER = 2048;

    /** What the network says of a call: how it was diverted and what came with it. Spec: RFC 5806; RFC 7433. */
    private static final List<String> NETWORK_HEADERS = List.of("Diversion", "User-to-User");

    private final SipAgent agent;

    IncomingCalls(SipAgent agent) {
        this.agent = agent;
    }

    /** Whether the INVITE has been refused. */
    boolean refused(Request request, ServerTransaction transaction) throws ParseException {
        List<String> unknown = SipMessages.tokens(request, "Require").stream()
                .filter(option -> !option.equals("timer"))
                .toList();
        if (!unknown.isEmpty()) {
            Response response = agent.messages().response(Response.BAD_EXTENSION, request, SipAgent.newTag());
            agent.messages().list(response, "Unsupported", unknown);
            agent.send(transaction, response);
            return true;
        }
        if (SipMessages.hasBody(request) && SipMessages.sdpOf(request).isEmpty()) {
            Response response = agent.messages().response(Response.UNSUPPORTED_MEDIA_TYPE, request, SipAgent.newTag());
            response.setHeader(agent.messages().header("Accept", "application/sdp"));
            agent.send(transaction, response);
            return true;
        }
        Optional<SessionTimer.Terms> terms = SessionTimer.Terms.of(request);
        if (terms.isPresent()
                && terms.get().interval().compareTo(agent.settings().minimumSessionInterval()) < 0) {
            agent.refuseInterval(transaction, request);
            return true;
        }
        return false;
    }

    IncomingCall read(Request request) {
        FromHeader from = (FromHeader) request.getHeader(FromHeader.NAME);
        ToHeader to = (ToHeader) request.getHeader(ToHeader.NAME);
        ContactHeader contact = (ContactHeader) request.getHeader(ContactHeader.NAME);
        CallIdHeader callId = (CallIdHeader) request.getHeader(CallIdHeader.NAME);
        URI fromUri = from.getAddress().getURI();
        URI toUri = to.getAddress().getURI();
        URI target = request.getRequestURI();
        URI contactUri =
                contact.getAddress() == null ? fromUri : contact.getAddress().getURI();
        String display = from.getAddress().getDisplayName();
        Optional<InetAddress> sender = request instanceof SIPRequest received
                ? Optional.ofNullable(received.getRemoteAddress())
                : Optional.empty();
        int senderPort = request instanceof SIPRequest received ? received.getRemotePort() : 0;
        return new IncomingCall(
                callId.getCallId(),
                agent.transportOf(request).toLowerCase(Locale.ROOT),
                sender.map(InetAddress::getHostAddress).orElse(""),
                senderPort,
                SipMessages.userOf(fromUri),
                SipMessages.hostOf(fromUri),
                display == null ? "" : display.replace("\"", ""),
                SipMessages.userOf(toUri),
                SipMessages.hostOf(toUri),
                SipMessages.userOf(target),
                SipMessages.hostOf(target),
                SipMessages.portOf(target),
                SipMessages.userOf(contactUri),
                SipMessages.hostOf(contactUri),
                SipMessages.portOf(contactUri),
                SipMessages.value(request, "User-Agent").orElse(""),
                extensions(request),
                SipMessages.sdpOf(request));
    }

    private static Map<String, String> extensions(Request request) {
        Map<String, String> found = new LinkedHashMap<>();
        Iterator<?> names = request.getHeaderNames();
        while (names.hasNext() && found.size() < MOST_HEADERS) {
            String name = String.valueOf(names.next());
            if (name.regionMatches(true, 0, "X-", 0, 2)
                    && request.getHeader(name) instanceof ExtensionHeader extension
                    && extension.getValue() != null) {
                found.putIfAbsent(name, extension.getValue().trim());
            }
        }
        for (String name : NETWORK_HEADERS) {
            String all = all(request, name);
            if (!all.isEmpty() && all.length() <= LONGEST_NETWORK_HEADER) {
                found.put(name, all);
            }
        }
        return found;
    }

    /** All headers of a name as one. Spec: RFC 3261 §7.3.1. */
    private static String all(Request request, String name) {
        StringJoiner values = new StringJoiner(", ");
        Iterator<?> headers = request.getHeaders(name);
        while (headers.hasNext()) {
            if (headers.next() instanceof ExtensionHeader extension && extension.getValue() != null) {
                values.add(extension.getValue().trim());
            }
        }
        return values.toString();
    }
}
