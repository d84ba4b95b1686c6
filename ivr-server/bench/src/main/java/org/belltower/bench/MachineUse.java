package org.belltower.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Time of all processors together so far, in ticks. <i>Immutable.</i> Spec: proc(5), {@code /proc/stat}.
 *
 * @param all of it, busy or not, stolen or not
 * @param idle with nothing to do, or waiting for a disk
 * @param stolen by the host of a virtual machine for others
 */
record MachineUse(long all, long idle, long stolen) {
    private static final Path STAT = Path.of("/proc/stat");

    /** Until now. */
    static MachineUse now() {
        try {
            return parse(Files.readAllLines(STAT).getFirst());
        } catch (IOException e) {
            throw new BenchException(STAT + " cannot be read: " + e.getMessage() + "; calls are measured on Linux", e);
        }
    }

    /** The line {@code cpu  user nice system idle iowait irq softirq steal guest guest_nice}; guests are users too. */
    static MachineUse parse(String line) {
        long[] fields = Arrays.stream(line.strip().split("\\s+"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        if (fields.length < 8) {
            throw new BenchException("not the times of a machine: " + line);
        }
        return new MachineUse(Arrays.stream(fields).sum(), fields[3] + fields[4], fields[7]);
    }

    MachineUse since(MachineUse earlier) {
        return new MachineUse(all - earlier.all, idle - earlier.idle, stolen - earlier.stolen);
    }

    /** Share of the time, 0 to 100. */
    double stolenPercent() {
        return all == 0 ? 0 : 100.0 * stolen / all;
    }

    /** Share of the time in which a processor worked for this machine, 0 to 100. */
    double busyPercent() {
        return all == 0 ? 0 : 100.0 * (all - idle - stolen) / all;
    }
}
