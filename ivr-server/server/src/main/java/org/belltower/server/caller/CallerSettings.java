package org.belltower.server.caller;

import java.net.InetAddress;
import java.time.Duration;
import org.belltower.audio.G711;

/**
 * What kind of telephone it is. <i>Immutable.</i>
 *
 * @param codec the only one that it offers
 * @param keys how it sends keys
 * @param localAddress where its sockets are bound, on ports that the system picks
 * @param name its user name in SIP addresses
 * @param keyLength how long a key is held
 * @param keyGap the least time between two keys
 * @param timeline how much of what is heard is kept; later audio is dropped and counted
 */
public record CallerSettings(
        G711 codec,
        KeyMethod keys,
        InetAddress localAddress,
        String name,
        Duration keyLength,
        Duration keyGap,
        Duration timeline) {

    /** A-law, telephone events, loopback, keys of 100 ms with 100 ms between, ten minutes. */
    public static CallerSettings defaults() {
        return new CallerSettings(
                G711.ALAW,
                KeyMethod.RTP_EVENT,
                InetAddress.getLoopbackAddress(),
                "caller",
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMinutes(10));
    }

    public CallerSettings withCodec(G711 other) {
        return new CallerSettings(other, keys, localAddress, name, keyLength, keyGap, timeline);
    }

    public CallerSettings withKeys(KeyMethod other) {
        return new CallerSettings(codec, other, localAddress, name, keyLength, keyGap, timeline);
    }

    public CallerSettings withName(String other) {
        return new CallerSettings(codec, keys, localAddress, other, keyLength, keyGap, timeline);
    }
}
