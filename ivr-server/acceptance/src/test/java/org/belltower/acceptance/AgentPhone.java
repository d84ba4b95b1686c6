package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCallee;

/** An agent's phone, which registers with a password and then waits for calls. Spec: RFC 3261 §10, RFC 2617. */
final class AgentPhone implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern STATUS = Pattern.compile("\\ASIP/2.0 (\\d{3}) ");
    private static final Pattern QUOTED = Pattern.compile("(realm|nonce)=\"([^\"]*)\"");

    private final ScriptedCallee phone = ScriptedCallee.listen(CallerSettings.defaults());
    private final InetSocketAddress registrar;
    private final String name;
    private final String callId = UUID.randomUUID().toString();
    private int sequence;

    AgentPhone(InetSocketAddress registrar, String name) {
        this.registrar = registrar;
        this.name = name;
    }

    /** The status that a try with a password ends with, such as 200. */
    int register(String password, int seconds) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            String challenge = answer(socket, seconds, "");
            if (status(challenge) != 401) {
                return status(challenge);
            }
            String realm = "";
            String nonce = "";
            Matcher quoted = QUOTED.matcher(challenge);
            while (quoted.find()) {
                if (quoted.group(1).equals("realm")) {
                    realm = quoted.group(2);
                } else {
                    nonce = quoted.group(2);
                }
            }
            String uri = "sip:" + registrar.getAddress().getHostAddress();
            String secret = md5(name + ":" + realm + ":" + password);
            String response = md5(secret + ":" + nonce + ":00000001:0a4f113b:auth:" + md5("REGISTER:" + uri));
            return status(answer(
                    socket,
                    seconds,
                    "Authorization: Digest username=\"" + name + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                            + "\", uri=\"" + uri + "\", response=\"" + response
                            + "\", algorithm=MD5, qop=auth, nc=00000001, cnonce=\"0a4f113b\"\r\n"));
        }
    }

    private String answer(DatagramSocket socket, int seconds, String authorization) throws IOException {
        String host = registrar.getAddress().getHostAddress();
        String text = "REGISTER sip:" + host + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + host + ":" + socket.getLocalPort() + ";rport;branch=z9hG4bK" + UUID.randomUUID()
                + "\r\n"
                + "From: <sip:" + name + "@" + host + ">;tag=" + callId.substring(0, 8) + "\r\n"
                + "To: <sip:" + name + "@" + host + ">\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + ++sequence + " REGISTER\r\n"
                + "Contact: <sip:" + name + "@" + host + ":" + phone.address().getPort() + ">;expires=" + seconds
                + "\r\n"
                + authorization
                + "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n";
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, registrar));
        byte[] buffer = new byte[4_096];
        String received;
        do {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            received = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
        } while (status(received) < 200);
        return received;
    }

    private static int status(String message) {
        Matcher status = STATUS.matcher(message);
        assertThat(status.find()).as(message).isTrue();
        return Integer.parseInt(status.group(1));
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The call that comes. */
    CallerCall called() throws InterruptedException {
        return phone.awaitCall(PATIENCE).orElseThrow(() -> new AssertionError("the agent " + name + " is not called"));
    }

    @Override
    public void close() {
        phone.close();
    }
}
