package org.belltower.speech.recognition;

/**
 * Understands what callers say, within grammars. One for the whole server. <i>Thread-safe.</i> Nothing here blocks for longer than it
 * takes to look up a cached word list.
 *
 * <p>Spec: VoiceXML 2.0 §3.1, §4.1.5, §6.3.2.
 */
public interface Recognizer extends AutoCloseable {
    /**
     * Starts to listen to one input. Where nobody can, the answer says why, and the line goes on with keys.
     *
     * @param listener is told what is heard, on a thread of the recogniser's
     */
    Admission listen(ListeningRequest request, HearingListener listener);

    /** Frees the models. What listens still ends with {@link Heard.Failed}. */
    @Override
    void close();
}
