package org.belltower.server.conversation;

import java.util.List;

/** What a prompt says. Immutable. */
public sealed interface Wording {
    /** Piece after piece, as they are heard. */
    record Said(List<String> pieces) implements Wording {
        public Said {
            pieces = List.copyOf(pieces);
        }
    }

    /**
     * It cannot be spoken.
     *
     * @param event that a document may catch, such as {@code error.noresource}
     */
    record Unspeakable(String event, String reason) implements Wording {}
}
