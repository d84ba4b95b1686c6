package org.belltower.speech;

/**
 * Where a playlist gets its spoken clips from: the shared {@link SynthesisCache}, or the {@link CallClips} of one call.
 * <em>Thread-safe.</em>
 */
public interface ClipSource {
    /**
     * Speaks the text to a file, or finds the file where it has been spoken before. Blocks for at most the engines'
     * deadlines.
     *
     * @throws SynthesisException when no engine could speak it; its {@link SynthesisException#failure()} says why
     */
    SpokenClip clip(Utterance utterance);

    /** How far the text is from being a clip. */
    enum Outlook {
        /** It has been spoken, and is there at once. */
        THERE,
        /** It has to be spoken first. */
        TO_BE_SPOKEN,
        /** No engine speaks its language. */
        NO_VOICE
    }

    /** Looks without speaking anything. */
    default Outlook outlook(Utterance utterance) {
        return Outlook.TO_BE_SPOKEN;
    }
}
