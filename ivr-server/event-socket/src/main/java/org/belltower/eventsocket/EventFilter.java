package org.belltower.eventsocket;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One {@code filter} of a connection: a header and what its value must, or with {@code -} must not, be: a text
 * without regard to case, or a {@code /regex/}.
 *
 * <p><em>Immutable.</em> Spec: FreeSWITCH mod_event_socket event_handler.
 */
record EventFilter(String header, String value, boolean wanted, String text, Optional<Pattern> pattern) {

    /** Empty for a regular expression that cannot be read. */
    static Optional<EventFilter> of(String header, String value) {
        boolean wanted = true;
        int start = 0;
        while (start < value.length() && "+- ".indexOf(value.charAt(start)) >= 0) {
            if (value.charAt(start) != ' ') {
                wanted = value.charAt(start) == '+';
            }
            start++;
        }
        String text = value.substring(start);
        if (text.length() < 2 || text.charAt(0) != '/') {
            return Optional.of(new EventFilter(header, value, wanted, text, Optional.empty()));
        }
        int end = text.lastIndexOf('/');
        String regex = end > 0 ? text.substring(1, end) : text.substring(1);
        try {
            return Optional.of(new EventFilter(header, value, wanted, text, Optional.of(Pattern.compile(regex))));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Whether the event has the header with such a value. */
    boolean matches(Event event) {
        return event.header(header)
                .filter(found ->
                        pattern.map(regex -> regex.matcher(found).find()).orElseGet(() -> found.equalsIgnoreCase(text)))
                .isPresent();
    }
}
