package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.List;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarMode;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Enumerated;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.Visit;

/** {@code <field>}: one piece of input. Immutable. Spec: VoiceXML 2.0 §2.3.1. */
record FieldElement(List<Enumerated> options) implements ItemBehaviour {
    private static final String RULE = "VoiceXML 2.0 §2.3.1";

    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        ItemParts.allow(markup, compilation, "type", "slot", "modal");
        ItemParts parts = ItemParts.compile(markup, compilation);
        markup.attribute("type").ifPresent(type -> {
            CompileResult builtin = BuiltinType.parse(type.strip(), GrammarMode.DTMF, compilation.language(markup));
            parts.addGrammar(new GrammarUse(
                    GrammarElement.ready(builtin, markup, compilation), new GrammarUse.Target.FillsItem()));
            // Where a type cannot be spoken in this language, it can still be keyed.
            if (BuiltinType.parse(type.strip(), GrammarMode.VOICE, compilation.language(markup))
                    instanceof CompileResult.Compiled(var spoken)) {
                parts.addGrammar(new GrammarUse(
                        compilation.noted(markup, new GrammarReference.Ready(spoken)),
                        new GrammarUse.Target.FillsItem()));
            }
        });
        var options = new ArrayList<Enumerated>();
        for (Markup child : parts.others()) {
            if (child.name().equals("option")) {
                options.add(option(child, parts, compilation));
            } else {
                compilation.misplaced(child, markup);
            }
        }
        boolean modal = compilation.truth(markup, "modal", RULE).orElse(false);
        return parts.item(markup, unnamed, modal, new FieldElement(List.copyOf(options)), compilation);
    }

    /** {@code <option>}. Spec: VoiceXML 2.0 §2.3.1.3. */
    private static Enumerated option(Markup markup, ItemParts parts, Compilation compilation) {
        compilation.allow(markup, "dtmf", "accept", "value");
        String words = markup.text().strip();
        String dtmf = markup.attribute("dtmf").orElse("");
        String value = markup.attribute("value").orElse(words.isEmpty() ? dtmf : words);
        ChoiceWords.compile(markup, false, compilation)
                .ifPresent(
                        spoken -> parts.addGrammar(new GrammarUse(spoken, new GrammarUse.Target.FillsItemWith(value))));
        KeySequence.compile(markup, compilation)
                .ifPresent(keys -> parts.addGrammar(new GrammarUse(keys, new GrammarUse.Target.FillsItemWith(value))));
        return new Enumerated(words, dtmf);
    }

    @Override
    public List<Enumerated> choices() {
        return options;
    }

    @Override
    public Visit visit(ItemContext context) {
        return new Visit.Heard(context.listen());
    }
}
