package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Schedule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code sched_transfer} [+]SECONDS NUMBER [DIALPLAN [CONTEXT]]: {@code transfer}, but later. <em>Immutable.</em> */
public final class SchedTransfer implements Application {
    private static final Logger LOG = LoggerFactory.getLogger(SchedTransfer.class);

    @Override
    public String name() {
        return "sched_transfer";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        List<String> words = Words.split(argument, 2);
        if (words.size() < 2 || later(channel, words.get(0), words.get(1)).isEmpty()) {
            LOG.warn("{}: sched_transfer wants [+]SECONDS NUMBER [DIALPLAN [CONTEXT]]", channel.uuid());
        }
    }

    /** The number of the task; empty where the time is none. Any thread. */
    public static Optional<Integer> later(Channel channel, String time, String target) {
        Schedule schedule = channel.core().schedule();
        Optional<Duration> delay = schedule.delay(time);
        Optional<Integer> task = delay.map(wait -> schedule.later(wait, channel, () -> Transfer.to(channel, target)));
        task.ifPresent(number -> channel.variables().set("last_sched_id", number.toString()));
        return task;
    }
}
