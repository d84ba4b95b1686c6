package org.belltower.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a platform thread of this JVM has used.
 *
 * @param nanos of processor time
 * @param bytes allocated on the heap
 */
record Cpu(long nanos, long bytes) {
    /** So far. Fails where the JVM does not tell, or the thread has ended. */
    static Cpu of(Thread thread) {
        if (!(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads)) {
            throw new BenchException("this JVM does not say what its threads use; take a HotSpot JDK");
        }
        var used = new Cpu(
                threads.getThreadCpuTime(thread.threadId()), threads.getThreadAllocatedBytes(thread.threadId()));
        if (used.nanos < 0 || used.bytes < 0) {
            throw new BenchException("the thread " + thread.getName() + " has ended, or its use is not counted");
        }
        return used;
    }

    /** What was used since an earlier look. */
    Cpu since(Cpu earlier) {
        return new Cpu(nanos - earlier.nanos, bytes - earlier.bytes);
    }
}
