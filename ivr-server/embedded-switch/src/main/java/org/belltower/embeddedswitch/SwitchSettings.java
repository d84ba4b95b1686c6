package org.belltower.embeddedswitch;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.media.MediaSettings;
import org.belltower.embeddedswitch.sip.SipSettings;
import org.belltower.eventsocket.Limits;

/**
 * How a switch is set up.
 *
 * <p><em>Immutable.</em>
 *
 * @param eventSocket where the Event Socket port listens; port 0 takes a free one
 * @param password of the Event Socket port; FreeSWITCH's published default is refused
 * @param maxCalls channels at once, both directions; at least 1
 * @param unknownNumbers how many calls to numbers that the dialplan does not name reach its actions for others
 * @param heartbeat time between HEARTBEAT events
 * @param limits of Event Socket connections
 * @param clock for the times in events
 */
public record SwitchSettings(
        SipSettings sip,
        MediaSettings media,
        InetSocketAddress eventSocket,
        String password,
        Dialplan dialplan,
        int maxCalls,
        Overload overload,
        UnknownNumbers unknownNumbers,
        Duration heartbeat,
        Limits limits,
        InstantSource clock) {

    public SwitchSettings {
        if (maxCalls < 1) {
            throw new IllegalArgumentException("maxCalls " + maxCalls + " is below 1");
        }
        if (!heartbeat.isPositive()) {
            throw new IllegalArgumentException("heartbeat " + heartbeat + " is not positive");
        }
    }

    /** SIP on 127.0.0.1:5060, Event Socket on 127.0.0.1:8021, a thousand calls. */
    public static SwitchSettings local(String password, Dialplan dialplan) {
        return on(InetAddress.getLoopbackAddress(), 5060, 8021, password, dialplan);
    }

    /** The same on free ports, for tests and demonstrations. */
    public static SwitchSettings free(String password, Dialplan dialplan) {
        return on(InetAddress.getLoopbackAddress(), 0, 0, password, dialplan);
    }

    /** With the usual limits on this address; ports may be 0 for free ones. */
    public static SwitchSettings on(
            InetAddress address, int sipPort, int eventSocketPort, String password, Dialplan dialplan) {
        return new SwitchSettings(
                SipSettings.of(address.getHostAddress(), sipPort),
                MediaSettings.on(address),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), eventSocketPort),
                password,
                dialplan,
                1000,
                new Overload.Release(),
                UnknownNumbers.DEFAULT,
                Duration.ofSeconds(20),
                Limits.defaults(),
                InstantSource.system());
    }

    /** The same with another limit of calls. */
    public SwitchSettings withMaxCalls(int most, Overload answer) {
        return new SwitchSettings(
                sip, media, eventSocket, password, dialplan, most, answer, unknownNumbers, heartbeat, limits, clock);
    }

    /** The same with other SIP settings. */
    public SwitchSettings withSip(SipSettings other) {
        return new SwitchSettings(
                other,
                media,
                eventSocket,
                password,
                dialplan,
                maxCalls,
                overload,
                unknownNumbers,
                heartbeat,
                limits,
                clock);
    }

    /** The same with other media settings. */
    public SwitchSettings withMedia(MediaSettings other) {
        return new SwitchSettings(
                sip,
                other,
                eventSocket,
                password,
                dialplan,
                maxCalls,
                overload,
                unknownNumbers,
                heartbeat,
                limits,
                clock);
    }

    /** The same with another time between heartbeats. */
    public SwitchSettings withHeartbeat(Duration time) {
        return new SwitchSettings(
                sip, media, eventSocket, password, dialplan, maxCalls, overload, unknownNumbers, time, limits, clock);
    }

    /** The same with another allowance for calls to unknown numbers. */
    public SwitchSettings withUnknownNumbers(UnknownNumbers allowance) {
        return new SwitchSettings(
                sip, media, eventSocket, password, dialplan, maxCalls, overload, allowance, heartbeat, limits, clock);
    }

    /** The password stays out of logs. */
    @Override
    public String toString() {
        return "SwitchSettings[sip=" + sip + ", media=" + media + ", eventSocket=" + eventSocket + ", maxCalls="
                + maxCalls + ", overload=" + overload + "]";
    }
}
