package org.belltower.embeddedswitch;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The virtual threads that are alive, which {@link Thread#getAllStackTraces} does not know. */
final class VirtualThreads {
    private static final Pattern VIRTUAL = Pattern.compile("\"virtual\": true,\\s*\"name\": \"([^\"]*)\"");

    private VirtualThreads() {}

    /** Their names; empty text for one without. */
    static List<String> names() {
        try {
            Path folder = Files.createTempDirectory("threads");
            Path dump = folder.resolve("dump.json");
            try {
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                        .dumpThreads(dump.toString(), ThreadDumpFormat.JSON);
                return VIRTUAL.matcher(Files.readString(dump))
                        .results()
                        .map((MatchResult thread) -> thread.group(1))
                        .toList();
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no thread dump", e);
        }
    }
}
