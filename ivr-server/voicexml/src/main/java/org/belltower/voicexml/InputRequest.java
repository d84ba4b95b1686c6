package org.belltower.voicexml;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;

/**
 * What a session listens for: grammars in order of precedence, and for how long. Immutable.
 *
 * <p>Spec: VoiceXML 2.0 §3.1.4, §6.3.
 *
 * @param grammars those active in this state, the ones of the narrowest scope first; keys and words alike
 * @param timeout how long to wait for the first input after the last prompt; zero means that only waiting keys count
 * @param dtmf the timers between keys
 * @param modes what to listen to; a mode that is missing is ignored, its input discarded
 * @param secret whether what is entered must appear nowhere outside this call
 * @param speech how a recogniser listens
 */
public record InputRequest(
        List<ActiveGrammar> grammars,
        Duration timeout,
        DtmfTiming dtmf,
        Set<InputMode> modes,
        boolean secret,
        SpeechSettings speech) {
    /** With a recogniser as it usually listens. */
    public InputRequest(
            List<ActiveGrammar> grammars, Duration timeout, DtmfTiming dtmf, Set<InputMode> modes, boolean secret) {
        this(grammars, timeout, dtmf, modes, secret, SpeechSettings.DEFAULT);
    }

    /** Whether input of that mode is listened to, and a grammar for it is active. */
    public boolean listensTo(InputMode mode) {
        GrammarMode of = mode == InputMode.VOICE ? GrammarMode.VOICE : GrammarMode.DTMF;
        return modes.contains(mode)
                && grammars.stream().anyMatch(active -> active.grammar().mode() == of);
    }

    /** Media type of the recording of each utterance; empty where none is wanted, or what is said is secret. */
    public Optional<String> keptUtterance() {
        return secret ? Optional.empty() : speech.recordUtterance();
    }

    /** The same for keys only. */
    public InputRequest ofKeys() {
        return new InputRequest(grammars, timeout, dtmf, EnumSet.of(InputMode.DTMF), secret, speech);
    }

    public InputRequest {
        grammars = List.copyOf(grammars);
        modes = Set.copyOf(modes);
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, but is " + timeout);
        }
    }
}
