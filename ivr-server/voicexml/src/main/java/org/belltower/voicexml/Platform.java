package org.belltower.voicexml;

import java.util.List;

/**
 * What a session needs from a line: play, listen, hang up. Everything blocks. Confined to the call's thread.
 *
 * <p>Keys that arrive while nothing listens wait in the platform's key buffer. {@link #collect} consumes them first, except
 * that a prompt whose {@code bargein} is false empties the buffer when it is played. The caller's hang-up wins over every
 * wait within a second and is reported as an outcome, never as an exception; after it each method returns the hang-up
 * outcome at once.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5, §4.1.8, §6.3.
 */
public interface Platform {
    /** Who is connected to whom; becomes {@code session.connection}. Spec: VoiceXML 2.0 §5.1.4. */
    ConnectionInfo connection();

    /**
     * Plays the prompts in order, then waits for input as the request says. Input may end a prompt that allows bargein;
     * the request's timeout starts when the last prompt has ended.
     */
    InputResult collect(List<QueuedPrompt> prompts, InputRequest request);

    /** Plays the prompts to the end; keys pressed meanwhile stay in the buffer. */
    PlayResult play(List<QueuedPrompt> prompts);

    /** Ends the call; does nothing where it has ended. */
    void disconnect();
}
