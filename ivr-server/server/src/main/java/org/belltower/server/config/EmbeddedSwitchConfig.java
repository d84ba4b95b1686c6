package org.belltower.server.config;

import java.net.InetAddress;
import java.util.List;

/**
 * The switch inside this process. Immutable.
 *
 * @param enabled false where FreeSWITCH brings the calls
 * @param address what SIP and RTP bind to
 * @param sipPort UDP and TCP; 0 takes a free one
 * @param firstRtpPort the range of RTP and RTCP ports, first to last, both included; the first is even
 * @param lastRtpPort see {@code firstRtpPort}
 * @param eventSocketPort the inbound Event Socket, on loopback; 0 takes a free one
 * @param fallback what the switch does with a call that the server does not take, as {@code APPLICATION ARGUMENT}, in order;
 *     empty: an apology and the end
 * @param agents names of phones that may register
 */
public record EmbeddedSwitchConfig(
        boolean enabled,
        InetAddress address,
        int sipPort,
        int firstRtpPort,
        int lastRtpPort,
        int eventSocketPort,
        List<String> fallback,
        List<String> agents) {
    public static final EmbeddedSwitchConfig DEFAULT =
            new EmbeddedSwitchConfig(true, InetAddress.getLoopbackAddress(), 5060, 16384, 32767, 8021);

    public EmbeddedSwitchConfig {
        Ports.requireBindable("sip-port", sipPort);
        Ports.requireBindable("event-socket-port", eventSocketPort);
        Ports.requireBindable("first-rtp-port", firstRtpPort);
        Ports.requireBindable("last-rtp-port", lastRtpPort);
        if (firstRtpPort % 2 != 0 || lastRtpPort - firstRtpPort < 1) {
            throw new IllegalArgumentException("'first-rtp-port' must be even and 'last-rtp-port' above it");
        }
        fallback = DialplanActions.require("fallback", fallback);
        agents = AgentNames.require("agents", agents);
    }

    /** Without phones that register. */
    public EmbeddedSwitchConfig(
            boolean enabled,
            InetAddress address,
            int sipPort,
            int firstRtpPort,
            int lastRtpPort,
            int eventSocketPort,
            List<String> fallback) {
        this(enabled, address, sipPort, firstRtpPort, lastRtpPort, eventSocketPort, fallback, List.of());
    }

    /** With an apology as the fallback. */
    public EmbeddedSwitchConfig(
            boolean enabled, InetAddress address, int sipPort, int firstRtpPort, int lastRtpPort, int eventSocketPort) {
        this(enabled, address, sipPort, firstRtpPort, lastRtpPort, eventSocketPort, List.of());
    }

    /** The same, switched off. */
    public EmbeddedSwitchConfig disabled() {
        return new EmbeddedSwitchConfig(
                false, address, sipPort, firstRtpPort, lastRtpPort, eventSocketPort, fallback, agents);
    }

    /** The same with other phones that may register. */
    public EmbeddedSwitchConfig withAgents(List<String> others) {
        return new EmbeddedSwitchConfig(
                enabled, address, sipPort, firstRtpPort, lastRtpPort, eventSocketPort, fallback, others);
    }
}
