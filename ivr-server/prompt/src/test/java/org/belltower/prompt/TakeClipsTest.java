package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings on their way to a playlist. */
class TakeClipsTest {
    @TempDir
    Path folder;

    private Path recording;
    private Path kept;
    private TakeClips clips;

    @BeforeEach
    void open() {
        recording = folder.resolve("take.wav");
        kept = folder.resolve("kept");
        clips = new TakeClips(kept);
    }

    @Test
    void twoTakesInARowHaveAtMostTwentyMillisecondsOfSilenceBetween() throws IOException {
        ScriptedVoice.write(padded(300, 500, 700), recording);
        Pcm clip = read(clips.clip(recording).orElseThrow().wav());
        Pcm playlist = Pcm.join(List.of(clip, clip));
        assertThat(longestSilence(playlist)).isLessThanOrEqualTo(Duration.ofMillis(20));
        assertThat(clip.duration()).isBetween(Duration.ofMillis(500), Duration.ofMillis(520));
    }

    @Test
    void cutEdgesDoNotClick() throws IOException {
        ScriptedVoice.write(ScriptedVoice.tone(8000, SampleRate.HZ_16000), recording);
        Pcm clip = read(clips.clip(recording).orElseThrow().wav());
        assertThat(clip.rate()).isEqualTo(SampleRate.HZ_8000);
        assertThat(Math.abs(clip.sample(0))).isLessThan((short) 200);
        assertThat(Math.abs(clip.sample(clip.length() - 1))).isLessThan((short) 200);
    }

    @Test
    void quietStartOfAWordIsKept() throws IOException {
        short[] samples = padded(200, 500, 200).toArray();
        // 40 ms at −40 dBFS before the loud part, as a soft consonant is
        for (int i = 1280; i < 1600; i++) {
            samples[i] = (short) (i % 2 == 0 ? 330 : -330);
        }
        ScriptedVoice.write(Pcm.of(samples, SampleRate.HZ_8000), recording);
        assertThat(clips.clip(recording).orElseThrow().length())
                .isBetween(Duration.ofMillis(540), Duration.ofMillis(570));
    }

    @Test
    void changedRecordingMakesANewClip() throws IOException {
        ScriptedVoice.write(ScriptedVoice.tone(4000, SampleRate.HZ_8000), recording);
        Files.setLastModifiedTime(recording, FileTime.fromMillis(1_000_000));
        TakeClips.TakeClip before = clips.clip(recording).orElseThrow();
        assertThat(clips.clip(recording)).containsSame(before);
        ScriptedVoice.write(ScriptedVoice.tone(8000, SampleRate.HZ_8000), recording);
        Files.setLastModifiedTime(recording, FileTime.fromMillis(2_000_000));
        assertThat(clips.clip(recording).orElseThrow().length()).isGreaterThan(before.length());
        assertThat(kept).isDirectoryNotContaining(file -> file.toString().endsWith(".part"));
    }

    @Test
    void clipThatWasRemovedIsMadeAgain() throws IOException {
        ScriptedVoice.write(ScriptedVoice.tone(4000, SampleRate.HZ_8000), recording);
        Path wav = clips.clip(recording).orElseThrow().wav();
        Files.delete(wav);
        assertThat(clips.clip(recording).orElseThrow().wav()).isEqualTo(wav).exists();
    }

    @Test
    void unplayableAndMissingRecordingsGiveNoClip() throws IOException {
        assertThat(clips.clip(recording)).isEmpty();
        Files.writeString(recording, "RIFF");
        assertThat(clips.clip(recording)).isEmpty();
        Files.delete(recording);
        assertThat(clips.clip(recording)).isEmpty();
    }

    @Test
    void folderThatCannotBeWrittenGivesNoClip() throws IOException {
        Files.writeString(kept, "a file in the way");
        ScriptedVoice.write(ScriptedVoice.tone(4000, SampleRate.HZ_8000), recording);
        assertThat(clips.clip(recording)).isEmpty();
    }

    private static Pcm padded(int before, int sound, int after) {
        return Pcm.join(List.of(
                Pcm.silence(Duration.ofMillis(before), SampleRate.HZ_8000),
                ScriptedVoice.tone(sound * 8, SampleRate.HZ_8000),
                Pcm.silence(Duration.ofMillis(after), SampleRate.HZ_8000)));
    }

    private static Duration longestSilence(Pcm audio) {
        short[] samples = audio.toArray();
        int longest = 0;
        int run = 0;
        for (int at = 0; at + 8 <= samples.length; at += 8) {
            run = Level.dbfs(samples, at, 8) < -50 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return Duration.ofMillis(longest);
    }

    private static Pcm read(Path wav) throws IOException {
        try (InputStream in = Files.newInputStream(wav)) {
            return Wav.read(in);
        }
    }
}
