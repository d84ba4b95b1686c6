package org.belltower.embeddedswitch.application;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.belltower.audio.SampleRate;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.Wake;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.PlayItem;
import org.belltower.embeddedswitch.media.Playback;
import org.belltower.embeddedswitch.media.PlaybackEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays on a channel and waits, with PLAYBACK_START and PLAYBACK_STOP around it.
 *
 * <p><em>Confined to the call's thread.</em>
 */
final class Player {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);

    /** How it ended. <em>Immutable.</em> */
    enum End {
        /** All of it was heard. */
        PLAYED,
        /** {@code enough} said so, or it was broken off. */
        BROKEN,
        /** Nothing was heard: a file is not there or cannot be played. */
        MISSING,
        /** The call is over. */
        OVER
    }

    private Player() {}

    /** Plays until the end, a break, or until {@code enough} (looked at whenever something comes in). */
    static End play(Channel channel, String argument, BooleanSupplier enough) {
        Optional<MediaStream> stream = channel.stream();
        if (stream.isEmpty()) {
            return End.OVER;
        }
        return switch (PlayList.load(argument, channel.core().media().clips())) {
            case PlayList.Missing missing -> {
                LOG.warn("{}: cannot be played: {}", channel.uuid(), missing.detail());
                channel.variables().set("playback_last_error", missing.detail());
                yield End.MISSING;
            }
            case PlayList.Ready(List<PlayItem> items) -> play(channel, stream.get(), argument, items, enough);
        };
    }

    private static End play(
            Channel channel, MediaStream stream, String argument, List<PlayItem> items, BooleanSupplier enough) {
        channel.fire("PLAYBACK_START", headers -> headers.add("Playback-File-Path", argument));
        CompletableFuture<PlaybackEnd> end = new CompletableFuture<>();
        Playback playback = stream.play(items, result -> {
            end.complete(result);
            channel.nudge();
        });
        Wake wake = channel.await(Channel.FOREVER, () -> end.isDone() || enough.getAsBoolean());
        boolean whole = end.isDone() && end.join().reason() == PlaybackEnd.Reason.DONE;
        long samples;
        if (end.isDone()) {
            samples = end.join().samplesPlayed();
        } else {
            // Its end is not waited for: what the call plays next then begins with the very tick that ends this.
            playback.stop();
            samples = playback.samplesPlayed();
        }
        Duration played = SampleRate.HZ_8000.durationOf(samples);
        channel.variables().set("playback_ms", String.valueOf(played.toMillis()));
        channel.variables().set("playback_samples", String.valueOf(samples));
        channel.variables().set("playback_seconds", String.valueOf(played.toSeconds()));
        channel.fire(
                "PLAYBACK_STOP",
                headers -> headers.add("Playback-File-Path", argument)
                        .add("Playback-Status", whole ? "done" : "break")
                        .add("Playback-Milliseconds", String.valueOf(played.toMillis())));
        if (wake == Wake.OVER) {
            return End.OVER;
        }
        return whole ? End.PLAYED : End.BROKEN;
    }
}
