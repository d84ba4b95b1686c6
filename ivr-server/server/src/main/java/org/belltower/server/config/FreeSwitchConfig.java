package org.belltower.server.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.belltower.voicexml.fetch.AddressBlock;

/**
 * The FreeSWITCH that brings the calls where the embedded switch does not. Immutable. {@code ivr freeswitch config} writes its
 * files from this.
 *
 * @param address of this machine that SIP and RTP bind to
 * @param trunkPort SIP of the carriers' side, UDP and TCP; with certificates TLS at the port above
 * @param agentsPort SIP of the agents' phones, likewise
 * @param firstRtpPort the range of RTP ports, first to last, both included
 * @param lastRtpPort see {@code firstRtpPort}
 * @param eventSocketPort its inbound Event Socket, on loopback
 * @param carriers networks whose calls are taken, as {@code 192.0.2.0/24}; all others are refused
 * @param gateway host, or host and port, that telephone numbers are called through as {@code sofia/gateway/carrier/}
 * @param agents names of phones that may register
 * @param servers {@code HOST:PORT} of Event Socket listeners, tried in turn; empty: this installation's own
 * @param fallback what it does with a call that no server takes, as {@code APPLICATION ARGUMENT}, in order; empty: an apology
 *     and the end
 * @param certificates the folder with {@code agent.pem} (key and certificate) and {@code cafile.pem}; empty: no TLS
 * @param srtp of both sides
 * @param callsASecond new calls; those beyond are refused
 * @param clips {@code HOST:PORT} of this machine where FreeSWITCH fetches what it is to play; empty: it reads the clips in the data
 *     folder
 */
public record FreeSwitchConfig(
        InetAddress address,
        int trunkPort,
        int agentsPort,
        int firstRtpPort,
        int lastRtpPort,
        int eventSocketPort,
        List<String> carriers,
        Optional<String> gateway,
        List<String> agents,
        List<String> servers,
        List<String> fallback,
        Optional<Path> certificates,
        Srtp srtp,
        int callsASecond,
        Optional<String> clips) {
    private static final Pattern NETWORK = Pattern.compile("[0-9A-Fa-f.:]+/([0-9]{1,3})");
    /** FreeSWITCH takes no IPv6 address in these places. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+");

    private static final int MOST_CALLS_A_SECOND = 10_000;

    public static final FreeSwitchConfig DEFAULT = new FreeSwitchConfig(
            InetAddress.getLoopbackAddress(),
            5060,
            5070,
            16384,
            32767,
            8021,
            List.of("127.0.0.0/8"),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Srtp.OFF,
            200,
            Optional.empty());

    public FreeSwitchConfig {
        requirePort("trunk-port", trunkPort);
        requirePort("agents-port", agentsPort);
        requirePort("first-rtp-port", firstRtpPort);
        requirePort("last-rtp-port", lastRtpPort);
        requirePort("event-socket-port", eventSocketPort);
        if (Math.abs(trunkPort - agentsPort) < 2) {
            throw new IllegalArgumentException(
                    "'agents-port' must be two or more away from 'trunk-port': each has TLS at the port above");
        }
        if (lastRtpPort <= firstRtpPort) {
            throw new IllegalArgumentException("'last-rtp-port' must be above 'first-rtp-port'");
        }
        if (callsASecond < 1 || callsASecond > MOST_CALLS_A_SECOND) {
            throw new IllegalArgumentException(
                    "'calls-a-second' must be 1 to " + MOST_CALLS_A_SECOND + ", but is " + callsASecond);
        }
        carriers = each("carriers", carriers, NETWORK, "networks such as 192.0.2.0/24");
        for (String carrier : carriers) {
            requirePrefix(carrier);
        }
        agents = AgentNames.require("agents", agents);
        servers = List.copyOf(servers);
        for (String server : servers) {
            requireHost("servers", server, true);
        }
        gateway.ifPresent(host -> requireHost("gateway", host, false));
        clips.ifPresent(place -> requireHost("clips", place, true));
        if (srtp == Srtp.REQUIRED && certificates.isEmpty()) {
            throw new IllegalArgumentException(
                    "'srtp' is required without 'certificates': its keys would travel in clear");
        }
        fallback = DialplanActions.require("fallback", fallback);
    }

    /** The same with another fallback. */
    public FreeSwitchConfig withFallback(List<String> others) {
        return leading(agents, servers, others, clips);
    }

    /** The same with other servers. */
    public FreeSwitchConfig withServers(List<String> others) {
        return leading(agents, others, fallback, clips);
    }

    /** The same with other phones of agents. */
    public FreeSwitchConfig withAgents(List<String> others) {
        return leading(others, servers, fallback, clips);
    }

    /** The same with another place where clips are fetched. */
    public FreeSwitchConfig withClips(String place) {
        return leading(agents, servers, fallback, Optional.of(place));
    }

    private FreeSwitchConfig leading(
            List<String> phones, List<String> places, List<String> steps, Optional<String> sounds) {
        return new FreeSwitchConfig(
                address,
                trunkPort,
                agentsPort,
                firstRtpPort,
                lastRtpPort,
                eventSocketPort,
                carriers,
                gateway,
                phones,
                places,
                steps,
                certificates,
                srtp,
                callsASecond,
                sounds);
    }

    private static void requirePort(String key, int port) {
        Ports.requireBindable(key, port);
        if (port == 0) {
            throw new IllegalArgumentException("'" + key + "' must be 1 to 65535: FreeSWITCH takes no free one");
        }
    }

    private static List<String> each(String key, List<String> values, Pattern pattern, String wanted) {
        for (String value : values) {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException("'" + key + "' must hold " + wanted + ", but has '" + value + "'");
            }
        }
        return List.copyOf(values);
    }

    private static void requirePrefix(String network) {
        AddressBlock block;
        try {
            block = AddressBlock.of(network);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'carriers' has '" + network + "', which is no network", e);
        }
        if (block.bits() > block.start().getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("'carriers' has '" + network + "', whose prefix is too long");
        }
        if (block.bits() == 0) {
            throw new IllegalArgumentException(
                    "'carriers' has '" + network + "', which lets everybody call; name your carriers' networks");
        }
    }

    static void requireHost(String key, String text, boolean withPort) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? text : text.substring(0, colon);
        String port = colon < 0 ? "" : text.substring(colon + 1);
        boolean goodPort = port.isEmpty()
                ? !withPort && colon < 0
                : port.matches("[0-9]{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= 65_535;
        if (!HOST.matcher(host).matches() || !goodPort) {
            throw new IllegalArgumentException("'" + key + "' must be HOST:PORT such as 192.0.2.5:"
                    + (withPort ? "8084" : "5060, or a host alone") + ", but is '" + text + "'");
        }
    }
}
