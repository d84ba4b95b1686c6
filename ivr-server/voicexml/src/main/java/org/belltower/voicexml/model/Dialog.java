package org.belltower.voicexml.model;

import java.util.List;
import org.belltower.voicexml.markup.Position;

/**
 * A form, or a menu, which is a form with one item. Immutable. Spec: VoiceXML 2.0 §2.1, §2.2.
 *
 * @param id {@code #N} where the document gives none
 * @param kind the element's name
 * @param documentScope whether its grammars are active in all of the document
 * @param start variables, scripts and the items' variables in document order
 * @param items in document order
 * @param filled those of the form and those of its items, in document order
 * @param grammars those of the form itself
 * @param documentGrammars those of them that say for themselves that they are active in all of the document
 */
public record Dialog(
        String id,
        String kind,
        Position position,
        boolean documentScope,
        List<Start> start,
        List<FormItem> items,
        List<Filled> filled,
        List<EventHandler> handlers,
        List<Link> links,
        List<GrammarReference> grammars,
        List<GrammarReference> documentGrammars,
        PropertySet properties) {
    /** Of a document that has none: it does nothing. */
    public static final Dialog EMPTY = new Dialog(
            "#0",
            "form",
            new Position("", 1, 1),
            false,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            PropertySet.NONE);

    public Dialog {
        start = List.copyOf(start);
        items = List.copyOf(items);
        filled = List.copyOf(filled);
        handlers = List.copyOf(handlers);
        links = List.copyOf(links);
        grammars = List.copyOf(grammars);
        documentGrammars = List.copyOf(documentGrammars);
    }

    /** A step of initialisation. Spec: VoiceXML 2.0 §2.1.6.1. */
    public sealed interface Start {
        /** A {@code <var>}, {@code <script>} or {@code <data>}. */
        record Run(ExecutableContent content) implements Start {}

        /** The variable of this item. */
        record Item(FormItem item) implements Start {}
    }
}
