package org.belltower.embeddedswitch.sdp;

import java.util.Locale;
import java.util.Optional;

/** Who sends, seen from the one who says it. *Immutable.* Spec: RFC 8866 §6.7, RFC 3264 §6.1 and §8.4. */
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    /** The same stream seen from the other end. */
    public Direction mirrored() {
        return of(/* sends= */ receives, /* receives= */ sends);
    }

    /** What is left when both must agree. */
    public Direction and(Direction other) {
        return of(sends && other.sends, receives && other.receives);
    }

    /** The attribute's name, as it stands in SDP. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The direction of an attribute's name; empty if the attribute is none. */
    public static Optional<Direction> parse(String attribute) {
        for (Direction direction : values()) {
            if (direction.attribute().equals(attribute)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }

    private static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }
}
