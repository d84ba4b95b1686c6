package org.belltower.eventsocket;

import java.net.InetSocketAddress;

/** A listening address cannot be had: taken, or not of this machine. */
public final class BindFailedException extends EventSocketException {
    private static final long serialVersionUID = 1L;

    private final InetSocketAddress address;

    BindFailedException(InetSocketAddress address, Throwable cause) {
        super(
                "cannot listen on " + address.getHostString() + ":" + address.getPort() + " for Event Socket ("
                        + cause.getMessage()
                        + "): stop the process that has it, or configure another address or port",
                cause);
        this.address = address;
    }

    public InetSocketAddress address() {
        return address;
    }
}
