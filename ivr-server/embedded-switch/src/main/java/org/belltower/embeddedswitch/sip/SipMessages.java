package org.belltower.embeddedswitch.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.CallIdHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.ExtensionHeader;
import javax.sip.header.Header;
import javax.sip.header.MaxForwardsHeader;
import javax.sip.header.ReasonHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Builds requests and responses and reads their headers, so that no other class touches the stack's factories.
 *
 * <p><em>Thread-safe.</em>
 */
final class SipMessages {
    static final List<String> METHODS =
            List.of("INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "INFO", "UPDATE", "NOTIFY");
    static final String SUPPORTED = "timer";

    private final HeaderFactoryImpl headers = new HeaderFactoryImpl();
    private final MessageFactoryImpl messages = new MessageFactoryImpl();
    private final AddressFactoryImpl addresses = new AddressFactoryImpl();
    private final SipSettings settings;

    SipMessages(SipSettings settings) {
        this.settings = settings;
    }

    /** A response to the request, with our tag on everything but 100. */
    Response response(int status, Request request, String localTag) throws ParseException {
        Response response = messages.createResponse(status, request);
        if (status > 100 && response.getHeader(ToHeader.NAME) instanceof ToHeader to && to.getTag() == null) {
            to.setTag(localTag);
        }
        response.setHeader(header("Server", settings.userAgent()));
        return response;
    }

    /** A request outside any dialog, or one that starts a dialog. */
    Request invite(OutgoingCall call, byte[] sdp, CallIdHeader callId, String localTag)
            throws ParseException, InvalidArgumentException {
        SipURI target = addresses.createSipURI(call.user().isEmpty() ? null : call.user(), call.host());
        target.setPort(call.port());
        if (!call.transport().equals("udp")) {
            target.setTransportParam(call.transport());
        }
        SipURI own =
                addresses.createSipURI(call.callerNumber().isEmpty() ? null : call.callerNumber(), settings.host());
        own.setPort(settings.port());
        Address from = addresses.createAddress(own);
        if (!call.callerName().isEmpty()) {
            from.setDisplayName(call.callerName());
        }
        ViaHeader via = headers.createViaHeader(settings.host(), settings.port(), call.transport(), null);
        via.setRPort();
        CSeqHeader sequence = headers.createCSeqHeader(1L, Request.INVITE);
        MaxForwardsHeader hops = headers.createMaxForwardsHeader(70);
        Request request = messages.createRequest(
                target,
                Request.INVITE,
                callId,
                sequence,
                headers.createFromHeader(from, localTag),
                headers.createToHeader(addresses.createAddress(target), null),
                new ArrayList<>(List.of(via)),
                hops);
        request.addHeader(contact(call.transport()));
        request.addHeader(header("User-Agent", settings.userAgent()));
        announce(request);
        for (var entry : call.headers().entrySet()) {
            request.setHeader(header(entry.getKey(), entry.getValue()));
        }
        describe(request, sdp);
        return request;
    }

    /** Adds what we can do. */
    void announce(Message message) throws ParseException {
        allow(message);
        message.setHeader(header("Supported", SUPPORTED));
    }

    /** The Allow header. */
    void allow(Message message) throws ParseException {
        list(message, "Allow", METHODS);
    }

    /** A header with several values; the stack wants one header object each. */
    void list(Message message, String name, List<String> values) throws ParseException {
        message.removeHeader(name);
        for (String value : values) {
            message.addHeader(header(name, value));
        }
    }

    /** Puts a session description into the body. */
    void describe(Message message, byte[] sdp) throws ParseException {
        message.setContent(sdp, headers.createContentTypeHeader("application", "sdp"));
    }

    void body(Message message, String type, String subtype, String text) throws ParseException {
        message.setContent(text, headers.createContentTypeHeader(type, subtype));
    }

    ContactHeader contact(String transport) throws ParseException {
        SipURI uri = addresses.createSipURI("belltower", settings.host());
        uri.setPort(settings.port());
        if (!transport.equalsIgnoreCase("udp")) {
            uri.setTransportParam(transport.toLowerCase(Locale.ROOT));
        }
        return headers.createContactHeader(addresses.createAddress(uri));
    }

    ContactHeader contactOf(String uri) throws ParseException {
        return headers.createContactHeader(addresses.createAddress(addresses.createURI(uri)));
    }

    Header referTo(String uri) throws ParseException {
        return headers.createReferToHeader(addresses.createAddress(addresses.createURI(uri)));
    }

    Header header(String name, String value) throws ParseException {
        return headers.createHeader(name, value);
    }

    /** {@code Reason: Q.850;cause=16;text="NORMAL_CLEARING"}. Spec: RFC 3326, RFC 6432. */
    Header reason(HangupCause cause) throws ParseException, InvalidArgumentException {
        return headers.createReasonHeader(cause.number() < 128 ? "Q.850" : "SIP", cause.number(), cause.name());
    }

    /** The Q.850 cause that a message gives, or the cause of its SIP status. */
    static Optional<HangupCause> reasonOf(Message message) {
        if (message.getHeader(ReasonHeader.NAME) instanceof ReasonHeader reason) {
            return reason.getProtocol().equalsIgnoreCase("Q.850")
                    ? HangupCause.of(reason.getCause())
                    : Optional.of(HangupCause.ofSipStatus(reason.getCause()));
        }
        return Optional.empty();
    }

    /** The session description, if the message has one. */
    static Optional<byte[]> sdpOf(Message message) {
        byte[] body = message.getRawContent();
        if (body == null || body.length == 0) {
            return Optional.empty();
        }
        return isType(message, "application", "sdp") ? Optional.of(body) : Optional.empty();
    }

    static boolean isType(Message message, String type, String subtype) {
        return message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader content
                && type.equalsIgnoreCase(content.getContentType())
                && subtype.equalsIgnoreCase(content.getContentSubType());
    }

    static boolean hasBody(Message message) {
        byte[] body = message.getRawContent();
        return body != null && body.length > 0;
    }

    /** The value of a header that the stack does not model, or of one that it does, without its name. */
    static Optional<String> value(Message message, String name) {
        Header header = message.getHeader(name);
        if (header == null) {
            return Optional.empty();
        }
        if (header instanceof ExtensionHeader extension) {
            return Optional.ofNullable(extension.getValue()).map(String::trim);
        }
        String text = header.toString().trim();
        int colon = text.indexOf(':');
        return Optional.of(colon < 0 ? text : text.substring(colon + 1).trim());
    }

    /** Every comma-separated token of all headers of this name, in lower case. */
    static List<String> tokens(Message message, String name) {
        List<String> tokens = new ArrayList<>();
        Iterator<?> all = message.getHeaders(name);
        while (all.hasNext()) {
            String text = String.valueOf(all.next()).trim();
            String values = text.substring(text.indexOf(':') + 1);
            Arrays.stream(values.split(",", -1))
                    .map(token -> token.trim().toLowerCase(Locale.ROOT))
                    .filter(token -> !token.isEmpty())
                    .forEach(tokens::add);
        }
        return tokens;
    }

    /** The user part of an address, empty where it has none. */
    static String userOf(URI uri) {
        if (uri instanceof SipURI sip) {
            return sip.getUser() == null ? "" : sip.getUser();
        }
        String text = uri.toString();
        return text.startsWith("tel:") ? text.substring(4).split(";", 2)[0] : "";
    }

    static String hostOf(URI uri) {
        return uri instanceof SipURI sip ? sip.getHost() : "";
    }

    static int portOf(URI uri) {
        return uri instanceof SipURI sip && sip.getPort() > 0 ? sip.getPort() : 5060;
    }
}
