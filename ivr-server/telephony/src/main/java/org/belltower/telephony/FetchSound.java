package org.belltower.telephony;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.fetch.FetchAudio;

/**
 * What a caller hears while a resource is being fetched: nothing for a while, then the audio, again and again. Audio that cannot
 * be played is left out. Confined to the call's thread, which tells the player of every message. Spec: VoiceXML 2.0 §6.1.1,
 * §6.3.5.
 */
final class FetchSound {
    private static final Duration LONG = Duration.ofDays(1);

    private final FetchAudio audio;
    private final Inbox inbox;
    private final Player player;
    private final WorkBeside beside;
    private final Duration due;
    private Optional<WorkBeside.Job<Player.Prepared>> rendering = Optional.empty();
    private Optional<Duration> begun = Optional.empty();
    private boolean unplayable;

    private FetchSound(FetchAudio audio, Inbox inbox, Player player, WorkBeside beside) {
        this.audio = audio;
        this.inbox = inbox;
        this.player = player;
        this.beside = beside;
        this.due = inbox.elapsed().plus(audio.delay());
    }

    /** The fetch begins now. */
    static FetchSound of(FetchAudio audio, Inbox inbox, Player player, WorkBeside beside) {
        return new FetchSound(audio, inbox, player, beside);
    }

    /** Whether the audio has begun and not yet lasted its minimum. */
    boolean mustGoOn() {
        return begun.isPresent()
                && !unplayable
                && left(begun.get().plus(audio.minimum())).isPositive();
    }

    /**
     * Does what is due.
     *
     * @param fetched whether the resource has come, after which nothing begins
     * @return how long until something may be due again
     */
    Duration advance(boolean fetched) {
        if (unplayable || (fetched && begun.isEmpty())) {
            return LONG;
        }
        if (left(due).isPositive()) {
            return left(due);
        }
        if (rendering.isEmpty()) {
            rendering = Optional.of(beside.start(() ->
                    player.prepare(List.of(QueuedPrompt.ofAudio(audio.uri(), audio.language(), audio.pending())))));
        }
        if (player.isPlaying()) {
            if (!player.patience().isPositive()) {
                player.giveUpWaiting();
            }
        } else if (rendering.get().isDone()) {
            begin(rendering.get().result());
        }
        Duration again = player.isPlaying() ? player.patience() : LONG;
        Duration minimum = begun.map(at -> left(at.plus(audio.minimum()))).orElse(LONG);
        return minimum.isPositive() && minimum.compareTo(again) < 0 ? minimum : again;
    }

    private void begin(Player.Prepared made) {
        unplayable = (begun.isPresent() && player.failure().isPresent())
                || !(player.start(made) instanceof Player.Start.Playing);
        if (begun.isEmpty() && !unplayable) {
            begun = Optional.of(inbox.elapsed());
        }
    }

    private Duration left(Duration until) {
        return until.minus(inbox.elapsed());
    }

    /** The caller has gone. */
    void leave() {
        rendering.ifPresent(beside::leave);
    }

    /** The resource is here and the audio has lasted long enough. */
    void stop() {
        player.stop();
        leave();
    }
}
