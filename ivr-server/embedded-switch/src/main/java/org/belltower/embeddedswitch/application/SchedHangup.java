package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Schedule;
import org.belltower.embeddedswitch.sip.HangupCause;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code sched_hangup} [+]SECONDS [CAUSE]: {@code hangup}, but later. <em>Immutable.</em> */
public final class SchedHangup implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(SchedHangup.class);

    @Override
    public String name() {
        return "sched_hangup";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        List<String> words = Words.split(argument, 3);
        if (words.isEmpty()
                || later(channel, words.get(0), words.size() > 1 ? words.get(1) : "")
                        .isEmpty()) {
            LOG.warn("{}: sched_hangup wants [+]SECONDS [CAUSE]", channel.uuid());
        }
    }

    /** The number of the task; empty where the time is none. As FreeSWITCH: without a cause, ALLOTTED_TIMEOUT. Any thread. */
    public static Optional<Integer> later(Channel channel, String time, String cause) {
        HangupCause why = cause.isEmpty() ? HangupCause.ALLOTTED_TIMEOUT : HangupCause.parse(cause);
        Schedule schedule = channel.core().schedule();
        Optional<Duration> delay = schedule.delay(time);
        Optional<Integer> task = delay.map(wait -> schedule.later(wait, channel, () -> channel.hangUp(why)));
        task.ifPresent(number -> channel.variables().set("last_sched_id", number.toString()));
        return task;
    }
}
