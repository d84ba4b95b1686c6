package org.belltower.embeddedswitch;

import java.util.Optional;

/**
 * A port that this room must have is held by something else. Raised by {@link EmbeddedSwitch#open}; the message names
 * address, port, protocol, the holder where the system tells, and the configuration key that changes it.
 */
public final class PortTakenException extends SwitchException {
    private static final long serialVersionUID = 1L;

    private final String address;
    private final int port;
    private final String protocol;
    private final String key;

    public PortTakenException(
            String address, int port, String protocol, Optional<String> holder, String key, Throwable cause) {
        super(
                "%s port %d on %s cannot be bound%s: stop what holds it or set %s to a free port"
                        .formatted(
                                protocol,
                                port,
                                address,
                                holder.map(name -> ", it is held by " + name).orElse(" (" + cause.getMessage() + ")"),
                                key),
                cause);
        this.address = address;
        this.port = port;
        this.protocol = protocol;
        this.key = key;
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

    /** The configuration key that sets the port, {@code switch.sip.port} for example. */
    public String key() {
        return key;
    }
}
