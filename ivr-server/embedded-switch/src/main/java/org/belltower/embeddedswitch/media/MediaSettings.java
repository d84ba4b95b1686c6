package org.belltower.embeddedswitch.media;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How the media engine works. *Immutable.*
 *
 * @param address where RTP is received and what stands in SDP
 * @param firstPort lowest RTP port, even
 * @param lastPort highest port; RTP takes the even ones, RTCP the odd ones above
 * @param clocks clock threads; see {@link #defaultClocks}
 * @param jitterDelay how long received audio waits for packets that are late or out of order
 * @param clipCacheBytes encoded clips kept in memory for all calls
 * @param maxClipBytes longest single clip, in bytes of 8-bit payload; 8,000 are a second
 * @param latchPackets how many packets of the peer may come before its address is fixed
 */
public record MediaSettings(
        InetAddress address,
        int firstPort,
        int lastPort,
        int clocks,
        Duration jitterDelay,
        long clipCacheBytes,
        int maxClipBytes,
        int latchPackets) {
    public MediaSettings {
        if (firstPort < 1024 || firstPort % 2 != 0 || lastPort > 65535 || lastPort <= firstPort) {
            throw new IllegalArgumentException(
                    "RTP ports: an even first one from 1024, then up to 65535; not " + firstPort + " to " + lastPort);
        }
        if (clocks < 1 || clocks > 64) {
            throw new IllegalArgumentException("1 to 64 media clocks, not " + clocks);
        }
        if (jitterDelay.compareTo(Duration.ofMillis(20)) < 0 || jitterDelay.compareTo(Duration.ofMillis(400)) > 0) {
            throw new IllegalArgumentException("A jitter delay of 20 to 400 ms, not " + jitterDelay);
        }
    }

    /** FreeSWITCH's port range, 60 ms of jitter delay, 256 MiB of clips, 30 minutes a clip. */
    public static MediaSettings on(InetAddress address) {
        return new MediaSettings(
                address, 16384, 32767, defaultClocks(), Duration.ofMillis(60), 256L << 20, 30 * 60 * 8000, 10);
    }

    /** One clock a core. */
    public static int defaultClocks() {
        return Runtime.getRuntime().availableProcessors();
    }

    public MediaSettings withPorts(int first, int last) {
        return new MediaSettings(address, first, last, clocks, jitterDelay, clipCacheBytes, maxClipBytes, latchPackets);
    }

    public MediaSettings withClocks(int count) {
        return new MediaSettings(
                address, firstPort, lastPort, count, jitterDelay, clipCacheBytes, maxClipBytes, latchPackets);
    }
}
