package org.belltower.embeddedswitch.sip;

import java.time.Duration;

/**
 * Where the SIP agent listens and how long it waits.
 *
 * <p><em>Immutable.</em>
 *
 * @param host address to bind and to announce in Contact and Via
 * @param port 1–65535, or 0 for a free one (the same for UDP and TCP)
 * @param udp whether to listen on UDP
 * @param tcp whether to listen on TCP
 * @param userAgent value of the User-Agent and Server headers, a product token
 * @param sessionInterval the session interval asked for (RFC 4028 §4); at least {@code minimumSessionInterval}
 * @param minimumSessionInterval the smallest session interval accepted, else 422 (RFC 4028 §9); at least 1 s
 * @param ackTimeout how long a 2xx waits for its ACK, in steps of 500 ms; RFC 3261 §13.3.1.4 says 32 s
 * @param threads threads that read SIP messages, at least 1
 * @param phones telephones that may register
 */
public record SipSettings(
        String host,
        int port,
        boolean udp,
        boolean tcp,
        String userAgent,
        Duration sessionInterval,
        Duration minimumSessionInterval,
        Duration ackTimeout,
        int threads,
        Phones phones) {

    public SipSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("SIP port " + port + " is not within 0–65535");
        }
        if (!udp && !tcp) {
            throw new IllegalArgumentException("SIP needs UDP or TCP: enable at least one");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("SIP threads " + threads + " is below 1");
        }
        if (sessionInterval.compareTo(minimumSessionInterval) < 0) {
            throw new IllegalArgumentException(
                    "session interval " + sessionInterval + " is below its minimum " + minimumSessionInterval);
        }
        if (ackTimeout.toMillis() < 500) {
            throw new IllegalArgumentException("ACK timeout " + ackTimeout + " is below 500 ms");
        }
    }

    /** UDP and TCP on this address with the RFCs' intervals. */
    public static SipSettings of(String host, int port) {
        return new SipSettings(
                host,
                port,
                true,
                true,
                "Belltower",
                Duration.ofMinutes(30),
                Duration.ofSeconds(90),
                Duration.ofSeconds(32),
                4,
                Phones.NONE);
    }

    /** The same with another ACK timeout. */
    public SipSettings withAckTimeout(Duration timeout) {
        return new SipSettings(
                host, port, udp, tcp, userAgent, sessionInterval, minimumSessionInterval, timeout, threads, phones);
    }

    /** The same with other session intervals. */
    public SipSettings withSessionIntervals(Duration interval, Duration minimum) {
        return new SipSettings(host, port, udp, tcp, userAgent, interval, minimum, ackTimeout, threads, phones);
    }

    /** The same with telephones that may register. */
    public SipSettings withPhones(Phones others) {
        return new SipSettings(
                host, port, udp, tcp, userAgent, sessionInterval, minimumSessionInterval, ackTimeout, threads, others);
    }

    SipSettings withPort(int chosen) {
        return new SipSettings(
                host,
                chosen,
                udp,
                tcp,
                userAgent,
                sessionInterval,
                minimumSessionInterval,
                ackTimeout,
                threads,
                phones);
    }
}
