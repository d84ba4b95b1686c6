package org.belltower.embeddedswitch;

import java.util.Optional;

/**
 * A port that this room must have is held by something else. Raised by {@link EmbeddedSwitch#open}; the message names
 * address, port, protocol, and the holder where the system tells.
 */
public final class PortTakenException extends SwitchException {
    private static final long serialVersionUID = 1L;

    private final String address;
    private final int port;
    private final String protocol;
    private final PortRole role;

    public PortTakenException(
            String address, int port, String protocol, Optional<String> holder, PortRole role, Throwable cause) {
        super(
                "%s port %d on %s cannot be bound%s: stop what holds it or take a free port"
                        .formatted(
                                protocol,
                                port,
                                address,
                                holder.map(name -> ", it is held by " + name).orElse(" (" + cause.getMessage() + ")")),
                cause);
        this.address = address;
        this.port = port;
        this.protocol = protocol;
        this.role = role;
    }

    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    /** {@code UDP} or {@code TCP}. */
    public String protocol() {
        return protocol;
    }

    public PortRole role() {
        return role;
    }
}
