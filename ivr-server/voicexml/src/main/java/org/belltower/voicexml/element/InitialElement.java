package org.belltower.voicexml.element;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.Visit;

/**
 * {@code <initial>}: asks for the form as a whole; the grammars of the form fill its items. Immutable.
 * Spec: VoiceXML 2.0 §2.3.3.
 */
record InitialElement() implements ItemBehaviour {
    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        compilation.allow(markup, "name", "expr", "cond");
        ItemParts parts = ItemParts.compile(markup, compilation);
        parts.withoutFilledOrGrammar(markup, compilation);
        parts.others().forEach(child -> compilation.misplaced(child, markup));
        return parts.item(markup, unnamed, false, new InitialElement(), compilation);
    }

    @Override
    public boolean isInput() {
        return false;
    }

    @Override
    public boolean isInitial() {
        return true;
    }

    @Override
    public boolean prompts() {
        return true;
    }

    @Override
    public Visit visit(ItemContext context) {
        return new Visit.Heard(context.listen());
    }
}
