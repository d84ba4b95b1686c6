package org.belltower.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a process of Linux has used so far. <i>Immutable.</i>
 *
 * @param ticks of processor time, in user and system mode, of all its threads, those that have ended among them; 100 a second.
 *     Spec: proc(5), {@code /proc/PID/stat}
 * @param residentKib resident memory now
 */
record ProcessUse(long ticks, long residentKib) {
    /** Ticks of a second. Spec: proc(5), {@code USER_HZ}, which Linux keeps at 100. */
    static final double A_SECOND = 100;

    /** Fails where the process has ended. */
    static ProcessUse of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        return new ProcessUse(ticks(process.resolve("stat"), 11, 12), resident(process.resolve("status")));
    }

    /**
     * Ticks of those threads of a process whose name begins so; the system knows the first 15 characters of a name.
     *
     * @param named such as {@code media-clock}
     */
    static long ticksOfThreads(long pid, String named) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        try (Stream<Path> all = Files.list(threads)) {
            return all.filter(thread -> name(thread).startsWith(named))
                    .mapToLong(thread -> ticks(thread.resolve("stat"), 11, 12))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            throw new BenchException(threads + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A thread that has just ended has no name. */
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (NoSuchFileException ended) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The sum of fields of a {@code stat} file.
     *
     * @param fields counted from 0 behind the name, which may have spaces in it
     */
    static long ticks(Path stat, int... fields) {
        try {
            String text = Files.readString(stat);
            List<String> words =
                    List.of(text.substring(text.lastIndexOf(')') + 2).split(" "));
            long sum = 0;
            for (int field : fields) {
                sum += Long.parseLong(words.get(field));
            }
            return sum;
        } catch (IOException e) {
            throw new BenchException(stat + " cannot be read: " + e.getMessage() + "; has the process ended?", e);
        }
    }

    private static long resident(Path status) {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow(() -> new BenchException(status + " has no VmRSS; has the process ended?"));
        } catch (IOException e) {
            throw new BenchException(status + " cannot be read: " + e.getMessage(), e);
        }
    }
}
