package org.belltower.embeddedswitch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * An Event Socket client on a raw socket, so that what is tested is what stands on the wire.
 *
 * <p><em>Confined to the test's thread.</em>
 */
final class ControlSocket implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One frame: its headers, and those of the event in its body where it is one. */
    record Frame(Map<String, String> headers, Map<String, String> event, String body) {
        String get(String name) {
            return event.getOrDefault(name, headers.getOrDefault(name, ""));
        }

        boolean is(String eventName) {
            return get("Event-Name").equals(eventName);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final List<Frame> events = new ArrayList<>();

    private ControlSocket(Socket socket) {
        this.socket = socket;
        try {
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Logs in to the port and asks for all events. */
    static ControlSocket inbound(EmbeddedSwitch server, String password) {
        try {
            InetSocketAddress address = server.eventSocketAddress();
            ControlSocket control = new ControlSocket(new Socket(InetAddress.getLoopbackAddress(), address.getPort()));
            control.read();
            control.command("auth " + password);
            control.command("event plain ALL");
            return control;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes the next call that comes to this listener, connects and asks for its events. */
    static ControlSocket outbound(ServerSocket listener) {
        try {
            listener.setSoTimeout((int) PATIENCE.toMillis());
            return new ControlSocket(listener.accept());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends a command and gives its reply; events that come first are kept. */
    Frame command(String line) {
        send(line + "\n\n");
        while (true) {
            Frame frame = read();
            String type = frame.headers().getOrDefault("Content-Type", "");
            if (type.equals("command/reply")
                    || type.equals("api/response")
                    || frame.headers().containsKey("Unique-ID")) {
                return frame;
            }
            events.add(frame);
        }
    }

    String api(String line) {
        return command("api " + line).body();
    }

    /** Queues an application. */
    Frame execute(String application, String argument, String eventUuid, String... headers) {
        return command("sendmsg\ncall-command: execute\nexecute-app-name: " + application + "\nexecute-app-arg: "
                + argument + "\nEvent-UUID: " + eventUuid
                + (headers.length == 0 ? "" : "\n" + String.join("\n", headers)));
    }

    /** The next event that fits; others before it are dropped. */
    Frame event(String what, Predicate<Frame> wanted) {
        StringBuilder seen = new StringBuilder();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Frame next = events.isEmpty() ? read() : events.removeFirst();
            if (wanted.test(next)) {
                return next;
            }
            seen.append(' ').append(next.get("Event-Name")).append('/').append(next.get("Application"));
        }
        throw new AssertionError("no " + what + " within " + PATIENCE + "; came instead:" + seen);
    }

    /** Whether an event of this name has come by the time the switch answers. */
    boolean hasCome(String name) {
        api("version");
        return events.stream().anyMatch(frame -> frame.is(name));
    }

    Frame event(String name) {
        return event(name, frame -> frame.is(name));
    }

    Frame completed(String eventUuid) {
        return event(
                "end of " + eventUuid,
                frame -> frame.is("CHANNEL_EXECUTE_COMPLETE")
                        && frame.get("Application-UUID").equals(eventUuid));
    }

    private void send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Frame read() {
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.UTF_8).endsWith("\n\n")) {
                int next = in.read();
                if (next < 0) {
                    throw new AssertionError("the switch closed the connection after: " + head);
                }
                head.write(next);
            }
            Map<String, String> headers = headers(head.toString(StandardCharsets.UTF_8));
            int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            boolean event = headers.getOrDefault("Content-Type", "").equals("text/event-plain");
            return new Frame(headers, event ? headers(body) : Map.of(), body);
        } catch (SocketTimeoutException e) {
            throw new AssertionError("nothing came within " + PATIENCE, e);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : text.split("\n", -1)) {
            int colon = line.indexOf(": ");
            if (colon > 0) {
                headers.putIfAbsent(
                        line.substring(0, colon),
                        URLDecoder.decode(line.substring(colon + 2).replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        }
        return headers;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
