package org.belltower.embeddedswitch.media;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One stream's numbers since it was opened. *Immutable.*
 *
 * @param framesSent RTP packets sent, keys included
 * @param packetsReceived RTP packets of the peer
 * @param strangers packets from an address that was not negotiated, dropped
 * @param malformed packets that are no RTP of this stream, dropped
 * @param lost packets missing from the sequence when their time had come
 * @param late packets that came after their time, dropped
 * @param duplicates packets that came twice
 * @param jitter interarrival jitter. Spec: RFC 3550 §6.4.1
 * @param remote where packets go now; differs from what was negotiated once latched
 * @param peerLossPercent what the peer said in its last RTCP report that it lost, 0 to 100
 * @param sinceLastPacket since the peer was last heard; empty if it never was
 */
public record StreamStatistics(
        long framesSent,
        long packetsReceived,
        long strangers,
        long malformed,
        long lost,
        long late,
        long duplicates,
        Duration jitter,
        Optional<InetSocketAddress> remote,
        Optional<Double> peerLossPercent,
        Optional<Duration> sinceLastPacket) {}
