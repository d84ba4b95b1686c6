package org.belltower.embeddedswitch.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.SwitchCore;

/**
 * {@code uuid_record} UUID start|stop|mask|unmask|pause|resume FILE [SECONDS]: records a call. What is masked is silence
 * in the file, what is paused is not in it. <em>Immutable.</em>
 */
final class UuidRecord implements ApiCommand {
    private static final String USAGE = Answers.usage("<uuid> [start|stop|mask|unmask|pause|resume] <path> [<limit>]");

    @Override
    public String name() {
        return "uuid_record";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 4);
        if (words.size() < 3) {
            return USAGE;
        }
        Optional<Duration> limit = words.size() > 3
                ? Words.number(words.get(3)).filter(seconds -> seconds > 0).map(Duration::ofSeconds)
                : Optional.empty();
        return core.channels()
                .find(words.get(0))
                .map(channel -> record(channel, words.get(1).toLowerCase(Locale.ROOT), words.get(2), limit))
                .orElse(Answers.NO_SESSION);
    }

    private static String record(Channel channel, String action, String file, Optional<Duration> limit) {
        try {
            return switch (action) {
                case "start" -> answer(channel.recordings().start(Path.of(file), limit), "record");
                case "stop" -> answer(channel.recordings().stop(file), "stop record");
                case "pause" -> answer(channel.recordings().pause(Path.of(file), true), "pause recording");
                case "resume" -> answer(channel.recordings().pause(Path.of(file), false), "resume recording");
                case "mask" -> answer(channel.recordings().mask(Path.of(file), true), "mask recording");
                case "unmask" -> answer(channel.recordings().mask(Path.of(file), false), "unmask recording");
                default -> USAGE;
            };
        } catch (InvalidPathException e) {
            return answer(false, "record");
        }
    }

    private static String answer(boolean done, String what) {
        return done ? "+OK Success\n" : Answers.error("Cannot " + what + " session!");
    }
}
