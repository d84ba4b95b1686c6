package org.belltower.embeddedswitch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.belltower.embeddedswitch.api.ApiCommands;
import org.belltower.embeddedswitch.application.Applications;
import org.belltower.embeddedswitch.channel.ApplicationTable;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Channels;
import org.belltower.embeddedswitch.channel.Schedule;
import org.belltower.embeddedswitch.channel.SwitchCore;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.embeddedswitch.event.EventBus;
import org.belltower.embeddedswitch.media.MediaEngine;
import org.belltower.embeddedswitch.sip.SipAgent;
import org.belltower.eventsocket.DialResult;
import org.belltower.eventsocket.OutboundDialer;
import org.belltower.eventsocket.OutboundSession;
import org.belltower.eventsocket.ServerConnection;

/** The parts of one switch, put together. <em>Thread-safe.</em> Its parts are closed by {@link EmbeddedSwitch}. */
final class Core implements SwitchCore {
    private final SwitchSettings settings;
    private final MediaEngine media;
    private final OutboundDialer dialer;
    private final EventBus events;
    private final Channels channels;
    private final Schedule schedule;
    private final Instant started;
    private final ApplicationTable applications = new Applications();
    private final ApiCommands api = new ApiCommands();
    private final LongAdder unserved = new LongAdder();
    private volatile Optional<SipAgent> sip = Optional.empty();

    Core(SwitchSettings settings, MediaEngine media, OutboundDialer dialer) {
        this.settings = settings;
        this.media = media;
        this.dialer = dialer;
        this.events = new EventBus(settings.clock(), settings.sip().host());
        this.channels = new Channels(settings.maxCalls());
        this.schedule = new Schedule(settings.clock());
        this.started = settings.clock().instant();
    }

    void sip(SipAgent agent) {
        sip = Optional.of(agent);
    }

    ApiCommands api() {
        return api;
    }

    OutboundDialer dialer() {
        return dialer;
    }

    @Override
    public InstantSource clock() {
        return settings.clock();
    }

    @Override
    public Instant started() {
        return started;
    }

    @Override
    public EventBus events() {
        return events;
    }

    @Override
    public MediaEngine media() {
        return media;
    }

    @Override
    public SipAgent sip() {
        return sip.orElseThrow(() -> new IllegalStateException("SIP has not started yet"));
    }

    @Override
    public Dialplan dialplan() {
        return settings.dialplan();
    }

    @Override
    public ApplicationTable applications() {
        return applications;
    }

    @Override
    public Channels channels() {
        return channels;
    }

    @Override
    public Schedule schedule() {
        return schedule;
    }

    @Override
    public DialResult dial(String host, int port, OutboundSession session, Duration limit) {
        return dialer.dial(host, port, limit, session, new EventSocketCommands(this, api, Optional.of(session)));
    }

    @Override
    public void callUnserved() {
        unserved.increment();
    }

    /** How often {@link #callUnserved} was said. */
    long unserved() {
        return unserved.sum();
    }

    @Override
    public void callEnded(Channel channel) {
        for (ServerConnection connection : events.of(channel.uuid())) {
            connection.channelDown(channel.name());
        }
        for (ServerConnection connection : events.watching(channel.uuid())) {
            connection.channelDown(channel.name());
        }
    }
}
