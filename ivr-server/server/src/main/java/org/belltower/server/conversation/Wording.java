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

    /** It cannot be spoken. */
    record Unspeakable(String reason) implements Wording {}
}
