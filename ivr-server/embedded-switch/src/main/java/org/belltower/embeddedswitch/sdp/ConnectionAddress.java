package org.belltower.embeddedswitch.sdp;

/** The {@code c=} line: an address literal or a host name. *Immutable.* Spec: RFC 8866 §5.7. */
public record ConnectionAddress(String address) {
    /** The old way to hold: a peer that wants no media at all. Spec: RFC 3264 §8.4. */
    boolean isHold() {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    String line() {
        return "IN " + family(address) + " " + address;
    }

    static String family(String address) {
        return address.indexOf(':') >= 0 ? "IP6" : "IP4";
    }
}
