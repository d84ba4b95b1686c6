package org.belltower.embeddedswitch.api;

import java.time.Duration;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code status}: how long it runs and how much it does. <em>Immutable.</em> */
final class Status implements ApiCommand {
    @Override
    public String name() {
        return "status";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        Duration up = Duration.between(core.started(), core.clock().instant());
        return "UP 0 years, %d days, %d hours, %d minutes, %d seconds, %d milliseconds, 0 microseconds%n"
                        .formatted(
                                up.toDays(),
                                up.toHoursPart(),
                                up.toMinutesPart(),
                                up.toSecondsPart(),
                                up.toMillisPart())
                + "Belltower embedded switch (Version 0.1.0) is ready\n"
                + core.channels().total() + " session(s) since startup\n"
                + core.channels().count() + " session(s) - peak "
                + core.channels().peak() + ", last 5min "
                + core.channels().peak() + "\n"
                + core.channels().limit() + " session(s) max\n";
    }
}
