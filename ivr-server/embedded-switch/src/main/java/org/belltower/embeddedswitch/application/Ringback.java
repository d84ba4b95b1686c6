package org.belltower.embeddedswitch.application;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.belltower.audio.AudioException;
import org.belltower.audio.ToneScript;
import org.belltower.embeddedswitch.channel.Channel;
import org.belltower.embeddedswitch.channel.ChannelProgress;
import org.belltower.embeddedswitch.media.Background;
import org.belltower.embeddedswitch.media.MediaStream;
import org.belltower.embeddedswitch.media.Playback;
import org.belltower.embeddedswitch.media.PlaybackEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a caller hears while the other side rings, over and over: {@code transfer_ringback} of a call that was answered, else
 * {@code ringback}; a tone script such as {@code %(1000,4000,450)}, or whatever {@code playback} takes. With
 * {@code instant_ringback} it does not wait for the ringing.
 *
 * <p><em>Confined to the call's thread.</em> Spec: FreeSWITCH, {@code switch_ivr_originate}.
 */
final class Ringback {
    private static final Logger LOG = LoggerFactory.getLogger(Ringback.class);

    private final Channel caller;
    private final Optional<String> sound;
    private final AtomicBoolean over = new AtomicBoolean();
    private Optional<PlayList.Ready> clips = Optional.empty();
    private Optional<Playback> playback = Optional.empty();
    private boolean begun;

    Ringback(Channel caller) {
        this.caller = caller;
        Optional<String> common = caller.variables().get("ringback");
        this.sound =
                caller.answered() ? caller.variables().get("transfer_ringback").or(() -> common) : common;
    }

    /** Whether it begins before the other side rings. */
    boolean isInstant() {
        return caller.variables().isTrue("instant_ringback");
    }

    /** Begins it, and begins it again where it has come to its end. */
    void play() {
        if (!begun) {
            begun = true;
            sound.ifPresent(this::begin);
        } else if (over.getAndSet(false)) {
            caller.stream().ifPresent(this::round);
        }
    }

    private void begin(String text) {
        if (!caller.hasAudio() && !ChannelProgress.preAnswer(caller)) {
            return;
        }
        Optional<MediaStream> stream = caller.stream();
        if (stream.isEmpty()) {
            return;
        }
        if (text.startsWith("%(")) {
            try {
                stream.get().background(new Background.Ringing(ToneScript.parse(text)));
            } catch (AudioException e) {
                unplayable(String.valueOf(e.getMessage()));
            }
            return;
        }
        switch (PlayList.load(text, caller.core().media().clips())) {
            case PlayList.Missing missing -> unplayable(missing.detail());
            case PlayList.Ready ready -> {
                clips = Optional.of(ready);
                round(stream.get());
            }
        }
    }

    private void unplayable(String why) {
        LOG.warn("{}: no ringback is heard: {}", caller.uuid(), why);
        caller.variables().set("playback_last_error", why);
    }

    private void round(MediaStream stream) {
        clips.ifPresent(ready -> playback = Optional.of(stream.play(ready.items(), end -> {
            if (end.reason() == PlaybackEnd.Reason.DONE) {
                over.set(true);
                caller.nudge();
            }
        })));
    }

    /** Ends it; what follows is heard from the next frame on. */
    void stop() {
        begun = true;
        clips = Optional.empty();
        playback.ifPresent(Playback::stop);
        playback = Optional.empty();
        caller.stream().ifPresent(stream -> stream.background(new Background.Nothing()));
    }
}
