package org.belltower.embeddedswitch.api;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.embeddedswitch.application.Words;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.SwitchCore;

/** {@code uuid_record} UUID start|stop|pause|resume FILE [SECONDS]: records a call. <em>Immutable.</em> */
final class UuidRecord implements ApiCommand {
    @Override
    public String name() {
        return "uuid_record";
    }

    @Override
    public String run(SwitchCore core, String arguments) {
        List<String> words = Words.split(arguments, 4);
        if (words.size() < 3) {
            return Answers.usage("<uuid> [start|stop|pause|resume] <path> [<limit>]");
        }
        Optional<Duration> limit = words.size() > 3
                ? Words.number(words.get(3)).filter(seconds -> seconds > 0).map(Duration::ofSeconds)
                : Optional.empty();
        return core.channels()
                .find(words.get(0))
                .map(channel -> record(channel, words.get(1), words.get(2), limit))
                .orElse("-ERR Cannot locate session!\n");
    }

    private static String record(Channel channel, String action, String file, Optional<Duration> limit) {
        try {
            boolean done = switch (action) {
                case "start" -> channel.recordings().start(Path.of(file), limit);
                case "stop" -> channel.recordings().stop(file);
                case "pause", "mask" -> channel.recordings().pause(Path.of(file), true);
                case "resume", "unmask" -> channel.recordings().pause(Path.of(file), false);
                default -> false;
            };
            return done ? "+OK Success\n" : Answers.error("Cannot " + action + " record session!");
        } catch (InvalidPathException e) {
            return Answers.error("Cannot record session!");
        }
    }
}
