package org.belltower.embeddedswitch.channel;

import java.time.Instant;
import java.util.Optional;
import org.belltower.embeddedswitch.event.EventBus;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.eventsocket.EventHeaders;

/**
 * Writes a channel's state into event headers, in FreeSWITCH's order.
 *
 * <p><em>Immutable.</em> Follows {@code switch_channel_event_set_basic_data} and {@code _extended_data}.
 */
final class ChannelHeaders {
    private ChannelHeaders() {}

    static void write(Channel channel, EventHeaders.Builder headers) {
        headers.add("Channel-State", channel.state().name())
                .add("Channel-Call-State", channel.callState().name())
                .add("Channel-State-Number", String.valueOf(channel.state().number()))
                .add("Channel-Name", channel.name())
                .add("Unique-ID", channel.uuid())
                .add("Call-Direction", channel.direction().word())
                .add("Presence-Call-Direction", channel.direction().word())
                .add("Channel-HIT-Dialplan", String.valueOf(channel.direction() == CallDirection.INBOUND))
                .add("Channel-Call-UUID", channel.variables().get("call_uuid").orElse(channel.uuid()))
                .add("Answer-State", answerState(channel));
        channel.cause().map(HangupCause::name).ifPresent(cause -> headers.add("Hangup-Cause", cause));
        channel.codecName()
                .ifPresent(codec -> headers.add("Channel-Read-Codec-Name", codec)
                        .add("Channel-Read-Codec-Rate", "8000")
                        .add("Channel-Read-Codec-Bit-Rate", "64000")
                        .add("Channel-Write-Codec-Name", codec)
                        .add("Channel-Write-Codec-Rate", "8000")
                        .add("Channel-Write-Codec-Bit-Rate", "64000"));
        profile("Caller", channel, headers);
        channel.partner().ifPresent(other -> {
            headers.add("Other-Type", channel.direction() == CallDirection.INBOUND ? "originatee" : "originator");
            profile("Other-Leg", other, headers);
        });
        channel.variables().all().forEach((name, value) -> headers.add("variable_" + name, value));
    }

    private static String answerState(Channel channel) {
        if (channel.state().number() >= ChannelState.CS_HANGUP.number()) {
            return "hangup";
        }
        if (channel.answered()) {
            return "answered";
        }
        return channel.times().has(Timetable.Step.PROGRESS_MEDIA) ? "early" : "ringing";
    }

    private static void profile(String prefix, Channel channel, EventHeaders.Builder headers) {
        CallerProfile profile = channel.profile();
        Timetable times = channel.times();
        add(headers, prefix + "-Direction", channel.direction().word());
        add(headers, prefix + "-Logical-Direction", channel.direction().word());
        add(headers, prefix + "-Username", profile.callerNumber());
        add(headers, prefix + "-Dialplan", "XML");
        add(headers, prefix + "-Caller-ID-Name", profile.callerName());
        add(headers, prefix + "-Caller-ID-Number", profile.callerNumber());
        add(headers, prefix + "-Orig-Caller-ID-Name", profile.callerName());
        add(headers, prefix + "-Orig-Caller-ID-Number", profile.callerNumber());
        add(headers, prefix + "-Network-Addr", profile.networkAddress());
        add(headers, prefix + "-ANI", profile.callerNumber());
        add(headers, prefix + "-Destination-Number", profile.destination());
        add(headers, prefix + "-Unique-ID", channel.uuid());
        add(headers, prefix + "-Source", "mod_sofia");
        add(headers, prefix + "-Context", profile.context());
        add(headers, prefix + "-Channel-Name", channel.name());
        headers.add(prefix + "-Profile-Index", "1");
        time(headers, prefix + "-Profile-Created-Time", Optional.of(times.created()));
        time(headers, prefix + "-Channel-Created-Time", Optional.of(times.created()));
        for (Timetable.Step step : Timetable.Step.values()) {
            time(headers, prefix + "-Channel-" + step.word() + "-Time", times.at(step));
        }
    }

    private static void add(EventHeaders.Builder headers, String name, String value) {
        if (!value.isEmpty()) {
            headers.add(name, value);
        }
    }

    private static void time(EventHeaders.Builder headers, String name, Optional<Instant> at) {
        headers.add(name, String.valueOf(at.map(EventBus::micros).orElse(0L)));
    }
}
