package org.belltower.embeddedswitch.application;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/**
 * {@code record_session} FILE [+SECONDS]: records the call while it goes on. {@code RECORD_STEREO},
 * {@code RECORD_READ_ONLY} and {@code RECORD_WRITE_ONLY} choose the sides. <em>Immutable.</em>
 */
final class RecordSession implements Application {
    @Override
    public String name() {
        return "record_session";
    }

    @Override
    public void run(Channel channel, String argument) {
        List<String> words = Words.split(argument, 3);
        if (words.isEmpty()) {
            return;
        }
        try {
            Path file = Path.of(words.get(0));
            String limit = words.size() > 1 ? words.get(1).replace("+", "") : "";
            boolean started =
                    channel.recordings().start(file, Words.seconds(limit).filter(time -> time.isPositive()));
            channel.variables().set("current_application_response", started ? "" : "-ERR cannot record");
        } catch (InvalidPathException e) {
            channel.variables().set("current_application_response", "-ERR " + e.getReason());
        }
    }
}
