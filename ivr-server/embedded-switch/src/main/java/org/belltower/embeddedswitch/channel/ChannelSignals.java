package org.belltower.embeddedswitch.channel;

import java.util.Optional;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.SipSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the SIP leg's signals do to a channel.
 *
 * <p>{@link #arrived} is <em>thread-safe</em> and runs on the SIP threads: what ends the call ends it there and then,
 * the rest goes into the inbox. {@link #handle} is <em>confined to the call's thread</em>.
 */
final class ChannelSignals {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelSignals.class);

    private final Channel channel;

    ChannelSignals(Channel channel) {
        this.channel = channel;
    }

    void arrived(SipSignal signal) {
        switch (signal) {
            case SipSignal.Cancelled(Optional<HangupCause> ignored) -> {
                channel.variables().set("sip_hangup_disposition", "recv_cancel");
                channel.hangUp(HangupCause.ORIGINATOR_CANCEL);
            }
            case SipSignal.HungUp(Optional<HangupCause> reason) -> {
                channel.variables().set("sip_hangup_disposition", "recv_bye");
                channel.hangUp(reason.orElse(HangupCause.NORMAL_CLEARING));
            }
            case SipSignal.Refused refused -> {
                refusal(refused);
                channel.hangUp(refused.reason().orElse(HangupCause.ofSipStatus(refused.status())));
            }
            case SipSignal.NotAcknowledged() -> channel.hangUp(HangupCause.RECOVERY_ON_TIMER_EXPIRE);
            case SipSignal.SessionExpired() -> channel.hangUp(HangupCause.RECOVERY_ON_TIMER_EXPIRE);
            case SipSignal.Reoffered reoffered -> {
                if (!channel.offer(new ChannelMessage.FromLine(reoffered))) {
                    reoffered.offer().refuse(500);
                }
            }
            case SipSignal.Progress progress -> enqueue(progress);
            case SipSignal.Answered answered -> enqueue(answered);
            case SipSignal.Acknowledged acknowledged -> enqueue(acknowledged);
            case SipSignal.KeyByInfo key -> enqueue(new ChannelMessage.KeyPressed(key.key(), key.length(), "INFO"));
            case SipSignal.RefreshDue due -> enqueue(due);
            case SipSignal.ReferAnswered answered -> enqueue(answered);
            case SipSignal.ReferProgress progress -> enqueue(progress);
        }
    }

    private void refusal(SipSignal.Refused refused) {
        String status = String.valueOf(refused.status());
        Variables variables = channel.variables();
        variables.set("sip_term_status", status);
        variables.set("sip_invite_failure_status", status);
        variables.set("sip_invite_failure_phrase", refused.phrase());
        variables.set("proto_specific_hangup_cause", "sip:" + status);
        variables.set("sip_hangup_disposition", "recv_refuse");
        if (!refused.contacts().isEmpty()) {
            variables.set("sip_redirected_to", String.join(",", refused.contacts()));
        }
    }

    private void enqueue(SipSignal signal) {
        enqueue(new ChannelMessage.FromLine(signal));
    }

    private void enqueue(ChannelMessage message) {
        if (!channel.offer(message)) {
            LOG.debug("{}: {} came too late or too often", channel.uuid(), message);
        }
    }

    void handle(SipSignal signal) {
        switch (signal) {
            case SipSignal.Progress(int status, Optional<byte[]> sdp) -> progress(status, sdp);
            case SipSignal.Answered(Optional<byte[]> sdp) -> answered(sdp);
            case SipSignal.Acknowledged(Optional<byte[]> sdp) -> acknowledged(sdp);
            case SipSignal.Reoffered reoffered -> reoffered(reoffered);
            case SipSignal.RefreshDue() ->
                channel.media().ifPresent(media -> channel.leg().ifPresent(leg -> leg.refresh(media.local())));
            case SipSignal.ReferAnswered(int status) ->
                channel.variables().set("sip_refer_status_code", String.valueOf(status));
            case SipSignal.ReferProgress(int status, String reply) -> referred(status, reply);
            case SipSignal.KeyByInfo ignored -> {}
            case SipSignal.Cancelled ignored -> {}
            case SipSignal.HungUp ignored -> {}
            case SipSignal.Refused ignored -> {}
            case SipSignal.NotAcknowledged ignored -> {}
            case SipSignal.SessionExpired ignored -> {}
        }
    }

    private void referred(int status, String reply) {
        if (status < 200) {
            channel.variables().set("sip_refer_target_provisional_status_code", String.valueOf(status));
            return;
        }
        channel.variables().set("sip_refer_reply", reply);
        channel.variables().set("sip_refer_target_status_code", String.valueOf(status));
    }

    private void progress(int status, Optional<byte[]> sdp) {
        if (channel.answered()) {
            return;
        }
        if (sdp.isPresent() && take(sdp.get())) {
            channel.startMedia();
            channel.earlyMediaBegan();
            channel.enter(CallState.EARLY);
            channel.fire("CHANNEL_PROGRESS_MEDIA");
        } else if (status >= 180 && !channel.times().has(Timetable.Step.PROGRESS)) {
            channel.times().note(Timetable.Step.PROGRESS);
            channel.enter(CallState.RINGING);
            channel.fire("CHANNEL_PROGRESS");
        }
        channel.progressed();
    }

    private void answered(Optional<byte[]> sdp) {
        boolean fits = sdp.map(this::take)
                .orElseGet(() -> channel.media().flatMap(ChannelMedia::agreed).isPresent());
        if (!fits) {
            channel.hangUp(HangupCause.INCOMPATIBLE_DESTINATION);
            return;
        }
        channel.startMedia();
        channel.times().note(Timetable.Step.ANSWERED);
        channel.variables().set("sip_term_status", "200");
        channel.enter(CallState.ACTIVE);
        channel.fire("CHANNEL_ANSWER");
        channel.established().complete(true);
    }

    private boolean take(byte[] answer) {
        return channel.media().isPresent()
                && channel.media().get().takeAnswer(answer).isEmpty();
    }

    private void acknowledged(Optional<byte[]> sdp) {
        Optional<ChannelMedia> media = channel.media();
        if (media.isEmpty() || !media.get().awaitsAnswer()) {
            return;
        }
        if (sdp.isEmpty() || !take(sdp.get())) {
            // The peer owed us an answer. Spec: RFC 3261 §13.2.2.4.
            channel.hangUp(HangupCause.INCOMPATIBLE_DESTINATION);
            return;
        }
        channel.startMedia();
    }

    private void reoffered(SipSignal.Reoffered reoffered) {
        Optional<ChannelMedia> media = channel.media();
        if (media.isEmpty()) {
            reoffered.offer().refuse(500);
            return;
        }
        boolean before = media.get().held();
        media.get().reoffered(reoffered.sdp(), reoffered.offer());
        channel.agreedMedia(media.get());
        boolean after = media.get().held();
        if (before != after && channel.answered()) {
            channel.enter(after ? CallState.HELD : CallState.ACTIVE);
            channel.fire(after ? "CHANNEL_HOLD" : "CHANNEL_UNHOLD");
        }
    }
}
