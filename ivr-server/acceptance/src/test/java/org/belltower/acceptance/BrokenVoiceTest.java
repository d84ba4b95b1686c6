package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import org.belltower.server.caller.CallEnd;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.HeardClip;
import org.belltower.server.demo.SwitchKind;
import org.belltower.speech.ClipNote;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program that speaks crashes or hangs in the middle of a call: the caller hears the prompt all the same, and the dialog goes on.
 * The server is a process of its own that finds such a program on its path.
 */
@OnlyOn(
        value = SwitchKind.EMBEDDED,
        because =
                "the server is a process of its own with its own path, and what speaks is the same behind either switch")
class BrokenVoiceTest {
    private static final Pattern READY = Pattern.compile("(Belltower is ready)");
    private static final Pattern SIP = Pattern.compile("SIP +127\\.0\\.0\\.1:(\\d+)");
    private static final String PROGRAM = "espeak-ng";

    /** A wish for a man is one for eSpeak NG, and MaryTTS, a woman, is who speaks where it cannot. */
    private static final String DOCUMENT = """
            <form>
              <field name="how" type="digits?length=1"><prompt>Please choose a mishap.</prompt></field>
              <block>
                <prompt cond="how == 1"><voice gender="male">It crashed, and you keyed <value expr="how"/>.</voice></prompt>
                <prompt cond="how == 2"><voice gender="male">It hangs, and you keyed <value expr="how"/>.</voice></prompt>
                <prompt cond="how == 3" xml:lang="zh-CN">您按了<value expr="how"/>, once.</prompt>
              </block>
              <field name="next" type="digits?length=1"><prompt>Anything else?</prompt></field>
              <block>
                <prompt>Good bye, you keyed <value expr="next"/>.</prompt>
              </block>
            </form>
            """;

    @TempDir
    Path home;

    @Test
    void crashedAndHungEnginesAreReplacedInMidCall() throws IOException, InterruptedException {
        Path real = real();
        Path broken = Files.createDirectories(home.resolve("bin"));
        Files.writeString(broken.resolve(PROGRAM), """
                #!/bin/sh
                case " $* " in *" --stdin "*) ;; *) exec '%1$s' "$@" ;; esac
                text=$(cat)
                case "$text" in
                    *crashed*) echo $$ > '%2$s/crashed'; kill -SEGV $$ ;;
                    *hangs*) echo $$ > '%2$s/hung'; exec sleep 600 ;;
                    *once*) mkdir '%2$s/once' 2>/dev/null && kill -SEGV $$ ;;
                esac
                printf '%%s' "$text" | '%1$s' "$@"
                """.formatted(real, broken));
        Files.setPosixFilePermissions(broken.resolve(PROGRAM), PosixFilePermissions.fromString("rwx------"));
        TrialApplication.write(home.resolve("voice-apps").resolve("trial"), DOCUMENT);
        Files.writeString(home.resolve("ivr.yaml"), """
                embedded-switch:
                  sip-port: 0
                  first-rtp-port: 24000
                  last-rtp-port: 24999
                  event-socket-port: 0
                event-socket:
                  port: 0
                speech:
                  recognition: false
                hotlines:
                  - number: "1001"
                    application: trial
                """);
        Map<String, String> environment = Map.of("PATH", broken + File.pathSeparator + System.getenv("PATH"));
        try (ServerProcess server = ServerProcess.start(home, environment, "run")) {
            int sipPort = Integer.parseInt(server.awaitLine(SIP));
            server.awaitLine(READY);
            crash(sipPort);
            assertThat(broken.resolve("crashed")).exists();
            crashOfTheOnlyOne(sipPort);
            assertThat(broken.resolve("once")).exists();
            hang(sipPort, broken.resolve("hung"));
        }
    }

    private void crash(int sipPort) throws InterruptedException {
        try (Caller caller = dial(sipPort)) {
            HeardClip mended = mishap(caller, "1", "It crashed, and you keyed");
            assertThat(engine(mended)).startsWith("marytts");
            goesOn(caller);
        }
    }

    private void hang(int sipPort, Path hung) throws IOException, InterruptedException {
        try (Caller caller = dial(sipPort)) {
            HeardClip mended = mishap(caller, "2", "It hangs, and you keyed");
            assertThat(engine(mended)).startsWith("marytts");
            long pid = Long.parseLong(Files.readString(hung).strip());
            assertThat(Files.readString(home.resolve("var/log/ivr.log")))
                    .as("the next is asked while the hung program still has its time")
                    .containsPattern(PROGRAM + " .* has given no audio within \\d+ ms; asking marytts");
            goesOn(caller);
            Await.until(
                    "the hung program is killed",
                    Duration.ofSeconds(30),
                    () -> ProcessHandle.of(pid).isEmpty());
        }
    }

    private void crashOfTheOnlyOne(int sipPort) throws InterruptedException {
        try (Caller caller = dial(sipPort)) {
            HeardClip mended = mishap(caller, "3", "您按了");
            assertThat(engine(mended)).startsWith(PROGRAM);
            goesOn(caller);
        }
    }

    private Caller dial(int sipPort) throws InterruptedException {
        Caller caller = Caller.dial(sipPort, home.resolve("var"), "1001", CallerSettings.defaults());
        caller.hears("choose a mishap");
        return caller;
    }

    private static HeardClip mishap(Caller caller, String key, String words) throws InterruptedException {
        long keyed = System.nanoTime();
        caller.presses(key);
        HeardClip mended = caller.begins(words);
        Transcript.heard("voice", "silence from the key to '" + words + "'", keyed, mended);
        return mended;
    }

    private static void goesOn(Caller caller) throws InterruptedException {
        caller.hears("Anything else");
        caller.presses("4");
        caller.hears("Good bye, you keyed");
        assertThat(caller.isHungUpOn().by()).isEqualTo(CallEnd.By.OTHER_SIDE);
    }

    private static String engine(HeardClip clip) {
        return ClipNote.beside(clip.clip().wav()).orElseThrow().engine();
    }

    private static Path real() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, PROGRAM))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseGet(() -> {
                    Assumptions.abort("skipped: espeak-ng is not installed: apt-get install espeak-ng");
                    return Path.of(PROGRAM);
                });
    }
}
