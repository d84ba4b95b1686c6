package org.belltower.server.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the process may open as many files and sockets as the calls at a time need. Java raises the soft limit to the
 * hard one by itself, so the hard one counts.
 *
 * @param limits the file that tells, {@code /proc/self/limits}
 */
record OpenFilesCheck(Path limits, int calls) implements Check {
    /** RTP, RTCP, Event Socket, a clip and a recording, and one to spare. */
    private static final long FILES_A_CALL = 6;

    private static final long BASE = 512;
    private static final Pattern HARD = Pattern.compile("Max open files\\s+\\S+\\s+(\\S+)");

    @Override
    public String subject() {
        return "open files";
    }

    @Override
    public List<Finding> run() {
        OptionalLong hard = hardLimit();
        if (hard.isEmpty()) {
            return List.of(Finding.ok(subject(), "no limit is known"));
        }
        long needed = BASE + FILES_A_CALL * calls;
        String seen = hard.getAsLong() + " may be open";
        return List.of(
                hard.getAsLong() >= needed
                        ? Finding.ok(subject(), seen)
                        : Finding.warning(
                                subject(),
                                seen + ", " + calls + " calls need " + needed,
                                "ulimit -n " + needed + ", or LimitNOFILE=" + needed + " in the systemd unit"));
    }

    private OptionalLong hardLimit() {
        try {
            Matcher found = HARD.matcher(Files.readString(limits));
            return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
        } catch (IOException | NumberFormatException unlimitedOrNotLinux) {
            return OptionalLong.empty();
        }
    }
}
