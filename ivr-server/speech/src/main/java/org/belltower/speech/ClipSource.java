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
}
