package org.belltower.embeddedswitch.application;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.belltower.embeddedswitch.channel.Application;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.Recording;
import org.belltower.embeddedswitch.media.RecordingEnd;
import org.belltower.embeddedswitch.media.RecordingRequest;

/**
 * {@code record} FILE [SECONDS [THRESHOLD [SILENCE_SECONDS]]]: records the caller until a terminator key, the limit, or
 * silence. {@code record_seconds} and {@code record_ms} tell the length. <em>Immutable.</em>
 */
final class RecordCaller implements Application {
    private static final Duration FILE_CLOSE = Duration.ofSeconds(2);
    private static final int THRESHOLD = 200;

    @Override
    public String name() {
        return "record";
    }

    @Override
    public void run(Channel channel, String argument) {
        Optional<MediaStream> stream = channel.stream();
        Optional<RecordingRequest> request = request(argument);
        if (stream.isEmpty() || request.isEmpty()) {
            channel.variables().set("current_application_response", "-ERR cannot record");
            return;
        }
        String file = request.get().file().toString();
        CompletableFuture<RecordingEnd> end = new CompletableFuture<>();
        Recording recording = stream.get().record(request.get(), result -> {
            end.complete(result);
            channel.nudge();
        });
        channel.fire("RECORD_START", headers -> headers.add("Record-File-Path", file));
        Terminators terminators = Terminators.of(channel);
        channel.variables().remove("playback_terminator_used");
        Wake wake = channel.await(
                Channel.FOREVER, () -> end.isDone() || Playback.terminated(channel.keypad(), terminators, channel));
        recording.stop();
        if (wake != Wake.OVER) {
            channel.await(FILE_CLOSE, end::isDone);
        }
        if (end.isDone()) {
            Duration length = end.join().length();
            channel.variables().set("record_seconds", String.valueOf(length.toSeconds()));
            channel.variables().set("record_ms", String.valueOf(length.toMillis()));
        }
        channel.fire("RECORD_STOP", headers -> headers.add("Record-File-Path", file));
    }

    private static Optional<RecordingRequest> request(String argument) {
        List<String> words = Words.split(argument, 5);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> limit = word(words, 1).flatMap(Words::seconds).filter(Duration::isPositive);
        int threshold = word(words, 2).flatMap(Words::number).orElse(THRESHOLD);
        Optional<RecordingRequest.SilenceStop> silence = word(words, 3)
                .flatMap(Words::seconds)
                .filter(Duration::isPositive)
                .map(length -> new RecordingRequest.SilenceStop(Math.min(threshold, 32767), length));
        try {
            return Optional.of(
                    new RecordingRequest(Path.of(words.get(0)), RecordingRequest.Sides.READ_ONLY, limit, silence));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> word(List<String> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }
}
