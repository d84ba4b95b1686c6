package org.belltower.server.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.belltower.embeddedswitch.EmbeddedSwitch;

/** The embedded switch. <em>Immutable.</em> */
public record SwitchMeters(EmbeddedSwitch source) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        new Meters<>(registry, source)
                .gauge(
                        "belltower.switch.channels",
                        "channels that are up",
                        s -> s.status().calls())
                .gauge(
                        "belltower.switch.channels.peak",
                        "most channels at once",
                        s -> s.status().peak())
                .gauge(
                        "belltower.switch.channels.limit",
                        "most channels allowed",
                        s -> s.status().limit())
                .counter(
                        "belltower.switch.channels.started",
                        "channels since the start",
                        s -> s.status().callsSinceStart())
                .counter(
                        "belltower.switch.refused",
                        "calls refused by SIP",
                        s -> s.status().refusedBusy(),
                        "reason",
                        "busy")
                .counter(
                        "belltower.switch.refused",
                        "calls refused by SIP",
                        s -> s.status().refusedUnknown(),
                        "reason",
                        "number")
                .counter(
                        "belltower.switch.unserved",
                        "calls that no server took",
                        s -> s.status().unserved())
                .counter(
                        "belltower.switch.event.socket.overruns",
                        "connections closed because they read too slowly",
                        s -> s.status().eventSocketOverruns());
        new Meters<>(registry, source)
                .gauge(
                        "belltower.media.streams",
                        "RTP streams that are open",
                        s -> s.status().media().openStreams())
                .gauge(
                        "belltower.media.ports",
                        "pairs of RTP ports in use",
                        s -> s.status().media().portsInUse())
                .counter(
                        "belltower.media.frames.sent",
                        "RTP packets sent",
                        s -> s.status().media().framesSent())
                .counter(
                        "belltower.media.packets.received",
                        "RTP packets of peers",
                        s -> s.status().media().packetsReceived())
                .counter(
                        "belltower.media.send.failures",
                        "packets that the system did not take",
                        s -> s.status().media().sendFailures())
                .counter(
                        "belltower.media.ticks",
                        "ticks of the media clocks",
                        s -> s.status().media().ticks())
                .counter(
                        "belltower.media.ticks.late",
                        "ticks that began more than 5 ms late",
                        s -> s.status().media().lateTicks())
                .counter(
                        "belltower.media.ticks.skipped",
                        "ticks given up, each 20 ms of silence that callers heard",
                        s -> s.status().media().skippedTicks())
                .counter(
                        "belltower.media.keys.dropped",
                        "keys that nobody took",
                        s -> s.status().media().callbacksDropped())
                .counter(
                        "belltower.media.recording.frames.dropped",
                        "frames that disks were too slow for",
                        s -> s.status().media().recordingFramesDropped());
    }
}
