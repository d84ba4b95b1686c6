package org.belltower.telephony;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recording of a whole call by the switch, and what keeps secrets out of it: while a caller keys one both sides are recorded as
 * silence. <em>Thread-safe</em>; the call's thread says when, a timer ends the silence. The switch ends the recording with the call.
 *
 * <p>A switch that does not confirm the silence is told to end the recording: half of a recording is better than a PIN in it.
 * Deviates: keys that a caller sends as tones before the secret is asked for are heard in it, since nobody knows yet that they are
 * one. Spec: FreeSWITCH mod_commands
 * uuid_record, which is mod_dptools record_session.
 */
final class CallRecording {
    /** A key is known before the telephone has ended its tone. */
    static final Duration TAIL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(CallRecording.class);

    private final String call;
    private final Path file;
    private final Function<String, CompletableFuture<Boolean>> switchApi;
    private final Executor later;
    /** Guarded by this, as is {@link #turns}. */
    private boolean masked;
    /** Of masking and unmasking, so that an end of silence that is overtaken by the next silence is none. */
    private int turns;

    /**
     * Of a call that is about to be recorded.
     *
     * @param switchApi runs an API command; whether the switch has done it
     * @param later runs a task after {@link #TAIL}
     */
    CallRecording(String call, Path file, Function<String, CompletableFuture<Boolean>> switchApi, Executor later) {
        this.call = call;
        this.file = file;
        this.switchApi = switchApi;
        this.later = later;
    }

    /**
     * Begins, with the caller on the left and what the caller hears on the right. All by API commands, which a switch obeys in their
     * order: what follows cannot overtake the beginning.
     */
    void begin() {
        var _ = switchApi.apply("uuid_setvar " + call + " RECORD_STEREO true");
        var _ = switchApi.apply("uuid_record " + call + " start " + file).whenComplete((done, failure) -> {
            if (failure == null && !done) {
                LOG.error("the switch does not record a call that is to be recorded: {}", file);
            }
        });
        // Recordings of another kind are begun later in this call.
        var _ = switchApi.apply("uuid_setvar " + call + " RECORD_STEREO");
    }

    /** A secret is about to be keyed. Does not wait: the switch obeys before it is told to play the question. */
    synchronized void mask() {
        turns++;
        if (!masked) {
            masked = true;
            var _ = switchApi.apply("uuid_record " + call + " mask " + file).whenComplete((done, failure) -> {
                if (failure == null && !done) {
                    LOG.error("a recording could not be silenced while a secret is keyed, and ends: {}", file);
                    var _ = switchApi.apply("uuid_record " + call + " stop " + file);
                }
            });
        }
    }

    /** The call goes where nobody silences secrets any more. Does not wait. */
    synchronized void end() {
        turns++;
        var _ = switchApi.apply("uuid_record " + call + " stop " + file);
    }

    /** The secret has been keyed. */
    synchronized void unmask() {
        int turn = ++turns;
        later.execute(() -> unmask(turn));
    }

    private synchronized void unmask(int turn) {
        if (turn == turns && masked) {
            masked = false;
            var _ = switchApi.apply("uuid_record " + call + " unmask " + file);
        }
    }
}
