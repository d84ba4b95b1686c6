package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CallRecordingTest {
    private final List<String> told = new ArrayList<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    private boolean obeys = true;
    private final CallRecording recording = new CallRecording(
            "u1",
            Path.of("/data/calls/u1.wav"),
            command -> {
                told.add(command);
                return CompletableFuture.completedFuture(obeys);
            },
            later::add);

    @Test
    void bothSidesAreRecordedApartAndLaterRecordingsAreNot() {
        recording.begin();

        assertThat(told)
                .containsExactly(
                        "uuid_setvar u1 RECORD_STEREO true",
                        "uuid_record u1 start /data/calls/u1.wav",
                        "uuid_setvar u1 RECORD_STEREO");
    }

    @Test
    void silenceBeginsAtOnceAndEndsAfterTheTailOfTheLastKey() {
        recording.mask();
        recording.unmask();
        assertThat(told).containsExactly("uuid_record u1 mask /data/calls/u1.wav");

        later.remove().run();
        assertThat(told).last().isEqualTo("uuid_record u1 unmask /data/calls/u1.wav");
    }

    @Test
    void secretRightBehindASecretKeepsTheSilence() {
        recording.mask();
        recording.unmask();
        recording.mask();
        later.remove().run();
        assertThat(told).as("still silent").containsExactly("uuid_record u1 mask /data/calls/u1.wav");

        recording.unmask();
        later.remove().run();
        assertThat(told).hasSize(2).last().isEqualTo("uuid_record u1 unmask /data/calls/u1.wav");
    }

    @Test
    void recordingEndsWhereTheCallGoesOnWithoutThisServer() {
        recording.mask();
        recording.unmask();

        recording.end();
        later.remove().run();

        assertThat(told).last().isEqualTo("uuid_record u1 stop /data/calls/u1.wav");
    }

    @Test
    void recordingThatCannotBeSilencedEnds() {
        obeys = false;

        recording.mask();

        assertThat(told).last().isEqualTo("uuid_record u1 stop /data/calls/u1.wav");
    }
}
