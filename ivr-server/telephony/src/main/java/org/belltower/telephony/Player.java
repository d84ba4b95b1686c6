package org.belltower.telephony;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.QueuedPrompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays prompts one after the other without a gap: all that is queued becomes one {@code playback} of a
 * {@code file_string}. Confined to the call's thread.
 *
 * <p>The switch says when it has played. Should that word get lost, the player stops waiting {@link #GRACE} after the time
 * that the clips take, so that a call never hangs on it.
 */
final class Player {
    private static final Logger LOG = LoggerFactory.getLogger(Player.class);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final CallControl control;
    private final Inbox inbox;
    private final PromptRenderer renderer;
    private long lastId;
    private Optional<String> playing = Optional.empty();
    private Optional<String> stopping = Optional.empty();
    private Optional<String> failure = Optional.empty();
    private Duration until = Duration.ZERO;

    Player(CallControl control, Inbox inbox, PromptRenderer renderer) {
        this.control = control;
        this.inbox = inbox;
        this.renderer = renderer;
    }

    /** What became of the wish to play. */
    sealed interface Start {
        /** There is nothing to hear. */
        record Nothing() implements Start {}

        record Playing() implements Start {}

        /** None of it plays, since half a figure is a wrong figure. */
        record Unspeakable(String event, String reason) implements Start {}
    }

    /** Prompts as one playlist. May take as long as a speech engine needs, and touches nothing of the player. */
    Rendering render(List<QueuedPrompt> prompts) {
        List<Playlist> playlists = new ArrayList<>();
        for (QueuedPrompt prompt : prompts) {
            switch (renderer.render(prompt.ssml(), prompt.language())) {
                case Rendering.Rendered(Playlist playlist) -> playlists.add(playlist);
                case Rendering.Unspeakable unspeakable -> {
                    return unspeakable;
                }
            }
        }
        return new Rendering.Rendered(Playlist.inARow(playlists));
    }

    Start start(Rendering rendering) {
        failure = Optional.empty();
        return switch (rendering) {
            case Rendering.Rendered(Playlist playlist) -> start(playlist);
            case Rendering.Unspeakable(String reason) -> {
                LOG.error("prompt not played: {}", reason);
                yield new Start.Unspeakable("error.noresource", reason);
            }
        };
    }

    private Start start(Playlist whole) {
        Optional<String> argument = fileString(whole.items());
        if (argument.isEmpty()) {
            return new Start.Nothing();
        }
        String id = "play-" + ++lastId;
        control.execute("playback", argument.get(), id);
        playing = Optional.of(id);
        until = inbox.elapsed().plus(whole.length()).plus(GRACE);
        return new Start.Playing();
    }

    private static Optional<String> fileString(List<PlaylistItem> items) {
        StringBuilder names = new StringBuilder();
        for (PlaylistItem item : items) {
            String name = switch (item) {
                case PlaylistItem.Clip clip -> clip.wav().toString();
                case PlaylistItem.Silence silence ->
                    "silence_stream://" + silence.length().toMillis();
                case PlaylistItem.Mark _ -> "";
            };
            if (!name.isEmpty()) {
                names.append(names.isEmpty() ? "file_string://" : "!").append(name);
            }
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(names.toString());
    }

    boolean isPlaying() {
        return playing.isPresent();
    }

    /** How long to go on waiting for the end of what plays. */
    Duration patience() {
        Duration left = until.minus(inbox.elapsed());
        return left.isPositive() ? left : Duration.ZERO;
    }

    /** Stops what plays; its end is no longer waited for. */
    void stop() {
        if (playing.isPresent()) {
            control.stopPlaying();
            stopping = playing;
            playing = Optional.empty();
        }
    }

    /** Whether a stopped prompt may still sound. */
    boolean isStopping() {
        return stopping.isPresent();
    }

    /** The switch has not said that the stopped prompt has ended: the word to stop may have come before it began. */
    void stopAgain() {
        if (stopping.isPresent()) {
            control.stopPlaying();
        }
    }

    /** The stopped prompt is not waited for any longer. */
    void giveUpStopping() {
        LOG.warn("the switch did not report the end of a stopped prompt in time; going on without it");
        stopping = Optional.empty();
    }

    /** Takes note of the end of an application; true where it is what was playing. */
    boolean ended(CallMessage.Executed executed) {
        if (stopping.equals(Optional.of(executed.id()))) {
            stopping = Optional.empty();
        }
        if (!playing.equals(Optional.of(executed.id()))) {
            return false;
        }
        playing = Optional.empty();
        // FreeSWITCH: FILE PLAYED, FILE NOT FOUND, PLAYBACK ERROR. Spec: mod_dptools, playback.
        if (executed.response().contains("NOT FOUND") || executed.response().contains("ERROR")) {
            failure = Optional.of("the switch could not play a clip (" + executed.response()
                    + "): check that it reads the folder of the clips");
            LOG.error("{}", failure.get());
        }
        return true;
    }

    /** The switch has not said that it is done although it must be. */
    void giveUpWaiting() {
        LOG.warn("the switch did not report the end of a playback in time; going on without it");
        playing = Optional.empty();
    }

    /** Why the last playback failed, if it did. */
    Optional<String> failure() {
        return failure;
    }
}
