package org.belltower.voicexml.fetch;

import java.net.InetAddress;

/**
 * Addresses that begin with the same bits. Immutable.
 *
 * @param start any address of the block
 * @param bits how many leading bits they share, up to 32 or 128
 */
public record AddressBlock(InetAddress start, int bits) {
    static AddressBlock only(InetAddress address) {
        return new AddressBlock(address, address.getAddress().length * 8);
    }

    /**
     * From text such as {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static AddressBlock of(String text) {
        int slash = text.indexOf('/');
        return new AddressBlock(
                InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether the address begins with the same bits. */
    public boolean holds(InetAddress address) {
        byte[] mine = start.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((mine[bit >> 3] ^ other[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }
}
