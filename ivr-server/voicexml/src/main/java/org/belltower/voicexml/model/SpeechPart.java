package org.belltower.voicexml.model;

/** A part of a prompt, which writes itself as SSML when its turn comes. Immutable and thread-safe. */
@FunctionalInterface
public interface SpeechPart {
    void append(PromptText text, Context context);

    /** SSML that is the same every time. */
    record Fixed(String ssml) implements SpeechPart {
        @Override
        public void append(PromptText text, Context context) {
            text.markup(ssml);
        }
    }
}
