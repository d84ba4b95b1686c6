package org.belltower.eventsocket;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * Where an {@link InboundClient} connects, and what it asks for each time it is connected.
 *
 * <p><em>Immutable.</em> The constructor refuses the password that FreeSWITCH ships with.
 *
 * @param address of the switch's Event Socket port; an unresolved one is looked up at each try
 * @param subscriptions sent in order after each authentication, such as {@link Command.Events} and
 *     {@link Command.Filter}; {@code BACKGROUND_JOB} is added by the client
 * @param connectTimeout for the TCP connection, and for each reply on the way up
 */
public record InboundSettings(
        InetSocketAddress address,
        String password,
        List<Command> subscriptions,
        Duration connectTimeout,
        Backoff backoff,
        Limits limits) {
    public InboundSettings {
        RefusedPasswordException.check(password);
        subscriptions = List.copyOf(subscriptions);
    }

    public static InboundSettings of(
            InetSocketAddress address, String password, List<Command> subscriptions, Backoff backoff) {
        return new InboundSettings(address, password, subscriptions, Duration.ofSeconds(5), backoff, Limits.defaults());
    }

    @Override
    public String toString() {
        return "InboundSettings[" + address + "]";
    }
}
