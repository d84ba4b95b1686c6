package org.belltower.voicexml.fetch;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * The addresses that lead inside: to this machine, to its network, to the metadata of the cloud that it runs in, or to nobody
 * in particular. Source: the IANA special-purpose address registries (RFC 6890 and its successors).
 */
final class InnerAddresses {
    private static final List<AddressBlock> FOUR = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    // Azure's host agent, a public number that is answered inside the machine's own network.
                    "168.63.129.16/32",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4")
            .map(AddressBlock::of)
            .toList();

    /** All that is routed on the Internet. */
    private static final AddressBlock GLOBAL_SIX = AddressBlock.of("2000::/3");

    /** Tunnels, which hide an address of version 4, and 2001::/23, which is for protocols. */
    private static final List<AddressBlock> TUNNELS =
            Stream.of("2001::/23", "2002::/16").map(AddressBlock::of).toList();

    private InnerAddresses() {}

    static boolean holds(InetAddress address) {
        return address instanceof Inet6Address
                ? !GLOBAL_SIX.holds(address) || TUNNELS.stream().anyMatch(block -> block.holds(address))
                : FOUR.stream().anyMatch(block -> block.holds(address));
    }
}
