package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.event.EventBus;
import org.belltower.embeddedswitch.media.MediaEngine;
import org.belltower.embeddedswitch.sip.SipAgent;
import org.belltower.eventsocket.DialResult;
import org.belltower.eventsocket.OutboundSession;

/**
 * What every channel of one switch shares.
 *
 * <p><em>Thread-safe</em>; its parts are. Made and closed by the switch.
 */
public interface SwitchCore {
    InstantSource clock();

    /** When the switch was opened. */
    Instant started();

    EventBus events();

    MediaEngine media();

    SipAgent sip();

    Dialplan dialplan();

    ApplicationTable applications();

    Channels channels();

    /** What is to happen to channels later. */
    Schedule schedule();

    /** Dials a listener for the {@code socket} application. Blocks at most {@code limit}. */
    DialResult dial(String host, int port, OutboundSession session, Duration limit);

    /** No listener was there for a call that lives: it goes on in the dialplan's fallback, and nobody else knows of it. */
    void callUnserved();

    /** The channel has hung up: its Event Socket connections are told. */
    void callEnded(Channel channel);
}
