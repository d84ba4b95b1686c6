package org.belltower.telephony;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.belltower.speech.recognition.Hearing;
import org.belltower.telephony.tap.AudioSink;
import org.belltower.telephony.tap.CallerTap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the caller says on one call, for whichever input is being heard; at other times it is let go. Confined to the call's thread, but
 * for {@link #hear}, which is the tap's.
 *
 * <p>Begins when words are first listened for and goes on until the call has ended or is handed on: FreeSWITCH takes half a second
 * for the first sound. Its variables are set for this recording alone. Spec: FreeSWITCH mod_dptools, {@code record_session}.
 */
final class CallerAudio implements AudioSink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallerAudio.class);
    /** A switch that has written nothing by then cannot write there. */
    private static final Duration FIRST_SOUND = Duration.ofSeconds(5);

    private final CallerTap tap;
    private final CallControl control;
    private final Inbox inbox;
    private Optional<CallerTap.Tapped> tapped = Optional.empty();
    private Duration begun = Duration.ZERO;
    private boolean reported;

    /** Written by the call's thread, read by the tap's. */
    private volatile @Nullable Hearing hearing;

    CallerAudio(CallerTap tap, CallControl control, Inbox inbox) {
        this.tap = tap;
        this.control = control;
        this.inbox = inbox;
    }

    /** Has the switch begin, where it has not. */
    void begin() throws IOException {
        if (tapped.isPresent()) {
            return;
        }
        CallerTap.Tapped opened = tap.open(this);
        tapped = Optional.of(opened);
        begun = inbox.elapsed();
        control.execute("set", "RECORD_READ_ONLY=true", "tap-set-1");
        control.execute("set", "enable_file_write_buffering=false", "tap-set-2");
        control.execute("record_session", opened.path().toString(), "tap");
        // What else is recorded on the call has both sides.
        control.execute("unset", "RECORD_READ_ONLY", "tap-unset-1");
        control.execute("unset", "enable_file_write_buffering", "tap-unset-2");
    }

    /** Whether the switch should have written something long ago, and has not. */
    boolean isDead() {
        boolean dead = tapped.isPresent()
                && !tapped.get().heardAny()
                && inbox.elapsed().minus(begun).compareTo(FIRST_SOUND) > 0;
        if (dead && !reported) {
            reported = true;
            LOG.error(
                    "the switch writes nothing of what the caller says to {}: it must share that folder with this server",
                    tapped.get().path());
        }
        return dead;
    }

    void to(Hearing listener) {
        hearing = listener;
    }

    void toNobody() {
        hearing = null;
    }

    @Override
    public void hear(short[] samples, int count) {
        Hearing now = hearing;
        if (now != null) {
            now.hear(samples, count);
        }
    }

    /** Has the switch end it; it may begin again. */
    void stop() {
        tapped.ifPresent(now -> control.stopRecording(now.path().toString()));
        close();
    }

    /** Deletes what is left; a switch that still writes does so for nobody. */
    @Override
    public void close() {
        toNobody();
        tapped.ifPresent(CallerTap.Tapped::close);
        tapped = Optional.empty();
    }
}
