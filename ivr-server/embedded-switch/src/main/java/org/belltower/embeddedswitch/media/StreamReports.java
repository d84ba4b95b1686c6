package org.belltower.embeddedswitch.media;

import java.net.SocketAddress;
import java.time.InstantSource;
import java.util.OptionalInt;
import org.belltower.embeddedswitch.sdp.NegotiatedAudio;

/**
 * The reports of a stream: ours every five seconds and at the end, and what the peer's say. *Confined to the clock*, but
 * for {@link #peerFractionLost}. Spec: RFC 3550 §6.2, §6.4.
 */
final class StreamReports {
    private static final int INTERVAL_TICKS = 250;

    private final Rtcp rtcp;
    private final RtpSocket socket;
    private final MediaClock clock;
    private final InstantSource time;
    private final RtpReceiver receiver;
    private final RtpSender sender;
    private volatile OptionalInt peerFractionLost = OptionalInt.empty();
    private int ticksToReport = INTERVAL_TICKS;

    /** Writes to {@code socket}, which the stream opens and closes. */
    StreamReports(
            Rtcp rtcp, RtpSocket socket, MediaClock clock, InstantSource time, RtpReceiver receiver, RtpSender sender) {
        this.rtcp = rtcp;
        this.socket = socket;
        this.clock = clock;
        this.time = time;
        this.receiver = receiver;
        this.sender = sender;
    }

    /** What the peer last said that it lost, in 256ths; empty if it said nothing yet. Any thread. */
    OptionalInt peerFractionLost() {
        return peerFractionLost;
    }

    /** One tick: sends a report where it is time. */
    void tick(NegotiatedAudio audio, long nanos) {
        if (--ticksToReport == 0) {
            ticksToReport = INTERVAL_TICKS;
            send(audio, nanos, false);
        }
    }

    /** Sends a report now, with {@code bye} the last one. */
    void send(NegotiatedAudio audio, long nanos, boolean bye) {
        if (audio.remoteRtcp().getAddress().isAnyLocalAddress()) {
            return;
        }
        rtcp.write(
                clock.report,
                bye,
                time.millis(),
                nanos,
                sender.timestamp(),
                sender.packets(),
                receiver.reception,
                receiver.hasHeardSource());
        if (!socket.send(clock.report, audio.remoteRtcp())) {
            clock.sendFailures.add(1);
        }
    }

    /** A datagram on the port of the reports; only the peer's is read. */
    void received(MediaClock at, SocketAddress from, long nanos) {
        if (receiver.latch.isPeer(from)) {
            rtcp.read(at.received, receiver.reception, nanos);
            peerFractionLost = rtcp.peerFractionLost();
        } else {
            receiver.strangers.add(1);
            at.strangers.add(1);
        }
    }
}
