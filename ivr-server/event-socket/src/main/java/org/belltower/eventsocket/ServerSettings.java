package org.belltower.eventsocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.Predicate;

/**
 * Where the switch's Event Socket port listens and whom it admits.
 *
 * <p><em>Immutable.</em> The constructor refuses the password that FreeSWITCH ships with.
 */
public record ServerSettings(InetSocketAddress bind, String password, Predicate<InetAddress> admits, Limits limits) {
    public ServerSettings {
        RefusedPasswordException.check(password);
    }

    /** Admits this machine only. */
    public static ServerSettings loopback(InetSocketAddress bind, String password) {
        return new ServerSettings(bind, password, InetAddress::isLoopbackAddress, Limits.defaults());
    }

    @Override
    public String toString() {
        return "ServerSettings[" + bind + "]";
    }
}
