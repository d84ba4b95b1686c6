package org.belltower.telephony;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * The switch's end of one call in the bytes that FreeSWITCH 1.11 writes: it connects, answers commands and sends events as a test
 * says. Confined to the test's thread.
 */
final class WireSwitch implements AutoCloseable {
    static final String UUID = "7e7fe1a6-3e5b-4bbc-9a31-0f2a8bcd0001";
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    WireSwitch(InetSocketAddress listener) throws IOException {
        socket = new Socket(listener.getAddress(), listener.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Takes the first command, which must be {@code connect}, and answers with the channel. */
    void connects(Map<String, String> channel) throws IOException {
        expects("connect");
        StringBuilder headers = new StringBuilder("Unique-ID: " + UUID + "\n");
        channel.forEach(
                (name, value) -> headers.append(name).append(": ").append(value).append('\n'));
        write("Content-Type: command/reply\nReply-Text: %2BOK%0A\nSocket-Mode: async\nControl: full\n" + headers
                + "\n");
    }

    /** Takes what a call is opened with. */
    void subscribes() throws IOException {
        expects("filter Unique-ID " + UUID);
        ok();
        String events = command();
        if (!events.startsWith("event plain ")) {
            throw new AssertionError("no subscription but: " + events);
        }
        ok();
        expects("linger 5");
        ok();
        expects("api sched_del " + UUID);
        apiAnswers("+OK Deleted: 1\n");
    }

    /** Answers an {@code api} command. */
    void apiAnswers(String text) throws IOException {
        write("Content-Type: api/response\nContent-Length: " + text.length() + "\n\n" + text);
    }

    void ok() throws IOException {
        write("Content-Type: command/reply\nReply-Text: +OK\n\n");
    }

    void refuses(String why) throws IOException {
        write("Content-Type: command/reply\nReply-Text: -ERR " + why + "\n\n");
    }

    void saysGoodbye() throws IOException {
        String text = "Disconnected, goodbye.\nSee you at ClueCon! http://www.cluecon.com/\n";
        write("Content-Type: text/disconnect-notice\nControlled-Session-UUID: " + UUID
                + "\nContent-Disposition: disconnect\nContent-Length: " + text.length() + "\n\n" + text);
    }

    void event(String name, String... headersAndValues) throws IOException {
        eventOf(UUID, name, headersAndValues);
    }

    void eventOf(String uuid, String name, String... headersAndValues) throws IOException {
        StringBuilder body = new StringBuilder("Event-Name: " + name + "\nUnique-ID: " + uuid + "\n");
        for (int i = 0; i < headersAndValues.length; i += 2) {
            body.append(headersAndValues[i])
                    .append(": ")
                    .append(headersAndValues[i + 1])
                    .append('\n');
        }
        body.append('\n');
        write("Content-Length: " + body.length() + "\nContent-Type: text/event-plain\n\n" + body);
    }

    /** Accepts an application and says at once that it is done. */
    String runs(String application, String response) throws IOException {
        String message = command();
        if (!message.contains("execute-app-name: " + application + "\n")) {
            throw new AssertionError("no " + application + " but: " + message);
        }
        ok();
        event(
                "CHANNEL_EXECUTE_COMPLETE",
                "Application",
                application,
                "Application-Response",
                response,
                "Application-UUID",
                header(message, "Event-UUID"));
        return message;
    }

    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in: " + message));
    }

    private void expects(String command) throws IOException {
        String came = command().strip();
        if (!came.equals(command)) {
            throw new AssertionError("not '" + command + "' but: " + came);
        }
    }

    /** The next command as it came, without its last empty line; with its body where it has one. */
    String command() throws IOException {
        StringBuilder text = new StringBuilder();
        while (!text.toString().endsWith("\n\n")) {
            text.append((char) read());
        }
        text.setLength(text.length() - 1);
        int length = text.toString()
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length: "))
                .mapToInt(line -> Integer.parseInt(line.substring("content-length: ".length())))
                .findFirst()
                .orElse(0);
        for (int i = 0; i < length; i++) {
            text.append((char) read());
        }
        return text.toString();
    }

    private int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the listener closed the connection");
        }
        return next;
    }

    /** Waits until the listener has closed the connection; what it still says is left unread. */
    void isClosedOn() throws IOException {
        while (in.read() >= 0) {
            // Until the end.
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
