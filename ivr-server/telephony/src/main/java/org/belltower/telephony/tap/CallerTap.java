package org.belltower.telephony.tap;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Brings what callers say from the switch, which writes it beside this server: linear samples of 16 bits at 8 kHz in the byte order of
 * the machine, without a header. One for the whole server. <i>Thread-safe.</i> Whoever opens it closes it.
 *
 * <p>What is written is kept from others: its name cannot be guessed, only its owner may read it, and the name is gone as soon as both
 * ends have it open. Spec: FreeSWITCH mod_dptools, {@code record_session}.
 */
public interface CallerTap extends AutoCloseable {
    /**
     * Makes a place for the switch to write to.
     *
     * @param sink is given each 20 ms of it, in steps of 160 samples
     * @throws IOException where there is no room for it, or too many files are open
     */
    Tapped open(AudioSink sink) throws IOException;

    /** Ends every tap; what is still open hears nothing any more. */
    @Override
    void close();

    /** The place of one call. <i>Thread-safe.</i> */
    interface Tapped extends AutoCloseable {
        /** What the switch is told to record into. */
        Path path();

        /** Whether anything has come. */
        boolean heardAny();

        /** Stops listening and deletes what is left. May be called twice. */
        @Override
        void close();
    }

    /**
     * Files that grow: one thread for all calls waits until the system says that one has.
     *
     * @param folder of the server's own, on a file system of this machine
     * @throws IOException where changes in it cannot be watched
     */
    static CallerTap growingFiles(Path folder) throws IOException {
        return GrowingFiles.open(folder);
    }

    /** FIFOs: nothing reaches a disk, and each call has a thread that waits at its own. */
    static CallerTap pipes(Path folder) throws IOException {
        return Pipes.open(folder);
    }
}
