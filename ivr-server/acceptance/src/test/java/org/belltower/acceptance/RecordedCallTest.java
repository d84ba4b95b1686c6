package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.audio.DtmfDetector;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.Wav;
import org.belltower.hotline.DemoData;
import org.belltower.server.Belltower;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.KeyMethod;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.RecordingConfig;
import org.belltower.server.demo.SwitchKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Whole calls on the disk: both sides, and silence where the caller keyed the PIN. */
@OnEachSwitch
class RecordedCallTest {
    private static final String NAME = "13744440000";
    private static final Duration KEY = Duration.ofMillis(240);
    /** Of 16-bit samples. */
    private static final int AUDIBLE = 200;

    private final SwitchKind on;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    RecordedCallTest(SwitchKind on) {
        this.on = on;
    }

    private static String keys(Pcm side) {
        StringBuilder keys = new StringBuilder();
        DtmfDetector.Sink sink = (tone, samples) -> keys.append(tone.symbol());
        DtmfDetector detector = new DtmfDetector();
        short[] sound = side.toArray();
        detector.feed(sound, 0, sound.length, sink);
        detector.end(sink);
        return keys.toString();
    }

    private static boolean isAudible(Pcm side, int from, int samples) {
        return Level.meanMagnitude(side.toArray(), from, samples) > AUDIBLE;
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> found = Files.walk(folder.resolve("data").resolve(Belltower.CALLS))) {
            return found.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void callIsRecordedInStereoAndThePinIsSilence() throws IOException, InterruptedException {
        Configuration recording = WholeServer.configuration(folder.resolve("data"))
                .with(new RecordingConfig(List.of(WholeServer.PENSION), 30));
        String uuid;
        try (WholeServer server = WholeServer.start(on, recording, 11)) {
            CallerSettings usual = CallerSettings.defaults();
            // Long ones: a machine that stands still loses pieces of sound.
            CallerSettings tones = new CallerSettings(
                    usual.codec(), KeyMethod.TONES, usual.localAddress(), NAME, KEY, KEY, usual.timeline());
            try (Caller caller = Caller.dial(server, WholeServer.PENSION, tones)) {
                caller.hears("热线");
                caller.presses("1");
                caller.begins("账号");
                caller.presses(DemoData.SHARE_ACCOUNT + "#");
                caller.begins("密码");
                caller.presses(DemoData.SHARE_PIN + "#");
                caller.hears("查询单位净值请按一");
                caller.presses("1");
                caller.hears("单位净值");
                caller.call.listen(Duration.ofSeconds(1));
            }
            uuid = server.awaitEndedCall(NAME).uuid();
        }

        assertThat(recordings())
                .singleElement()
                .satisfies(file -> assertThat(file.getFileName()).hasToString(uuid + ".wav"));
        Path file = recordings().getFirst();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        List<Pcm> sides;
        try (InputStream in = Files.newInputStream(file)) {
            sides = Wav.readChannels(in);
        }
        assertThat(sides).hasSize(2);
        // The application asks for the account number as a secret too, and on a switch that knows a key before it is
        // let go the
        // silence for it cuts the tone of the language.
        assertThat(keys(sides.get(0)))
                .as("what the caller keyed: the language and the menu's choice")
                .matches("1?1");
        Pcm heard = sides.get(1);
        assertThat(isAudible(heard, 0, heard.length() / 4)).as("the greeting").isTrue();
        assertThat(isAudible(heard, 3 * heard.length() / 4, heard.length() / 4))
                .as("the figure, after the PIN")
                .isTrue();
    }
}
