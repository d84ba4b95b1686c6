package org.belltower.server.conformance;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCallee;
import org.belltower.server.conversation.FarEnd;

/**
 * The other party of the transfers in cases that run over calls: a telephone that does what the manifest's line says. Thread-safe.
 * Closed by whoever opened it.
 */
final class FarEndPhone implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration FEW_WORDS = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final ScriptedCallee phone = ScriptedCallee.listen(CallerSettings.defaults());
    private volatile FarEnd behaviour = FarEnd.NONE;
    private volatile boolean closed;

    private FarEndPhone() {}

    static FarEndPhone open() {
        FarEndPhone opened = new FarEndPhone();
        Thread.ofVirtual().name("far-end").start(opened::takeCalls);
        return opened;
    }

    /** From now on. */
    void behaves(FarEnd farEnd) {
        behaviour = farEnd;
    }

    /** Where the switch reaches it, whatever a document calls it; empty where nobody can be reached. */
    Optional<String> dialString() {
        InetSocketAddress address = phone.address();
        return behaviour == FarEnd.NONE
                ? Optional.empty()
                : Optional.of(
                        "sofia/internal/far-end@" + address.getAddress().getHostAddress() + ":" + address.getPort());
    }

    @Override
    public void close() {
        closed = true;
        phone.close();
    }

    private void takeCalls() {
        try {
            while (!closed) {
                phone.awaitCall(LOOK_AGAIN)
                        .ifPresent(
                                call -> Thread.ofVirtual().name("far-end-call").start(() -> take(call, behaviour)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void take(CallerCall call, FarEnd behaviour) {
        try (call) {
            switch (behaviour) {
                case ANSWERS -> {
                    call.ring();
                    call.answer();
                    call.awaitHangUp(LONGEST_CALL);
                }
                case ANSWERS_HANGS_UP -> {
                    call.answer();
                    call.listen(FEW_WORDS);
                    call.hangUp();
                }
                case NO_ANSWER -> {
                    call.ring();
                    call.awaitHangUp(LONGEST_CALL);
                }
                case BUSY -> call.refuse(486, "Busy Here");
                case NETWORK_BUSY -> call.refuse(503, "Service Unavailable");
                case BLIND, NONE -> call.refuse(404, "Not Found");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
