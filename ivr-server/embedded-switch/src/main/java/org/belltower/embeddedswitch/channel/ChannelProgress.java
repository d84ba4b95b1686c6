package org.belltower.embeddedswitch.channel;

import java.time.Duration;
import java.util.Optional;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.belltower.embeddedswitch.sip.InboundLeg;

/**
 * The steps of a call towards its answer: ringing, early media, answer.
 *
 * <p><em>Confined to the call's thread.</em> Each step does nothing where the call is past it. A call that can have no
 * audio (no common codec, no free port, a number that nobody has) rings, and ends with its cause at the first step that
 * is to give it some: until then its controller hears of it as of any other.
 */
public final class ChannelProgress {
    private static final Duration LATE_ANSWER = Duration.ofSeconds(32);
    private static final Duration MEDIA_WAIT = Duration.ofSeconds(2);

    private ChannelProgress() {}

    /** 180. */
    public static void ring(Channel channel) {
        if (channel.leg().orElse(null) instanceof InboundLeg leg && !channel.answered() && !channel.over()) {
            leg.ring(Optional.empty());
            if (!channel.times().has(Timetable.Step.PROGRESS)) {
                channel.times().note(Timetable.Step.PROGRESS);
                channel.enter(CallState.RINGING);
                channel.fire("CHANNEL_PROGRESS");
            }
        }
    }

    /** 183 with our answer, and audio from now on. Impossible where the caller made no offer. */
    public static boolean preAnswer(Channel channel) {
        Optional<ChannelMedia> media = channel.media();
        if (channel.over() || endsForWantOfMedia(channel) || media.isEmpty()) {
            return false;
        }
        if (media.get().running()) {
            return true;
        }
        if (!(channel.leg().orElse(null) instanceof InboundLeg leg)
                || media.get().agreed().isEmpty()) {
            return false;
        }
        leg.ring(Optional.of(media.get().local()));
        channel.startMedia();
        channel.earlyMediaBegan();
        channel.enter(CallState.EARLY);
        channel.fire("CHANNEL_PROGRESS_MEDIA");
        return true;
    }

    /** 200; with a late offer it waits for the answer in the ACK. */
    public static void answer(Channel channel) {
        Optional<ChannelMedia> media = channel.media();
        if (channel.answered()
                || channel.over()
                || endsForWantOfMedia(channel)
                || media.isEmpty()
                || !(channel.leg().orElse(null) instanceof InboundLeg leg)) {
            return;
        }
        ChannelMedia ready = media.get();
        boolean late = ready.agreed().isEmpty();
        if (!leg.answer(late ? ready.offer() : ready.local())) {
            channel.hangUp(HangupCause.NORMAL_TEMPORARY_FAILURE);
            return;
        }
        channel.startMedia();
        channel.times().note(Timetable.Step.ANSWERED);
        channel.enter(CallState.ACTIVE);
        channel.fire("CHANNEL_ANSWER");
        channel.established().complete(true);
        if (late && channel.await(LATE_ANSWER, () -> !ready.awaitsAnswer()) == Wake.TIMED_OUT) {
            channel.hangUp(HangupCause.RECOVERY_ON_TIMER_EXPIRE);
        }
    }

    private static boolean endsForWantOfMedia(Channel channel) {
        Optional<HangupCause> refusal = channel.mediaRefusal();
        refusal.ifPresent(channel::hangUp);
        return refusal.isPresent();
    }

    /** Makes sure that there is audio before an application that needs it. */
    static boolean mediaReady(Channel channel) {
        Optional<ChannelMedia> media = channel.media();
        if (endsForWantOfMedia(channel) || media.isEmpty()) {
            return false;
        }
        if (media.get().running()) {
            return true;
        }
        if (channel.direction() == CallDirection.OUTBOUND) {
            return channel.await(MEDIA_WAIT, () -> media.get().running()) == Wake.DONE;
        }
        if (media.get().agreed().isEmpty()) {
            // A late offer gives nothing to pre-answer with.
            answer(channel);
            return media.get().running();
        }
        return preAnswer(channel);
    }
}
