package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;
import org.belltower.embeddedswitch.channel.DialString;
import org.belltower.embeddedswitch.channel.Originate;
import org.belltower.embeddedswitch.sip.HangupCause;

/**
 * {@code bridge} DIAL_STRING: calls others and joins the first that answers.
 *
 * <p><em>Immutable.</em> {@code call_timeout} limits the ringing, {@code continue_on_fail} (true, or a list of causes)
 * lets the dialplan go on after a failure, {@code hangup_after_bridge} ends the call after the bridge; for what is heard
 * meanwhile see {@link Ringback}, which {@code ignore_early_media} lets go on to the answer. The outcome is in
 * {@code originate_disposition} and {@code last_bridge_hangup_cause}.
 */
final class Bridge implements Application {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        Duration patience = channel.variables()
                .get("call_timeout")
                .flatMap(Words::seconds)
                .filter(Duration::isPositive)
                .orElse(PATIENCE);
        RingingWaiter waiter = new RingingWaiter(channel, Originate.on(channel));
        Originate originate =
                new Originate(channel.core(), DialString.parse(argument), inherited(channel), patience, waiter);
        waiter.originate = Optional.of(originate);
        Originate.Outcome outcome = originate.run();
        waiter.ringback.stop();
        switch (outcome) {
            case Originate.Outcome.Answered(Channel other) -> {
                if (channel.cause().isPresent()) {
                    other.hangUp(HangupCause.ORIGINATOR_CANCEL);
                    return;
                }
                ChannelProgress.answer(channel);
                Joining.join(channel, other);
            }
            case Originate.Outcome.Failed(HangupCause cause, Optional<String> status) -> failed(channel, cause, status);
        }
    }

    private static Map<String, String> inherited(Channel channel) {
        Map<String, String> variables = new LinkedHashMap<>(Export.exported(channel));
        String number = channel.variables()
                .get("effective_caller_id_number")
                .orElse(channel.profile().callerNumber());
        String name = channel.variables()
                .get("effective_caller_id_name")
                .orElse(channel.profile().callerName());
        variables.put("origination_caller_id_number", number);
        variables.put("origination_caller_id_name", name);
        variables.put("call_uuid", channel.uuid());
        variables.put("originator", channel.uuid());
        return variables;
    }

    private static void failed(Channel channel, HangupCause cause, Optional<String> status) {
        channel.variables().set("originate_disposition", cause.name());
        channel.variables().set("last_bridge_hangup_cause", cause.name());
        channel.variables().set("originate_failed_cause", cause.name());
        status.ifPresent(code -> channel.variables().set("last_bridge_proto_specific_hangup_cause", "sip:" + code));
        channel.variables().set("current_application_response", cause.name());
        if (!continues(channel, cause)) {
            channel.hangUp(cause);
        }
    }

    private static boolean continues(Channel channel, HangupCause cause) {
        if (channel.variables().isTrue("continue_on_fail")) {
            return true;
        }
        return Arrays.stream(
                        channel.variables().get("continue_on_fail").orElse("").split(",", -1))
                .map(String::strip)
                .anyMatch(listed ->
                        listed.equalsIgnoreCase(cause.name()) || listed.equals(String.valueOf(cause.number())));
    }

    /** Passes ringing and early audio on to the caller while it waits. <em>Confined to the call's thread.</em> */
    private static final class RingingWaiter implements Originate.Waiter {
        private final Channel caller;
        private final Originate.Waiter waiter;
        private final Ringback ringback;
        private Optional<Originate> originate = Optional.empty();
        private boolean rings;
        private boolean early;

        RingingWaiter(Channel caller, Originate.Waiter waiter) {
            this.caller = caller;
            this.waiter = waiter;
            this.ringback = new Ringback(caller);
        }

        @Override
        public void wake() {
            waiter.wake();
        }

        @Override
        public boolean pause(Duration limit, BooleanSupplier done) {
            return waiter.pause(limit, () -> {
                originate.ifPresent(this::progress);
                return done.getAsBoolean();
            });
        }

        private void progress(Originate running) {
            Optional<Channel> talking =
                    running.legs().stream().filter(Channel::earlyMedia).findFirst();
            if (talking.isPresent() && !early && !ignoresEarlyMedia(talking.get())) {
                early = true;
                ringback.stop();
                if (ChannelProgress.preAnswer(caller)) {
                    Joining.ringing(caller, talking);
                }
            }
            if (!early && !rings && running.legs().stream().anyMatch(Channel::ringing)) {
                rings = true;
                ChannelProgress.ring(caller);
            }
            if (!early && (rings || ringback.isInstant())) {
                ringback.play();
            }
        }

        private boolean ignoresEarlyMedia(Channel leg) {
            return leg.variables().isTrue("ignore_early_media")
                    || caller.variables().isTrue("ignore_early_media");
        }
    }
}
