package org.belltower.voicexml.model;

import java.util.List;

/**
 * What a kind of form item does when it is visited. Immutable and thread-safe. A new kind is one implementation and its
 * line in the registry. Spec: VoiceXML 2.0 appendix C, collect phase.
 */
public interface ItemBehaviour {
    /** Whether it takes a value: field, subdialog and their like, as against block and initial. */
    default boolean isInput() {
        return true;
    }

    /** Whether its prompts are played and counted when it is visited. */
    default boolean prompts() {
        return true;
    }

    /** Whether it only asks for the form as a whole, and is done once any input item has been filled. Spec: §2.3.3. */
    default boolean isInitial() {
        return false;
    }

    /** What it offers for {@code <enumerate>}. */
    default List<Enumerated> choices() {
        return List.of();
    }

    Visit visit(ItemContext context);
}
