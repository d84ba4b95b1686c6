package org.belltower.voicexml;

import java.time.Duration;

/**
 * The last {@code <mark>} that a prompt reached before input stopped it or it came to its end. Immutable.
 *
 * <p>Spec: VoiceXML 2.1 §4; SSML 1.0 §3.3.2.
 *
 * @param name as the document has it
 * @param since how long ago it was when the prompt stopped or ended
 */
public record PromptMark(String name, Duration since) {
    public PromptMark {
        if (since.isNegative()) {
            throw new IllegalArgumentException("a mark lies in the past, but this one by " + since);
        }
    }
}
