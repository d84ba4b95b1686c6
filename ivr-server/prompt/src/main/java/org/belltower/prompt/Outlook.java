package org.belltower.prompt;

/**
 * What is known of a prompt before any of it has been spoken. <em>Immutable.</em>
 *
 * @param state how far it is from being played
 * @param figure whether a figure is in it, whose unit, date or source may stand in the prompts that follow
 */
public record Outlook(State state, boolean figure) {
    /** How far it is from being played. */
    public enum State {
        /** All its clips are there. */
        THERE,
        /** Some of its words have to be spoken first. */
        TO_BE_SPOKEN,
        /** It cannot be spoken as it is written. */
        UNSPEAKABLE
    }

    /** That of a renderer which does not look ahead: its prompts are rendered together or not at all. */
    public static final Outlook UNKNOWN = new Outlook(State.UNSPEAKABLE, true);
}
