package org.belltower.embeddedswitch.application;

import java.util.Arrays;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;

/** {@code multiset} A=B C=D, or {@code ^^:A=B:C=D} with another separator. <em>Immutable.</em> */
final class Multiset implements Application {
    private static final Set ONE = new Set();

    @Override
    public String name() {
        return "multiset";
    }

    @Override
    public boolean needsMedia() {
        return false;
    }

    @Override
    public void run(Channel channel, String argument) {
        boolean other = argument.startsWith("^^") && argument.length() > 2;
        char separator = other ? argument.charAt(2) : ' ';
        String rest = other ? argument.substring(3) : argument;
        Arrays.stream(rest.split(java.util.regex.Pattern.quote(String.valueOf(separator)), -1))
                .forEach(assignment -> ONE.run(channel, assignment));
    }
}
