package org.belltower.server.caller;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Waits for calls on one port. Each call that comes is handed out ringing or not yet: the script answers, refuses or lets
 * it ring. <i>Thread-safe.</i> Closed by whoever opened it; the calls are closed by those who took them.
 */
public final class ScriptedCallee implements AutoCloseable {
    private final CallerSettings settings;
    private final BlockingQueue<CallerCall> calls = new LinkedBlockingQueue<>();
    private final Map<String, CallerCall> known = new ConcurrentHashMap<>();
    private final SipSocket socket;

    private ScriptedCallee(CallerSettings settings) {
        this.settings = settings;
        this.socket = SipSocket.open(settings.localAddress(), this::take);
    }

    /** Listens on a free port. */
    public static ScriptedCallee listen(CallerSettings settings) {
        return new ScriptedCallee(settings);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return socket.address();
    }

    /** The next call that comes; empty where none does in time. */
    public Optional<CallerCall> awaitCall(Duration time) throws InterruptedException {
        return Optional.ofNullable(calls.poll(time.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        socket.close();
    }

    private void take(SipMessage message, InetSocketAddress from) {
        if (!message.isRequest()) {
            return;
        }
        switch (message.method()) {
            case "INVITE" ->
                known.computeIfAbsent(message.required("Call-ID"), _ -> {
                    var heard = new Heard(settings.codec(), settings.timeline());
                    var audio = new RtpLeg(settings.localAddress(), settings.codec(), heard);
                    SipDialog dialog = SipDialog.taking(socket, audio, settings, from, message);
                    var call = new CallerCall(socket, false, dialog, audio, heard, settings);
                    calls.add(call);
                    return call;
                });
            case "ACK" -> {}
            case "OPTIONS" -> socket.send(answer(message, "200 OK"), from);
            default -> socket.send(answer(message, "481 Call Does Not Exist"), from);
        }
    }

    private static SipMessage answer(SipMessage request, String status) {
        return SipMessage.starting("SIP/2.0 " + status)
                .withAll("Via", request.headers("Via"))
                .with("From", request.required("From"))
                .with("To", request.required("To") + ";tag=" + SipDialog.token())
                .with("Call-ID", request.required("Call-ID"))
                .with("CSeq", request.required("CSeq"));
    }
}
