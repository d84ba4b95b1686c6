package org.belltower.server.caller;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The signalling of one call, as caller or as called. <i>Thread-safe</i>: messages come on the socket's thread, commands on
 * the caller's; what both touch is guarded by {@code this} or is a future. Requests are sent again until they are answered.
 *
 * <p>Spec: RFC 3261 §9, §12 to §15, §17.1.
 */
final class SipDialog {
    private static final Duration T1 = Duration.ofMillis(500);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(5);
    private static final Duration INVITE_LIMIT = Duration.ofSeconds(32);

    private final SipSocket socket;
    private final RtpLeg audio;
    private final CallerSettings settings;
    private final String callId;
    private final String local;
    private final boolean caller;

    private final CompletableFuture<AnswerOutcome> answer = new CompletableFuture<>();
    private final CompletableFuture<CallEnd> end = new CompletableFuture<>();
    private final CompletableFuture<Boolean> provisional = new CompletableFuture<>();
    private final CompletableFuture<Boolean> acknowledged = new CompletableFuture<>();
    private final AtomicLong sequence = new AtomicLong(1);
    private volatile Optional<Pending> pending = Optional.empty();
    private volatile long answeredNanos;

    // Guarded by this.
    private InetSocketAddress peer;
    private String remote;
    private String target;
    private List<String> route = List.of();
    private SipMessage invite;
    private boolean cancelled;

    /** A request that waits for its final response. */
    private record Pending(long sequence, CompletableFuture<SipMessage> response) {}

    private SipDialog(
            SipSocket socket,
            RtpLeg audio,
            CallerSettings settings,
            boolean caller,
            InetSocketAddress peer,
            SipMessage invite,
            String local,
            String remote,
            String target) {
        this.socket = socket;
        this.audio = audio;
        this.settings = settings;
        this.caller = caller;
        this.peer = peer;
        this.invite = invite;
        this.callId = invite.required("Call-ID");
        this.local = local;
        this.remote = remote;
        this.target = target;
    }

    /** Sends an INVITE to a number. */
    static SipDialog placing(
            SipSocket socket, RtpLeg audio, CallerSettings settings, InetSocketAddress peer, String number) {
        String host = peer.getAddress().getHostAddress() + ":" + peer.getPort();
        String to = "sip:" + number + "@" + host;
        String from = "<sip:" + settings.name() + "@" + socket.hostAndPort() + ">;tag=" + token();
        SipMessage invite = SipMessage.starting("INVITE " + to + " SIP/2.0")
                .with("Via", via(socket))
                .with("Max-Forwards", "70")
                .with("From", from)
                .with("To", "<" + to + ">")
                .with(
                        "Call-ID",
                        UUID.randomUUID() + "@" + socket.address().getAddress().getHostAddress())
                .with("CSeq", "1 INVITE")
                .with("Contact", contact(socket, settings))
                .with("Allow", "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE")
                .with("User-Agent", "Belltower caller")
                .withBody(
                        "application/sdp",
                        SessionDescription.describe(
                                audio.address(), settings.codec(), settings.keys() == KeyMethod.TONES));
        var dialog = new SipDialog(socket, audio, settings, true, peer, invite, from, "<" + to + ">", to);
        socket.register(dialog.callId, dialog);
        Thread.ofVirtual().name("caller-invite").start(dialog::repeatInvite);
        return dialog;
    }

    /** Takes an INVITE that came; nothing is answered yet. */
    static SipDialog taking(
            SipSocket socket, RtpLeg audio, CallerSettings settings, InetSocketAddress peer, SipMessage invite) {
        String local = invite.required("To") + ";tag=" + token();
        String target = SipMessage.uri(invite.required("Contact"));
        var dialog =
                new SipDialog(socket, audio, settings, false, peer, invite, local, invite.required("From"), target);
        dialog.route = invite.headers("Record-Route");
        socket.register(dialog.callId, dialog);
        return dialog;
    }

    CompletableFuture<AnswerOutcome> answer() {
        return answer;
    }

    CompletableFuture<CallEnd> end() {
        return end;
    }

    String callId() {
        return callId;
    }

    /** {@link System#nanoTime} of the answer; 0 before it. */
    long answeredNanos() {
        return answeredNanos;
    }

    /** The INVITE that opened the call. */
    synchronized SipMessage invite() {
        return invite;
    }

    /** Answers a call that was taken with a provisional or final response. */
    void respond(int status, String reason) {
        SipMessage response = response(invite(), status, reason);
        if (status < 200) {
            socket.send(response, peer());
        } else if (status < 300) {
            accept();
        } else {
            answer.complete(new AnswerOutcome.Refused(status, reason));
            finish(CallEnd.By.REFUSED, Optional.empty());
            Thread.ofVirtual().start(() -> repeat(response, acknowledged, Duration.ofSeconds(4)));
        }
    }

    /** Ends an answered call. */
    void bye() {
        if (!end.isDone()) {
            var _ = request("BYE", message -> message);
            finish(CallEnd.By.THIS_SIDE, Optional.empty());
        }
    }

    /** Withdraws a call that is not answered. */
    synchronized void cancel() {
        cancelled = true;
        SipMessage first = invite;
        Thread.ofVirtual().name("caller-cancel").start(() -> {
            if (awaited(provisional, INVITE_LIMIT)) { // Spec: RFC 3261 §9.1: not before a provisional response.
                SipMessage cancel = SipMessage.starting("CANCEL " + first.requestUri() + " SIP/2.0")
                        .with("Via", first.required("Via"))
                        .with("Max-Forwards", "70")
                        .with("From", first.required("From"))
                        .with("To", first.required("To"))
                        .with("Call-ID", callId)
                        .with("CSeq", "1 CANCEL");
                repeat(cancel, answer, REQUEST_LIMIT);
            }
        });
    }

    /** Sends a key as an INFO; false where nobody answers it. */
    boolean info(char key, Duration length) {
        return request(
                "INFO",
                message -> message.withBody(
                        "application/dtmf-relay", "Signal=" + key + "\r\nDuration=" + length.toMillis() + "\r\n"));
    }

    /** Ends the call on this side without a word to the other. */
    void abandon() {
        finish(CallEnd.By.THIS_SIDE, Optional.empty());
    }

    void handle(SipMessage message, InetSocketAddress from) {
        if (message.isRequest()) {
            handleRequest(message, from);
        } else if (message.sequenceMethod().equals("INVITE")) {
            handleInviteResponse(message);
        } else if (message.status() >= 200) {
            pending.filter(waiting -> waiting.sequence == message.sequence())
                    .ifPresent(waiting -> waiting.response.complete(message));
        }
    }

    private void handleRequest(SipMessage message, InetSocketAddress from) {
        switch (message.method()) {
            case "ACK" -> acknowledged.complete(true);
            case "BYE" -> {
                acknowledged.complete(true);
                finish(CallEnd.By.OTHER_SIDE, message.header("Reason")); // Before the answer: then both sides know.
                socket.send(response(message, 200, "OK"), from);
            }
            case "CANCEL" -> {
                socket.send(response(message, 200, "OK"), from);
                if (!answer.isDone()) {
                    respond(487, "Request Terminated");
                }
            }
            case "INVITE" -> reinvite(message, from);
            default -> socket.send(response(message, 200, "OK"), from);
        }
    }

    private void reinvite(SipMessage message, InetSocketAddress from) {
        if (message.required("CSeq").equals(invite().required("CSeq")) && !caller) {
            return; // Sent again because our answer was late.
        }
        SessionDescription.parse(message.body()).ifPresent(audio::connect);
        socket.send(withAudio(response(message, 200, "OK")), from);
    }

    private void handleInviteResponse(SipMessage message) {
        provisional.complete(true);
        synchronized (this) {
            SipMessage.tag(message.required("To")).ifPresent(_ -> remote = message.required("To"));
        }
        if (message.status() < 200) {
            SessionDescription.parse(message.body()).ifPresent(audio::connect);
        } else if (message.status() < 300) {
            synchronized (this) {
                target = message.header("Contact").map(SipMessage::uri).orElse(target);
                route = message.headers("Record-Route").reversed();
                address(target).ifPresent(address -> peer = route.isEmpty() ? address : peer);
            }
            socket.send(inDialog("ACK", message.sequence()), peer());
            SessionDescription.parse(message.body()).ifPresent(audio::connect);
            if (answeredNanos == 0) {
                answeredNanos = System.nanoTime();
            }
            answer.complete(new AnswerOutcome.Answered());
            if (isCancelled()) {
                bye(); // The answer crossed the CANCEL. Spec: RFC 3261 §9.1.
            }
        } else {
            SipMessage first = invite();
            socket.send(
                    SipMessage.starting("ACK " + first.requestUri() + " SIP/2.0")
                            .with("Via", first.required("Via"))
                            .with("Max-Forwards", "70")
                            .with("From", first.required("From"))
                            .with("To", message.required("To"))
                            .with("Call-ID", callId)
                            .with("CSeq", message.sequence() + " ACK"),
                    peer());
            answer.complete(new AnswerOutcome.Refused(message.status(), message.reasonPhrase()));
            finish(isCancelled() ? CallEnd.By.THIS_SIDE : CallEnd.By.REFUSED, message.header("Reason"));
        }
    }

    private void accept() {
        SipMessage accepted = withAudio(response(invite(), 200, "OK"));
        SessionDescription.parse(invite().body()).ifPresent(audio::connect);
        answeredNanos = System.nanoTime();
        answer.complete(new AnswerOutcome.Answered());
        Thread.ofVirtual().name("callee-answer").start(() -> repeat(accepted, acknowledged, INVITE_LIMIT));
    }

    private void repeatInvite() {
        repeat(invite(), provisional, INVITE_LIMIT);
        if (!provisional.isDone() && !socket.isClosed()) {
            answer.complete(new AnswerOutcome.Refused(408, "nobody answers at " + peer()));
            finish(CallEnd.By.REFUSED, Optional.empty());
        }
    }

    /** Sends now and again, ever slower, until {@code over} or the limit. Spec: RFC 3261 §17.1.1.2. */
    private void repeat(SipMessage message, CompletableFuture<?> over, Duration limit) {
        Duration wait = T1;
        Duration waited = Duration.ZERO;
        do {
            socket.send(message, peer());
            waited = waited.plus(wait);
            if (awaited(over, wait)) {
                return;
            }
            wait = wait.multipliedBy(2);
        } while (waited.compareTo(limit) < 0 && !socket.isClosed());
    }

    /** Sends a request within the call; over once it is answered, or nobody answers within the limit: then false. */
    private boolean request(String method, java.util.function.UnaryOperator<SipMessage> content) {
        long number = sequence.incrementAndGet();
        var response = new CompletableFuture<SipMessage>();
        pending = Optional.of(new Pending(number, response));
        SipMessage message = content.apply(inDialog(method, number));
        repeat(message, response, REQUEST_LIMIT);
        return response.isDone();
    }

    private synchronized SipMessage inDialog(String method, long number) {
        return SipMessage.starting(method + " " + target + " SIP/2.0")
                .with("Via", via(socket))
                .with("Max-Forwards", "70")
                .withAll("Route", route)
                .with("From", local)
                .with("To", remote)
                .with("Call-ID", callId)
                .with("CSeq", number + " " + method)
                .with("Contact", contact(socket, settings));
    }

    private SipMessage response(SipMessage request, int status, String reason) {
        String to = request.required("To");
        boolean tagged = SipMessage.tag(to).isPresent() || status == 100;
        return SipMessage.starting("SIP/2.0 " + status + " " + reason)
                .withAll("Via", request.headers("Via"))
                .withAll("Record-Route", request.headers("Record-Route"))
                .with("From", request.required("From"))
                .with("To", tagged ? to : to + ";tag=" + SipMessage.tag(local).orElse("x"))
                .with("Call-ID", callId)
                .with("CSeq", request.required("CSeq"))
                .with("Contact", contact(socket, settings));
    }

    private SipMessage withAudio(SipMessage response) {
        return response.withBody(
                "application/sdp",
                SessionDescription.describe(audio.address(), settings.codec(), settings.keys() == KeyMethod.TONES));
    }

    private void finish(CallEnd.By by, Optional<String> reason) {
        if (end.complete(new CallEnd(by, reason, System.nanoTime()))) {
            audio.close();
        }
    }

    private synchronized InetSocketAddress peer() {
        return peer;
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    private static boolean awaited(CompletableFuture<?> event, Duration time) {
        try {
            event.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new CallerException("The call broke: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true; // Whoever interrupts wants no more waiting.
        }
    }

    /** The address of a SIP URI that names a host by number. */
    private static Optional<InetSocketAddress> address(String uri) {
        String host =
                uri.substring(Math.max(uri.indexOf('@'), uri.indexOf(':')) + 1).split("[;?>]", -1)[0];
        int colon = host.indexOf(':');
        if (!host.matches("[0-9.]+(:\\d+)?")) {
            return Optional.empty();
        }
        try {
            int port = colon < 0 ? 5060 : Integer.parseInt(host.substring(colon + 1));
            return Optional.of(
                    new InetSocketAddress(InetAddress.getByName(colon < 0 ? host : host.substring(0, colon)), port));
        } catch (UnknownHostException e) {
            return Optional.empty(); // Then the address that was dialled goes on serving.
        }
    }

    private static String via(SipSocket socket) {
        return "SIP/2.0/UDP " + socket.hostAndPort() + ";branch=z9hG4bK" + token() + ";rport";
    }

    private static String contact(SipSocket socket, CallerSettings settings) {
        return "<sip:" + settings.name() + "@" + socket.hostAndPort() + ">";
    }

    static String token() {
        return Long.toHexString(UUID.randomUUID().getMostSignificantBits());
    }
}
