package org.belltower.embeddedswitch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A telephone written on raw sockets, so that it shares no mistake with the stack under test. Calls and answers one call.
 *
 * <p><em>Confined to the test's thread.</em>
 */
final class SipPhone implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SipWire wire;
    private String callId = UUID.randomUUID().toString();
    private final String localTag = UUID.randomUUID().toString().substring(0, 8);
    private final Deque<String> unread = new ArrayDeque<>();
    private String remoteTag = "";
    private String target;
    private String from = "<sip:13800138000@127.0.0.1>";
    private String to;
    private Optional<String> contact = Optional.empty();
    private String invite = "";
    private String inviteVia = "";
    private int sequence = 1;

    private SipPhone(SipWire wire, InetSocketAddress switchAddress) {
        this.wire = wire;
        this.target = "sip:127.0.0.1:" + switchAddress.getPort();
        this.to = "<" + target + ">";
    }

    static SipPhone udp(EmbeddedSwitch target) {
        return new SipPhone(SipWire.udp(target.sipAddress()), target.sipAddress());
    }

    static SipPhone tcp(EmbeddedSwitch target) {
        return new SipPhone(SipWire.tcp(target.sipAddress()), target.sipAddress());
    }

    /** A telephone that only takes calls by TCP. */
    static SipPhone tcpListening(EmbeddedSwitch target) {
        return new SipPhone(SipWire.tcpListener(), target.sipAddress());
    }

    int port() {
        return wire.localPort();
    }

    SipWire wire() {
        return wire;
    }

    /** A G.711 and telephone-event offer with media at this port. */
    static String sdp(int rtpPort, String... attributes) {
        return sdp(rtpPort, "8 0 101", attributes);
    }

    static String sdp(int rtpPort, String formats, String[] attributes) {
        StringBuilder text =
                new StringBuilder("v=0\r\no=phone 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
                        + "m=audio " + rtpPort + " RTP/AVP " + formats + "\r\n");
        if (formats.contains("101")) {
            text.append("a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-16\r\n");
        }
        for (String attribute : attributes) {
            text.append("a=").append(attribute).append("\r\n");
        }
        return text.toString();
    }

    /** Sends an INVITE with these further header lines. */
    void invite(String number, Optional<String> sdp, String... headers) {
        target = target.replaceFirst("sip:(.*@)?", "sip:" + number + "@");
        to = "<" + target + ">";
        inviteVia = via();
        invite = request("INVITE", inviteVia, sequence, sdp, "application/sdp", headers);
        wire.send(invite);
    }

    /** Sends the last INVITE once more, as a timer of this side or the network does. */
    void inviteAgain() {
        wire.send(invite);
    }

    void invite(String number, int rtpPort) {
        invite(number, Optional.of(sdp(rtpPort)));
    }

    /** Calls, takes the answer and acknowledges it. */
    String call(String number, int rtpPort) {
        invite(number, rtpPort);
        String ok = expect(200, "INVITE");
        ack(Optional.empty());
        return ok;
    }

    void reinvite(Optional<String> sdp, String... headers) {
        sequence++;
        inviteVia = via();
        wire.send(request("INVITE", inviteVia, sequence, sdp, "application/sdp", headers));
    }

    void ack(Optional<String> sdp) {
        wire.send(request("ACK", via(), sequence, sdp, "application/sdp"));
    }

    /** The ACK to a refusal, in the INVITE's own transaction. */
    void ackRefusal() {
        wire.send(request("ACK", inviteVia, sequence, Optional.empty(), ""));
    }

    void cancel(String... headers) {
        String tag = remoteTag;
        remoteTag = "";
        wire.send(request("CANCEL", inviteVia, sequence, Optional.empty(), "", headers));
        remoteTag = tag;
    }

    void bye(String... headers) {
        sequence++;
        wire.send(request("BYE", via(), sequence, Optional.empty(), "", headers));
    }

    void request(String method, Optional<String> body, String type, String... headers) {
        sequence++;
        wire.send(request(method, via(), sequence, body, type, headers));
    }

    /** Says from now on that it is to be reached at this host and port, by TCP. */
    void contactAt(String address) {
        contact = Optional.of("<sip:phone@" + address + ";transport=tcp>");
    }

    private String contact() {
        return contact.orElseGet(this::ownContact);
    }

    private String ownContact() {
        String transport = wire.transport().equals("TCP") ? ";transport=tcp" : "";
        return "<sip:phone@127.0.0.1:" + wire.localPort() + transport + ">";
    }

    private String via() {
        return "SIP/2.0/" + wire.transport() + " 127.0.0.1:" + wire.localPort() + ";rport;branch=z9hG4bK"
                + UUID.randomUUID();
    }

    private String request(String method, String via, int cseq, Optional<String> body, String type, String... headers) {
        StringBuilder text = new StringBuilder(method + " " + target + " SIP/2.0\r\nVia: " + via + "\r\nFrom: " + from
                + ";tag=" + localTag + "\r\nTo: " + to + (remoteTag.isEmpty() ? "" : ";tag=" + remoteTag)
                + "\r\nCall-ID: " + callId + "\r\nCSeq: " + cseq + " " + method + "\r\nContact: " + contact()
                + "\r\nMax-Forwards: 70\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        body.ifPresent(ignored -> text.append("Content-Type: ").append(type).append("\r\n"));
        return text + "Content-Length: " + body.map(String::length).orElse(0) + "\r\n\r\n" + body.orElse("");
    }

    /** Answers a request that came to us. */
    void respond(String request, int status, String phrase, Optional<String> sdp, String... headers) {
        StringBuilder text = new StringBuilder("SIP/2.0 " + status + " " + phrase + "\r\n");
        for (String line : request.split("\r\n", -1)) {
            String name = line.toLowerCase(Locale.ROOT);
            if (name.startsWith("via:")
                    || name.startsWith("from:")
                    || name.startsWith("call-id:")
                    || name.startsWith("cseq:")) {
                text.append(line).append("\r\n");
            } else if (name.startsWith("to:")) {
                text.append(line)
                        .append(line.contains("tag=") || status == 100 ? "" : ";tag=" + localTag)
                        .append("\r\n");
            } else if (line.isEmpty()) {
                break;
            }
        }
        text.append("Contact: ").append(contact()).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        sdp.ifPresent(ignored -> text.append("Content-Type: application/sdp\r\n"));
        wire.send(text + "Content-Length: " + sdp.map(String::length).orElse(0) + "\r\n\r\n" + sdp.orElse(""));
    }

    /** The next final or provisional response of this status to this method; others are skipped. */
    String expect(int status, String method) {
        String response = expect(
                status + " to " + method,
                message -> message.startsWith("SIP/2.0 " + status)
                        && header(message, "CSeq").endsWith(" " + method));
        String tag = header(response, "To").replaceFirst(".*;tag=", "");
        if (header(response, "To").contains("tag=")) {
            remoteTag = tag;
        }
        if (status >= 200 && status < 300 && method.equals("INVITE")) {
            target = header(response, "Contact").replaceAll(".*<(.*)>.*", "$1");
        }
        return response;
    }

    /** The next request of this method. */
    String expectRequest(String method) {
        return expect(method, message -> message.startsWith(method + " "));
    }

    /** Takes over the dialog of a call that came to us. */
    void accepted(String invite) {
        callId = header(invite, "Call-ID");
        remoteTag = header(invite, "From").replaceFirst(".*;tag=", "");
        target = header(invite, "Contact").replaceAll(".*<(.*)>.*", "$1");
        from = header(invite, "To");
        to = header(invite, "From").replaceFirst(";tag=.*", "");
    }

    private String expect(String what, Predicate<String> wanted) {
        for (String message : unread) {
            if (wanted.test(message)) {
                unread.remove(message);
                return message;
            }
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        StringBuilder seen = new StringBuilder();
        while (System.nanoTime() < deadline) {
            Optional<String> message = wire.receive(Duration.ofNanos(deadline - System.nanoTime()));
            if (message.isPresent() && wanted.test(message.get())) {
                return message.get();
            }
            message.ifPresent(other -> {
                unread.add(other);
                seen.append('\n').append(other.lines().findFirst().orElse(""));
            });
        }
        throw new AssertionError("no " + what + " within " + PATIENCE + "; came instead:" + seen);
    }

    /** Whether a request of this method has come. On loopback it is there when the sender's call returns. */
    boolean hasCome(String method) {
        Optional<String> message = wire.receive(Duration.ofMillis(1));
        while (message.isPresent()) {
            unread.add(message.get());
            message = wire.receive(Duration.ofMillis(1));
        }
        return unread.stream().anyMatch(text -> text.startsWith(method + " "));
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    /** The RTP port in a message's session description. */
    static int rtpPort(String message) {
        return Integer.parseInt(message.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
    }

    @Override
    public void close() {
        wire.close();
    }
}
