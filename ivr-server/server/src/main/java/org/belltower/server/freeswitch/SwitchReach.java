package org.belltower.server.freeswitch;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerException;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.ScriptedCallee;
import org.belltower.server.clips.ClipServer;
import org.belltower.server.doctor.Finding;

/**
 * Whether a running FreeSWITCH can open the server's clips and write where the server reads recordings: it calls a telephone of
 * ours, plays a clip and records. Confined to the command's thread. What it made is deleted when it returns.
 */
final class SwitchReach {
    private static final String CLIPS = "clips";
    private static final String RECORDINGS = "recordings";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long GLANCE = Duration.ofMillis(50).toNanos();
    private static final int SAMPLES = 800;
    /** A WAV file without audio is as long. */
    private static final int HEADER = 44;

    private final Path clips;
    private final Path recordings;
    private final InetAddress address;
    private final SwitchApi api;

    /** Where it fetches clips; empty where it opens them. */
    private final Optional<String> place;

    private SwitchReach(Path data, InetAddress address, Optional<String> place, SwitchApi api) {
        this.place = place;
        this.clips = data.resolve(CLIPS);
        this.recordings = data.resolve(RECORDINGS);
        this.address = address;
        this.api = api;
    }

    /**
     * Tries both.
     *
     * @param data the data folder
     * @param address of this machine that FreeSWITCH's SIP is bound to
     * @param place where it fetches clips; empty where it opens them
     */
    static List<Finding> run(Path data, InetAddress address, Optional<String> place, SwitchApi api) {
        SwitchReach reach = new SwitchReach(data, address, place, api);
        if (!Files.isDirectory(reach.clips) || !Files.isDirectory(reach.recordings)) {
            return List.of(Finding.warning(
                    "clips and recordings",
                    "not tried: the server has not run with " + data + " yet",
                    "start it (./ivr run), and check again"));
        }
        return reach.call();
    }

    private List<Finding> call() {
        String leg = UUID.randomUUID().toString();
        Path recording = recordings.resolve("probe-" + leg + ".wav");
        Optional<Path> clip = Optional.empty();
        CallerSettings defaults = CallerSettings.defaults();
        CallerSettings here = new CallerSettings(
                defaults.codec(),
                defaults.keys(),
                address,
                "probe",
                defaults.keyLength(),
                defaults.keyGap(),
                defaults.timeline());
        try (ScriptedCallee telephone = ScriptedCallee.listen(here)) {
            // As private as a clip of the server's is.
            clip = Optional.of(Files.createTempFile(clips, "probe-", ".wav"));
            try (OutputStream out = Files.newOutputStream(clip.get())) {
                Wav.write(out, Pcm.of(new short[SAMPLES], SampleRate.HZ_8000));
            }
            String target = address.getHostAddress() + ":" + telephone.address().getPort();
            String command = "originate {origination_uuid=" + leg + ",originate_timeout=" + PATIENCE.toSeconds()
                    + "}sofia/internal/probe@" + target + " playback:"
                    + place.map(ClipServer::probe).orElse(clip.get().toString()) + ",park inline";
            CompletableFuture<String> originated = CompletableFuture.supplyAsync(() -> api.run(command));
            try (CallerCall call = telephone.awaitCall(PATIENCE).orElse(null)) {
                if (call == null) {
                    return List.of(notTried("no call came: " + originated.getNow("no answer")));
                }
                call.answer();
                originated.join();
                return List.of(clip(leg), recording(leg, recording));
            } finally {
                api.run("uuid_kill " + leg);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(notTried("interrupted"));
        } catch (CallerException e) {
            return List.of(notTried("FreeSWITCH could not call this command: " + e.getMessage()
                    + "; run it on FreeSWITCH's machine, or make a call to see"));
        } catch (IOException e) {
            return List.of(notTried("this command cannot write there: " + e));
        } finally {
            clip.ifPresent(SwitchReach::delete);
            delete(recording);
        }
    }

    private Finding clip(String leg) {
        boolean over = soon(() -> variable(leg, "current_application").equals("park"));
        if (over && variable(leg, "playback_ms").matches("[1-9][0-9]*")) {
            return Finding.ok(CLIPS, "FreeSWITCH plays them");
        }
        return place.isPresent()
                ? Finding.missing(
                        CLIPS,
                        "FreeSWITCH cannot fetch them from " + place.get(),
                        "start the server (./ivr run), and let FreeSWITCH's machine connect to it there")
                : Finding.missing(CLIPS, "FreeSWITCH cannot open what the server keeps in " + clips, remedy(clips));
    }

    private Finding recording(String leg, Path recording) {
        String started = api.run("uuid_record " + leg + " start " + recording);
        boolean written =
                started.startsWith("+OK") && soon(() -> recording.toFile().length() > HEADER);
        api.run("uuid_record " + leg + " stop " + recording);
        if (!written && place.isPresent()) {
            return Finding.warning(
                    RECORDINGS,
                    "FreeSWITCH cannot write to " + recordings,
                    "fine where nobody records or listens to words; else share the folder");
        }
        if (!written) {
            return Finding.missing(RECORDINGS, "FreeSWITCH cannot write to " + recordings, remedy(recordings));
        }
        return Files.isReadable(recording)
                ? Finding.ok(RECORDINGS, "FreeSWITCH writes them")
                : Finding.missing(RECORDINGS, "what FreeSWITCH writes cannot be read here", remedy(recordings));
    }

    private static String remedy(Path folder) {
        String owner;
        try {
            owner = Files.getOwner(folder).getName();
        } catch (IOException e) {
            owner = "the server's user";
        }
        return "run FreeSWITCH as " + owner + " (freeswitch -u " + owner
                + ", or User= of its unit); both must see this folder under the same path";
    }

    private static Finding notTried(String why) {
        return Finding.warning(
                "clips and recordings",
                "not tried: " + why,
                "see FreeSWITCH's log, and check again as the server's user");
    }

    private String variable(String leg, String name) {
        return api.run("uuid_getvar " + leg + " " + name).strip();
    }

    private static boolean soon(BooleanSupplier condition) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                return false;
            }
            LockSupport.parkNanos(GLANCE);
        }
        return true;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It holds a tenth of a second of silence; the server's start empties one folder, its cache the other.
            file.toFile().deleteOnExit();
        }
    }
}
