package org.belltower.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.belltower.speech.SynthesisException.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class EngineThreadsTest {
    private static final Duration LONG = Await.PATIENCE;
    /** For work that hangs; other work may miss it too, on a machine that stalls. */
    private static final Duration SHORT = Duration.ofMillis(50);

    /** Work that ignores interrupts until it is let go, as native code does. */
    private static final class Deaf implements EngineThreads.Work<String> {
        final CountDownLatch letGo = new CountDownLatch(1);
        final CountDownLatch ended = new CountDownLatch(1);
        final AtomicInteger aborted = new AtomicInteger();

        @Override
        public String run() {
            boolean done = false;
            while (!done) {
                try {
                    letGo.await();
                    done = true;
                } catch (InterruptedException ignoredAsNativeCodeDoes) {
                    done = false;
                }
            }
            ended.countDown();
            return "late";
        }

        @Override
        public void abort() {
            aborted.incrementAndGet();
        }
    }

    private static Failure failureOf(EngineThreads threads, EngineThreads.Work<?> work) {
        try {
            threads.call(work);
            throw new AssertionError("the call succeeded");
        } catch (SynthesisException failed) {
            return failed.failure();
        }
    }

    private static boolean answers(EngineThreads threads) {
        try {
            return threads.call(() -> "well").equals("well");
        } catch (SynthesisException refused) {
            return false;
        }
    }

    @Test
    void workRunsOnAPlatformThreadNamedAfterTheEngine() {
        try (EngineThreads threads = EngineThreads.open("mary", 1, 1, LONG)) {
            String name = threads.call(() -> {
                assertThat(Thread.currentThread().isVirtual()).isFalse();
                return Thread.currentThread().getName();
            });
            assertThat(name).startsWith("mary-");
        }
    }

    @Test
    void hungWorkIsAbortedAndItsPlaceIsFreeAtOnce() {
        try (EngineThreads threads = EngineThreads.open("mary", 1, 1, SHORT)) {
            Deaf hung = new Deaf();
            assertThat(failureOf(threads, hung)).isEqualTo(Failure.TIMED_OUT);
            assertThat(hung.aborted).hasValue(1);
            Await.until("the next has its place", () -> answers(threads));
            hung.letGo.countDown();
        }
    }

    @Test
    void anEngineWhoseCallsAllHangRefusesUntilOneComesBack() throws InterruptedException {
        try (EngineThreads threads = EngineThreads.open("mary", 2, 8, SHORT)) {
            List<Deaf> hung = new ArrayList<>();
            for (int i = 0; i < EngineThreads.MAX_HUNG; i++) {
                Deaf work = new Deaf();
                hung.add(work);
                assertThat(failureOf(threads, work)).isEqualTo(Failure.TIMED_OUT);
            }
            assertThatExceptionOfType(SynthesisException.class)
                    .isThrownBy(() -> threads.call(() -> "refused"))
                    .withMessageContaining("out of order");

            hung.forEach(work -> work.letGo.countDown());
            for (Deaf work : hung) {
                assertThat(work.ended.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            }
            Await.until("the engine is well again", () -> answers(threads));
        }
    }

    @Test
    void moreWaitingTextsThanAllowedAreRefusedAtOnce() throws Exception {
        try (EngineThreads threads = EngineThreads.open("mary", 1, 1, LONG)) {
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch letGo = new CountDownLatch(1);
            CountDownLatch waiting = new CountDownLatch(1);
            Thread first = Thread.ofVirtual()
                    .start(() -> threads.call(() -> {
                        running.countDown();
                        return letGo.await(LONG.toSeconds(), TimeUnit.SECONDS);
                    }));
            assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Thread second = Thread.ofPlatform().start(() -> {
                waiting.countDown();
                threads.call(() -> "second");
            });
            assertThat(waiting.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            Await.until("the second waits for a place", () -> second.getState() == Thread.State.TIMED_WAITING);

            assertThat(failureOf(threads, () -> "third")).isEqualTo(Failure.OVERLOADED);

            letGo.countDown();
            first.join();
            second.join();
        }
    }

    @Test
    void anInterruptedCallerStopsWaitingAndStaysInterrupted() throws Exception {
        try (EngineThreads threads = EngineThreads.open("mary", 1, 1, LONG)) {
            Deaf work = new Deaf();
            AtomicInteger seen = new AtomicInteger();
            Thread caller = Thread.ofPlatform().start(() -> {
                if (failureOf(threads, work) == Failure.CLOSED
                        && Thread.currentThread().isInterrupted()) {
                    seen.incrementAndGet();
                }
            });
            caller.interrupt();
            assertThat(caller.join(LONG)).isTrue();
            assertThat(seen).hasValue(1);
            work.letGo.countDown();
        }
    }

    @Test
    void exceptionsAndMissingClassesFailTheTextOnly() {
        try (EngineThreads threads = EngineThreads.open("mary", 1, 1, LONG)) {
            assertThat(failureOf(threads, () -> {
                        throw new IOException("broken");
                    }))
                    .isEqualTo(Failure.ENGINE_FAILED);
            assertThat(failureOf(threads, () -> {
                        throw new NoClassDefFoundError("absent");
                    }))
                    .isEqualTo(Failure.ENGINE_FAILED);
            assertThat(threads.call(() -> "fine")).isEqualTo("fine");
        }
    }

    @Test
    void closedThreadsRefuse() {
        EngineThreads threads = EngineThreads.open("mary", 1, 1, LONG);
        threads.close();
        assertThat(failureOf(threads, () -> "late")).isEqualTo(Failure.CLOSED);
    }
}
