package org.belltower.voicexml.graph;

import java.util.List;
import java.util.Set;
import org.belltower.voicexml.markup.Markup;

/**
 * A form or menu as it is written. Immutable.
 *
 * @param id {@code #N} where the document gives none, as in the path of a call
 */
public record SourceDialog(SourceDocument document, String id, Markup markup) {
    private static final Set<String> ITEMS =
            Set.of("field", "block", "initial", "record", "transfer", "subdialog", "object");

    /** Its form items in document order; a menu is one itself. Spec: VoiceXML 2.0 §2.1.4, §2.2. */
    public List<Markup> items() {
        return isMenu()
                ? List.of(markup)
                : markup.children().stream()
                        .filter(child -> child.isVoiceXml() && ITEMS.contains(child.name()))
                        .toList();
    }

    public boolean isMenu() {
        return markup.name().equals("menu");
    }

    /** The name of one of its items; {@code #N} where the document gives none. */
    public String itemName(Markup item) {
        return item.attribute("name").orElseGet(() -> "#" + (items().indexOf(item) + 1));
    }
}
