package org.belltower.server;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.belltower.embeddedswitch.PortRole;
import org.belltower.embeddedswitch.PortTakenException;
import org.belltower.embeddedswitch.SwitchException;
import org.belltower.eventsocket.BindFailedException;
import org.belltower.speech.SynthesisException;
import org.belltower.store.StoreException;

/** Sorts what can stop a start into what the operator can mend, whose message says how, and what is our fault. */
final class StartFailure {
    private StartFailure() {}

    /** The result of something that was started beside. */
    static <T> T result(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error fatal -> throw fatal;
                case null, default -> throw e;
            }
        }
    }

    static RuntimeException explained(Throwable failure) {
        return switch (failure) {
            case UserError mistake -> mistake;
            case PortTakenException taken ->
                new UserError(
                        taken.getMessage() + " (the key is 'embedded-switch: " + key(taken.role()) + ":' in ivr.yaml)",
                        taken);
            case BindFailedException taken ->
                new UserError(taken.getMessage() + " (the key is 'event-socket: port:' in ivr.yaml)", taken);
            case StoreException storage -> new UserError(String.valueOf(storage.getMessage()), storage);
            case SynthesisException speech -> new UserError(String.valueOf(speech.getMessage()), speech);
            case SwitchException refused -> new UserError(String.valueOf(refused.getMessage()), refused);
            case RuntimeException bug -> bug;
            case Error fatal -> throw fatal;
            default -> new IllegalStateException(failure);
        };
    }

    private static String key(PortRole role) {
        return switch (role) {
            case SIP -> "sip-port";
            case EVENT_SOCKET -> "event-socket-port";
        };
    }
}
