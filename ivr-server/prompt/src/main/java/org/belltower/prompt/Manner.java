package org.belltower.prompt;

import java.util.Locale;
import org.belltower.speech.Prosody;
import org.belltower.speech.VoiceWish;

/**
 * How the text at one place of a document is to be spoken; inner elements start from what is around them.
 * <em>Immutable.</em>
 *
 * @param voice what the voice is to be like, beside its language
 * @param sensitive true where the words must not outlive the call
 */
record Manner(Locale language, VoiceWish voice, Prosody prosody, boolean sensitive) {
    static Manner plain(Locale language) {
        return new Manner(language, VoiceWish.NONE, Prosody.NORMAL, false);
    }

    Manner in(Locale other) {
        return new Manner(other, voice, prosody, sensitive);
    }

    Manner by(VoiceWish other) {
        return new Manner(language, other, prosody, sensitive);
    }

    Manner with(Prosody other) {
        return new Manner(language, voice, other, sensitive);
    }

    Manner asSensitive() {
        return new Manner(language, voice, prosody, true);
    }

    /** True where words in both manners may stand in one clip: one voice speaks them, at one volume. */
    boolean goesWith(Manner other) {
        return language.equals(other.language)
                && voice.equals(other.voice)
                && prosody.volume() == other.prosody.volume()
                && sensitive == other.sensitive;
    }
}
