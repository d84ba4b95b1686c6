package org.belltower.embeddedswitch.media;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.belltower.audio.DtmfTone;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;

/**
 * The RTP of one call leg. *Thread-safe.*
 *
 * <p>No method blocks for longer than handing a command to the clock; a command takes effect at the clock's next tick,
 * within 20 ms. Whoever opened the stream closes it; {@link #close} ends playbacks and recordings, sends RTCP BYE and
 * gives the ports back. After that every method is without effect and playbacks end at once as
 * {@link PlaybackEnd.Reason#CLOSED}.
 *
 * <p>Spec: RFC 3550, RFC 3551, RFC 4733.
 */
public interface MediaStream extends AutoCloseable {
    /** The name given at opening: the channel's UUID. */
    String name();

    InetAddress localAddress();

    /** Even; RTCP is the next port. */
    int rtpPort();

    /**
     * Begins to send and receive with what was negotiated, or goes on with what was negotiated anew (hold, another
     * codec, another address). Playbacks and recordings go on; while the direction does not send, playbacks advance
     * without being heard, as on a line that is held.
     */
    void start(NegotiatedAudio negotiated);

    /**
     * Plays the items one after the other without a gap. What was playing is paused and goes on when this ends, so that
     * the newest playback is heard (as a nested application of FreeSWITCH). At most {@link #MAX_NESTED} at a time; one
     * more ends at once as {@link PlaybackEnd.Reason#REJECTED}.
     *
     * @param onEnd called once, on the stream's callback thread
     */
    Playback play(List<PlayItem> items, Consumer<PlaybackEnd> onEnd);

    /** How many playbacks may be nested. */
    int MAX_NESTED = 16;

    /** Stops all playbacks and forgets keys that are still to be sent. */
    void stopAll();

    /** What is sent while nothing plays. At first {@link Background.Nothing}. */
    void background(Background background);

    /**
     * Sends keys one after the other, 100 ms apart: by RFC 4733 where telephone-event was negotiated, else as sound.
     * Keys go before playback and background for their time. More than 256 waiting keys are dropped.
     *
     * @param each how long a key lasts; 50 ms to 8 s
     */
    void sendKeys(List<DtmfTone> keys, Duration each);

    /** When keys are looked for in the received sound. At first {@link InbandDetection#AUTOMATIC}. */
    void detectInband(InbandDetection mode);

    /** Who hears of keys; the last one set. Keys that come while there is none are kept, up to 256. */
    void onKey(Consumer<ReceivedKey> listener);

    /** Begins a recording of this stream; several may run at once. */
    Recording record(RecordingRequest request, Consumer<RecordingEnd> onEnd);

    /** The numbers as of the last tick. */
    StreamStatistics statistics();

    /**
     * Returns at once; the ports are free after the clock's next tick. May be called again.
     *
     * @throws MediaException where the clock has no room for the command; the stream is then open as before
     */
    @Override
    void close();
}
