package org.belltower.server.doctor;

import java.util.List;
import java.util.Optional;
import org.belltower.server.doctor.ListeningPort.Transport;

/** Whether enough media ports are free for the calls at a time. */
record RtpRangeCheck(Optional<RtpRange> range, PortOwners owners) implements Check {
    private static final int PORTS_A_CALL = 2;

    @Override
    public String subject() {
        return "RTP ports";
    }

    @Override
    public List<Finding> run() {
        return range.map(ports -> List.of(look(ports))).orElse(List.of());
    }

    private Finding look(RtpRange ports) {
        long used = owners.used(Transport.UDP).stream()
                .filter(port -> port >= ports.first() && port <= ports.last())
                .count();
        long free = ports.last() - ports.first() + 1 - used;
        String seen = "UDP " + ports.first() + " to " + ports.last() + ", " + used + " in use";
        return free >= (long) ports.calls() * PORTS_A_CALL
                ? Finding.ok(subject(), seen)
                : Finding.warning(
                        subject(),
                        seen + ": too few for " + ports.calls() + " calls",
                        "widen 'first-rtp-port' and 'last-rtp-port' of 'embedded-switch' in ivr.yaml, or lower 'limits: calls:'");
    }
}
