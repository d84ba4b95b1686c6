package org.belltower.embeddedswitch.application;

import java.util.List;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/**
 * {@code send_dtmf} KEYS[@MILLISECONDS][+KEYS…]: presses keys towards the caller. <em>Immutable.</em>
 *
 * <p>As FreeSWITCH's {@code switch_core_session_send_dtmf_string}: 250 ms a key unless told otherwise, and nothing at all
 * where there are more than 99 characters.
 */
public final class SendDtmf implements Application {
    private static final int LONGEST = 99;

    @Override
    public String name() {
        return "send_dtmf";
    }

    @Override
    public void run(Channel channel, String argument) {
        send(channel, argument);
    }

    /** Whether at least one key goes out. Any thread. */
    public static boolean send(Channel channel, String text) {
        if (text.length() > LONGEST || channel.cause().isPresent()) {
            return false;
        }
        List<Words.Keys> groups = Words.keys(text).stream()
                .filter(group -> !group.keys().isEmpty())
                .toList();
        channel.stream().ifPresent(stream -> groups.forEach(group -> stream.sendKeys(group.keys(), group.each())));
        return !groups.isEmpty() && channel.stream().isPresent();
    }
}
