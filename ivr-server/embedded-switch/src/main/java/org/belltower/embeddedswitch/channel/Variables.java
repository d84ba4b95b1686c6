package org.belltower.embeddedswitch.channel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A channel's variables, in the order in which they were first set.
 *
 * <p><em>Thread-safe</em> by its own lock: API commands read and write while the channel runs. Bounded: over
 * {@value #MOST} names or {@value #LONGEST} characters a value, setting does nothing and says so.
 */
public final class Variables {
    private static final int MOST = 4096;
    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 8;

    private final Map<String, String> values = new LinkedHashMap<>(); // guarded by this

    /** The value; names are exact. */
    public synchronized Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the variable is {@code true}, {@code yes}, {@code on}, {@code 1} …, as FreeSWITCH reads truth. */
    public boolean isTrue(String name) {
        return get(name).filter(Variables::truth).isPresent();
    }

    static boolean truth(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "true", "yes", "on", "enable", "enabled", "active", "allow", "t", "y" -> true;
            case "" -> false;
            default ->
                text.chars().allMatch(c -> c >= '0' && c <= '9') && text.chars().anyMatch(c -> c != '0');
        };
    }

    /**
     * Sets a value; an empty one removes the variable, as FreeSWITCH does.
     *
     * @return false where a limit forbids it
     */
    public synchronized boolean set(String name, String value) {
        if (value.isEmpty()) {
            values.remove(name);
            return true;
        }
        boolean nameUsable = !name.isBlank() && name.chars().noneMatch(c -> c == ':' || c == '\n' || c == '\r');
        if (!nameUsable || value.length() > LONGEST || (values.size() >= MOST && !values.containsKey(name))) {
            return false;
        }
        values.put(name, value);
        return true;
    }

    public synchronized void remove(String name) {
        values.remove(name);
    }

    /** All of them, now. */
    public synchronized Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }

    /**
     * Replaces {@code ${name}} by the value, in one pass; an unknown name becomes nothing. {@code \$} stays a dollar.
     *
     * <p>Deviates: {@code ${api(arguments)}} becomes nothing, because an argument from a caller must not run commands.
     */
    static String expand(String text, Function<String, Optional<String>> lookup) {
        return expand(text, lookup, 0);
    }

    private static String expand(String text, Function<String, Optional<String>> lookup, int depth) {
        if (text.indexOf("${") < 0 || depth > DEEPEST) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '$') {
                out.append('$');
                at += 2;
            } else if (c == '$' && at + 1 < text.length() && text.charAt(at + 1) == '{') {
                int end = closing(text, at + 2);
                if (end < 0) {
                    return out.append(text, at, text.length()).toString();
                }
                // A name may itself be built from variables: ${greeting_${language}}.
                String name = expand(text.substring(at + 2, end), lookup, depth + 1);
                lookup.apply(name).ifPresent(out::append);
                at = end + 1;
            } else {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }
}
