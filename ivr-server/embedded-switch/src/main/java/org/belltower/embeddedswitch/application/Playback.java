package org.belltower.embeddedswitch.application;

import java.util.Optional;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Keypad;

/**
 * {@code playback} WHAT: plays files, {@code file_string://}, {@code silence_stream://}, {@code tone_stream://}.
 *
 * <p><em>Immutable.</em> A key of {@code playback_terminators} ends it; as in FreeSWITCH they are {@code *} where the
 * variable is not set, {@code none} is none and {@code any} is every key. Keys that come meanwhile are used up.
 *
 * <p>Deviates: where one part of a {@code file_string} cannot be played it plays nothing and answers
 * {@code FILE NOT FOUND}, because half a figure is a wrong figure; FreeSWITCH plays the rest.
 */
final class Playback implements Application {
    @Override
    public String name() {
        return "playback";
    }

    @Override
    public void run(Channel channel, String argument) {
        Terminators terminators = Terminators.of(channel);
        // Keys that have been told of by then stop nothing, as in FreeSWITCH, whose park loop has used them up.
        channel.keypad().flush();
        channel.variables().remove("playback_terminator_used");
        Player.End end = Player.play(channel, argument, () -> terminated(channel.keypad(), terminators, channel));
        String response = switch (end) {
            case PLAYED, BROKEN, OVER -> "FILE PLAYED";
            case MISSING -> "FILE NOT FOUND";
        };
        channel.variables().set("current_application_response", response);
    }

    static boolean terminated(Keypad keypad, Terminators terminators, Channel channel) {
        for (Optional<Character> key = keypad.take(); key.isPresent(); key = keypad.take()) {
            if (terminators.contains(key.get())) {
                channel.variables().set("playback_terminator_used", String.valueOf(key.get()));
                return true;
            }
        }
        return false;
    }
}
