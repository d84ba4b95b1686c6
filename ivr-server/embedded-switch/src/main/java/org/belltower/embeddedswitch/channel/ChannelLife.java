package org.belltower.embeddedswitch.channel;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.belltower.embeddedswitch.dialplan.DialplanAction;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.StreamOpening;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.InboundLeg;
import org.belltower.embeddedswitch.sip.IncomingCall;
import org.belltower.embeddedswitch.sip.OutgoingCall;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the first message of a call to its last: makes the channel, runs its route, gives everything back.
 *
 * <p><em>Thread-safe</em> in what starts a channel; the rest is <em>confined to the call's thread</em>. Whatever an
 * application throws ends this call, is logged once and touches no other.
 */
public final class ChannelLife {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelLife.class);

    private final Channel channel;

    private ChannelLife(Channel channel) {
        this.channel = channel;
    }

    /** Starts a channel for a call that came in. The place in {@link Channels} has been reserved. */
    public static Consumer<SipSignal> incoming(
            SwitchCore core, IncomingCall call, InboundLeg leg, List<DialplanAction> actions) {
        Channel channel = made(core, call, leg);
        core.channels().add(channel);
        ChannelLife life = new ChannelLife(channel);
        life.start(() -> life.answerer(call, actions));
        return channel::signal;
    }

    /**
     * Starts a channel for a call that is only to be refused. It takes no place and has no media: to answer it ends it
     * with the cause given.
     *
     * @param ended runs when everything has been given back
     */
    public static Consumer<SipSignal> refusing(
            SwitchCore core,
            IncomingCall call,
            InboundLeg leg,
            List<DialplanAction> actions,
            HangupCause cause,
            Runnable ended) {
        Channel channel = made(core, call, leg);
        core.channels().addApart(channel);
        var _ = channel.ended().thenRun(ended);
        ChannelLife life = new ChannelLife(channel);
        life.start(() -> life.refused(actions, cause));
        return channel::signal;
    }

    private static Channel made(SwitchCore core, IncomingCall call, InboundLeg leg) {
        String uuid = UUID.randomUUID().toString();
        String name = "sofia/internal/" + call.fromUser() + "@" + call.fromHost();
        CallerProfile profile = new CallerProfile(
                call.fromDisplay().isEmpty() ? call.fromUser() : call.fromDisplay(),
                call.fromUser(),
                call.requestUser(),
                call.networkIp(),
                "default");
        Channel channel = new Channel(core, uuid, name, CallDirection.INBOUND, profile);
        describe(channel.variables(), call);
        channel.leg(leg);
        return channel;
    }

    private void start(Runnable life) {
        Thread.ofVirtual().name("call-" + channel.uuid()).start(() -> live(life));
    }

    /** Starts a channel that calls out, or nothing where every place is taken. */
    public static Optional<Channel> outgoing(SwitchCore core, DialTarget target, Map<String, String> variables) {
        if (!core.channels().reserve()) {
            return Optional.empty();
        }
        String uuid = Optional.ofNullable(variables.get("origination_uuid"))
                .filter(wanted -> core.channels().find(wanted).isEmpty())
                .orElseGet(() -> UUID.randomUUID().toString());
        String number = variables.getOrDefault("origination_caller_id_number", "0000000000");
        CallerProfile profile = new CallerProfile(
                variables.getOrDefault("origination_caller_id_name", ""),
                number,
                target.user(),
                target.host(),
                "default");
        Channel channel = new Channel(core, uuid, target.channelName(), CallDirection.OUTBOUND, profile);
        variables.forEach(channel.variables()::set);
        core.channels().add(channel);
        ChannelLife life = new ChannelLife(channel);
        life.start(() -> life.caller(target));
        return Optional.of(channel);
    }

    private static void describe(Variables variables, IncomingCall call) {
        variables.set("sip_call_id", call.callId());
        variables.set("sip_from_user", call.fromUser());
        variables.set("sip_from_host", call.fromHost());
        variables.set("sip_from_display", call.fromDisplay());
        variables.set("sip_from_uri", call.fromUser() + "@" + call.fromHost());
        variables.set("sip_to_user", call.toUser());
        variables.set("sip_to_host", call.toHost());
        variables.set("sip_to_uri", call.toUser() + "@" + call.toHost());
        variables.set("sip_req_user", call.requestUser());
        variables.set("sip_req_host", call.requestHost());
        variables.set("sip_req_port", String.valueOf(call.requestPort()));
        variables.set("sip_req_uri", call.requestUser() + "@" + call.requestHost());
        variables.set("sip_contact_user", call.contactUser());
        variables.set("sip_contact_host", call.contactHost());
        variables.set("sip_contact_port", String.valueOf(call.contactPort()));
        variables.set("sip_network_ip", call.networkIp());
        variables.set("sip_network_port", String.valueOf(call.networkPort()));
        variables.set("sip_received_ip", call.networkIp());
        variables.set("sip_received_port", String.valueOf(call.networkPort()));
        variables.set("sip_via_protocol", call.transport());
        variables.set("sip_user_agent", call.userAgent());
        call.headers().forEach((name, value) -> variables.set("sip_h_" + name, value));
    }

    @SuppressWarnings("CatchingUnchecked") // A bug in one call's application must not take its resources with it.
    private void live(Runnable life) {
        try {
            channel.enter(ChannelState.CS_INIT);
            life.run();
        } catch (RuntimeException e) {
            LOG.error("{}: the call ends because of a fault of the switch", channel.uuid(), e);
            channel.hangUp(HangupCause.NORMAL_TEMPORARY_FAILURE);
        } finally {
            end();
        }
    }

    /** A call that can have no audio takes its route all the same, so that whoever is to answer it hears of it. */
    private void answerer(IncomingCall call, List<DialplanAction> actions) {
        Optional<HangupCause> misfit = openMedia();
        if (misfit.isEmpty() && call.sdp().isPresent()) {
            ChannelMedia media = channel.media().orElseThrow();
            misfit = media.takeOffer(call.sdp().get());
            channel.agreedMedia(media);
        }
        misfit.ifPresent(channel::withoutMedia);
        route(actions);
    }

    private void refused(List<DialplanAction> actions, HangupCause cause) {
        channel.withoutMedia(cause);
        route(actions);
    }

    private void route(List<DialplanAction> actions) {
        channel.enter(CallState.RINGING);
        channel.fire("CHANNEL_CREATE");
        channel.enter(ChannelState.CS_ROUTING);
        follow(new Route.Actions(actions));
    }

    private void caller(DialTarget target) {
        Optional<HangupCause> misfit = openMedia();
        channel.enter(CallState.DIALING);
        channel.fire("CHANNEL_CREATE");
        channel.fire("CHANNEL_OUTGOING");
        if (misfit.isPresent()) {
            channel.hangUp(misfit.get());
            return;
        }
        channel.enter(ChannelState.CS_ROUTING);
        CallerProfile profile = channel.profile();
        OutgoingCall call = new OutgoingCall(
                target.user(),
                target.host(),
                target.port(),
                target.transport(),
                profile.callerName(),
                profile.callerNumber(),
                extraHeaders());
        channel.leg(
                channel.core().sip().call(call, channel.media().orElseThrow().offer(), channel::signal));
        channel.leg().ifPresent(leg -> channel.variables().set("sip_call_id", leg.callId()));
        channel.enter(ChannelState.CS_CONSUME_MEDIA);
        follow(new Route.Serve());
    }

    private Map<String, String> extraHeaders() {
        Map<String, String> headers = new java.util.LinkedHashMap<>();
        channel.variables().all().forEach((name, value) -> {
            if (name.startsWith("sip_h_") && name.length() > 6 && value.chars().noneMatch(c -> c < ' ')) {
                headers.put(name.substring("sip_h_".length()), value);
            }
        });
        return headers;
    }

    private Optional<HangupCause> openMedia() {
        return switch (channel.core().media().openStream(channel.uuid())) {
            case StreamOpening.Opened opened -> {
                channel.media(
                        new ChannelMedia(opened.stream(), channel.created().getEpochSecond()));
                yield Optional.empty();
            }
            case StreamOpening.NoPorts none -> {
                LOG.warn("{}: no RTP port is free within {}–{}", channel.uuid(), none.firstPort(), none.lastPort());
                yield Optional.of(HangupCause.SWITCH_CONGESTION);
            }
            case StreamOpening.Closed closed -> Optional.of(HangupCause.SYSTEM_SHUTDOWN);
        };
    }

    private void follow(Route first) {
        Optional<Route> route = Optional.of(first);
        while (route.isPresent() && channel.cause().isEmpty()) {
            switch (route.get()) {
                case Route.Actions(List<DialplanAction> actions) -> {
                    channel.enter(ChannelState.CS_EXECUTE);
                    for (DialplanAction action : actions) {
                        if (!channel.over()) {
                            channel.execute(action.application(), action.argument());
                        }
                    }
                }
                case Route.Serve() -> serve();
            }
            route = channel.takeRoute();
        }
        channel.hangUp(HangupCause.NORMAL_CLEARING);
    }

    private void serve() {
        Wake wake = Wake.DONE;
        while (wake != Wake.OVER) {
            wake = channel.await(Channel.FOREVER, () -> false);
        }
    }

    private void end() {
        HangupCause cause = channel.cause().orElse(HangupCause.NORMAL_CLEARING);
        try {
            channel.hangUp(cause);
            step("tell of the hang-up", channel::tellHangup);
            step("hang up", () -> channel.leg().ifPresent(leg -> leg.hangUp(cause)));
            if (channel.variables().get("sip_hangup_disposition").isEmpty()) {
                // As mod_sofia: whoever reads the events learns that the switch ended the call.
                channel.variables().set("sip_hangup_disposition", channel.answered() ? "send_bye" : "send_refuse");
            }
            step("complete its recordings", () -> channel.recordings().closeAll());
            step("close its stream", this::closeStream);
            step("drain its inbox", () -> channel.attendance().drain());
            step("report", () -> {
                channel.enter(ChannelState.CS_REPORTING);
                channel.fire("CHANNEL_HANGUP_COMPLETE");
            });
        } finally {
            // In this order: a connection that opens now finds no channel, or is among those that are told.
            channel.core().schedule().cancel(channel.uuid());
            channel.core().channels().remove(channel);
            step("tell its connections", () -> channel.core().callEnded(channel));
            step("tell that it is gone", () -> {
                channel.enter(ChannelState.CS_DESTROY);
                channel.fire("CHANNEL_DESTROY");
            });
            channel.established().complete(false);
            channel.ended().complete(cause);
            // Without effect but where the clock was too busy before: the port must not stay taken.
            step("close its stream once more", this::closeStream);
        }
    }

    private void closeStream() {
        channel.stream().ifPresent(MediaStream::close);
    }

    /** A part of the end. Where it fails the others come all the same: a channel that stays takes a place for good. */
    @SuppressWarnings("CatchingUnchecked") // As in live.
    private void step(String what, Runnable part) {
        try {
            part.run();
        } catch (RuntimeException e) {
            LOG.error("{}: at the end of the call the switch could not {}", channel.uuid(), what, e);
        }
    }
}
