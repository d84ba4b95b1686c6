package org.belltower.embeddedswitch.media;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where packets go, and whose packets are taken. *Confined to the clock.*
 *
 * <p>Only the address that was negotiated may speak. Its port may differ from what was negotiated (an address
 * translator's choice): the first packet sets it, another port may still take over until {@code packets} have come, and
 * after that nobody can move the stream before the next negotiation.
 *
 * <p>Spec: RFC 4961 (symmetric RTP); narrower than RFC 7362's latching, which trusts whoever sends first.
 */
final class RemoteLatch {
    private final int packets;
    private @Nullable InetSocketAddress negotiated;
    private @Nullable InetSocketAddress target;
    private int heard;

    RemoteLatch(int packets) {
        this.packets = packets;
    }

    /** A new negotiation; one with the same address keeps what was learnt. */
    void negotiated(InetSocketAddress remote) {
        if (!remote.equals(negotiated)) {
            negotiated = remote;
            target = remote;
            heard = 0;
        }
    }

    /** Where to send; null before the first negotiation. */
    @Nullable
    InetSocketAddress target() {
        return target;
    }

    /** Whether a packet of that sender is the peer's. Call it for valid RTP only: garbage must not latch. */
    boolean accepts(SocketAddress sender) {
        InetSocketAddress to = target;
        if (to == null || !(sender instanceof InetSocketAddress from)) {
            return false;
        }
        if (from.equals(to)) {
            heard = Math.min(heard + 1, packets);
            return true;
        }
        if (heard < packets && from.getAddress().equals(to.getAddress())) {
            target = from;
            heard++;
            return true;
        }
        return false;
    }

    /** Whether an address is the peer's, whatever the port: for RTCP. */
    boolean isPeer(SocketAddress sender) {
        InetSocketAddress to = target;
        return to != null
                && sender instanceof InetSocketAddress from
                && from.getAddress().equals(to.getAddress());
    }
}
