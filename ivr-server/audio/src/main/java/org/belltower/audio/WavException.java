package org.belltower.audio;

/** A WAV stream that cannot be read: where in the stream, and what is wrong. *Immutable.* */
public final class WavException extends AudioException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    public WavException(long offset, String reason) {
        super(reason + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /** Byte of the stream at which reading stopped. */
    public long offset() {
        return offset;
    }
}
