package org.belltower.voicexml.markup;

/** A piece of a document's content. Immutable. */
public sealed interface Node {
    Position position();

    /** Character data, entities already replaced. */
    record Text(String text, Position position) implements Node {
        public boolean blank() {
            return text.isBlank();
        }
    }

    /** An element. */
    record Child(Markup markup) implements Node {
        @Override
        public Position position() {
            return markup.position();
        }
    }
}
