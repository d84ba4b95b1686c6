package org.belltower.voicexml;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.voicexml.fetch.FetchAudio;

/**
 * What a session needs from a line: play, listen, wait, hang up. Everything blocks. Confined to the call's thread.
 *
 * <p>Keys that arrive while nothing listens wait in the platform's key buffer. {@link #collect} consumes them first, except
 * that a prompt whose {@code bargein} is false empties the buffer when it is played. The caller's hang-up wins over every
 * wait within a second and is reported as an outcome, never as an exception; after it each method returns the hang-up
 * outcome at once.
 *
 * <p>A line that plays audio from elsewhere passes its prompts through {@link QueuedPrompt#fetched} when it prepares them, where it
 * may wait; another is given sessions without an {@link org.belltower.voicexml.fetch.AudioShelf}.
 *
 * <p>What a line cannot do it says in the outcome, by the event that the specification has for it.
 *
 * <p>Spec: VoiceXML 2.0 §2.3.6, §2.3.7, §4.1.5, §4.1.8, §6.3; VoiceXML 2.1 §4, §7, §8.
 */
public interface Platform {
    /** Who is connected to whom; becomes {@code session.connection}. Spec: VoiceXML 2.0 §5.1.4. */
    ConnectionInfo connection();

    /**
     * Plays the prompts in order, then waits for input as the request says. Input may end a prompt that allows bargein;
     * the request's timeout starts when the last prompt has ended.
     */
    InputResult collect(List<QueuedPrompt> prompts, InputRequest request);

    /**
     * Whether words that the request wants can be listened to, asked before {@link #collect} is: a recogniser may be busy, or have
     * no model of the language. Where they cannot, only keys are asked for.
     *
     * @param prompts those that are to be played before
     * @return why nobody can listen to words now, for the engineer; empty where somebody can, or the request wants none
     */
    default Optional<String> deafTo(List<QueuedPrompt> prompts, InputRequest request) {
        return Optional.empty();
    }

    /** Plays the prompts to the end; keys pressed meanwhile stay in the buffer. */
    PlayResult play(List<QueuedPrompt> prompts);

    /** Plays the prompts, then records what the caller says. Spec: VoiceXML 2.0 §2.3.6. */
    RecordResult record(List<QueuedPrompt> prompts, RecordRequest request);

    /**
     * Plays the prompts to the end, then connects the caller with somebody else, and for a bridge waits until that is over.
     * Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8.
     */
    TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request);

    /**
     * Does work that may take longer than a hang-up may wait for, such as a fetch. Where the caller goes meanwhile the answer
     * comes within a second and the work is left to end unheeded. Once the caller has gone, work is done to its end, after
     * whatever was left: nothing that a session asks for ever runs twice at a time.
     *
     * @param work touches nothing of the session; its exceptions are thrown here
     * @return what the work gave; empty where the caller went while it was being done
     */
    default <T> Optional<T> whileConnected(Supplier<T> work) {
        return Optional.of(work.get());
    }

    /**
     * The same while the caller hears something: after the delay the audio is played, again and again, and not stopped before it
     * has lasted its minimum. Audio that cannot be played is left out; the work goes on. Keys stay in the buffer. A platform that
     * does not do it leaves the caller in silence. Spec: VoiceXML 2.0 §6.1.1, §6.3.5.
     */
    default <T> Optional<T> whileConnected(Supplier<T> work, FetchAudio audio) {
        return whileConnected(work);
    }

    /** Ends the call; does nothing where it has ended. */
    void disconnect();
}
