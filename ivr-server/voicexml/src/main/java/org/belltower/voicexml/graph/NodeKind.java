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
    END;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
