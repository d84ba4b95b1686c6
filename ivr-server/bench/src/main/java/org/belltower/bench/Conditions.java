package org.belltower.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;

/** What a figure depends on besides the program: when, which machine, which JDK, how busy it was. */
final class Conditions {
    private static final Path CPUS = Path.of("/proc/cpuinfo");

    private Conditions() {}

    /** In the order in which they are shown; the load average is that of the last minute, of the whole machine. */
    static SequencedMap<String, String> now(InstantSource clock) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        var conditions = new LinkedHashMap<String, String>();
        conditions.put("date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        conditions.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        conditions.put("system", system.getName() + " " + system.getVersion() + " " + system.getArch());
        conditions.put("processor", processor());
        conditions.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        conditions.put("load", String.format(Locale.ROOT, "%.2f", system.getSystemLoadAverage()));
        return conditions;
    }

    private static String processor() {
        if (!Files.isReadable(CPUS)) {
            return "unknown";
        }
        try {
            return Files.readAllLines(CPUS).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new BenchException(CPUS + " cannot be read: " + e.getMessage(), e);
        }
    }
}
