package org.belltower.voicexml.graph;

import java.util.Locale;

/** What a node of the graph stands for. */
public enum NodeKind {
    DOCUMENT,
    DIALOG,
    /** A form item, or a form's {@code <filled>}. */
    ITEM,
    /** A {@code <choice>} of a menu. */
    CHOICE,
    /** A {@code <link>} of a document or dialog. */
    LINK,
    /** A {@code <catch>} of a document or dialog, or one of its short forms. */
    HANDLER,
    /** The end of the session. */
    END,
    /** A document that is there but is no XML. */
    UNREADABLE,
    /** A document or dialog that something leads to and that is not there. */
    MISSING;

    /** Whether it stands in no document. */
    boolean isAlone() {
        return switch (this) {
            case DOCUMENT, DIALOG, ITEM, CHOICE, LINK, HANDLER -> false;
            case END, UNREADABLE, MISSING -> true;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
