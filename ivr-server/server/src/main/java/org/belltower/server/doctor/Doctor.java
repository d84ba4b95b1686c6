package org.belltower.server.doctor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.belltower.server.Belltower;

/** Looks over the machine that the server is to run on. <em>Immutable.</em> */
public final class Doctor {
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(30);

    private Doctor() {}

    /** All findings, in the order of the list below; takes as long as the slowest check, at most half a minute. */
    public static List<Finding> run(DoctorSettings settings) {
        return run(checks(settings), LONGEST_CHECK);
    }

    /** Whether the server can run: nothing is missing. Warnings do not count. */
    public static boolean isHealthy(List<Finding> findings) {
        return findings.stream().noneMatch(finding -> finding.outcome() instanceof Outcome.Missing);
    }

    /** A new check is registered by one line here. */
    private static List<Check> checks(DoctorSettings settings) {
        return List.of(
                new JdkCheck(Runtime.version(), Path.of(System.getProperty("java.home", "?"))),
                new EncodingCheck(System.getProperty("sun.jnu.encoding", "unknown")),
                ProgramCheck.maven(),
                ProgramCheck.espeakNg(),
                ProgramCheck.sipp(),
                new SynthesisCheck(SynthesisCheck.usualVoices()),
                new ModelsCheck(settings.speech(), settings.speech().store(settings.data())),
                new PortCheck(settings.ports(), PortOwners.ofThisMachine()),
                new RtpRangeCheck(settings.rtp(), PortOwners.ofThisMachine()),
                new DatabaseCheck(settings.database()),
                new JournalCheck(settings.data().resolve(Belltower.JOURNAL)),
                new DiskSpaceCheck(settings.data()),
                new FoldersCheck(settings.folders()),
                new HotlinesCheck(settings.folders().voiceApps(), settings.hotlines()),
                new WordsCheck(settings.folders(), settings.hotlines(), settings.speech()),
                new OpenFilesCheck(Path.of("/proc/self/limits"), settings.calls()));
    }

    static List<Finding> run(List<Check> checks, Duration longest) {
        List<CompletableFuture<List<Finding>>> running = new ArrayList<>();
        for (Check check : checks) {
            CompletableFuture<List<Finding>> result = new CompletableFuture<>();
            Thread.ofVirtual().name("doctor-" + check.subject()).start(() -> {
                try {
                    result.complete(check.run());
                } catch (Throwable failed) {
                    // A check that fails is a finding, never the end of the other checks.
                    result.completeExceptionally(failed);
                }
            });
            running.add(result);
        }
        long end = System.nanoTime() + longest.toNanos();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            findings.addAll(await(checks.get(i), running.get(i), end));
        }
        return findings;
    }

    private static List<Finding> await(Check check, CompletableFuture<List<Finding>> result, long end) {
        try {
            return result.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            return unknown(check, "could not be checked: " + failed.getCause());
        } catch (TimeoutException late) {
            return unknown(check, "gave no answer in time");
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return unknown(check, "was interrupted");
        }
    }

    private static List<Finding> unknown(Check check, String why) {
        return List.of(Finding.warning(check.subject(), why, "run ./ivr doctor again; if it stays, report it"));
    }
}
