package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.Key;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Enumerated;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.model.Visit;

/**
 * {@code <menu>}: a form with one item, whose choices lead on. Immutable. Spec: VoiceXML 2.0 §2.2.
 */
record MenuElement(List<Enumerated> offered) implements ItemBehaviour {
    private static final String RULE = "VoiceXML 2.0 §2.2";
    private static final int IMPLICIT_KEYS = 9;

    static Dialog compile(Markup markup, String id, Compilation compilation) {
        compilation.allow(markup, "id", "scope", "dtmf", "accept");
        ItemParts parts = ItemParts.compile(markup, compilation);
        boolean numbered = compilation.truth(markup, "dtmf", RULE).orElse(false);
        boolean approximate = ChoiceWords.approximate(markup, false, compilation);
        var offered = new ArrayList<Enumerated>();
        for (Markup child : parts.others()) {
            if (child.name().equals("choice")) {
                offered.add(choice(child, numbered, approximate, offered, parts, compilation));
            } else {
                compilation.misplaced(child, markup);
            }
        }
        FormItem item = parts.item(
                new Markup(markup.namespace(), markup.name(), new LinkedHashMap<>(), List.of(), markup.position()),
                "#menu",
                false,
                new MenuElement(List.copyOf(offered)),
                compilation);
        return new Dialog(
                id,
                markup.name(),
                markup.position(),
                FormElement.documentScope(markup, compilation),
                List.of(new Dialog.Start.Item(item)),
                List.of(item),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                PropertySet.NONE);
    }

    /** {@code <choice>}. Spec: VoiceXML 2.0 §2.2.2. */
    private static Enumerated choice(
            Markup markup,
            boolean numbered,
            boolean approximate,
            List<Enumerated> before,
            ItemParts parts,
            Compilation compilation) {
        compilation.allow(
                markup,
                "dtmf",
                "accept",
                "next",
                "expr",
                "event",
                "eventexpr",
                "message",
                "messageexpr",
                "fetchaudio",
                "fetchhint",
                "fetchtimeout",
                "maxage",
                "maxstale");
        var target = new GrammarUse.Target.Leads(LinkElement.destination(markup, "VoiceXML 2.0 §2.2.2", compilation));
        List<GrammarReference> own = GrammarElement.compileAll(markup.children(), compilation);
        own.forEach(grammar -> parts.addGrammar(new GrammarUse(grammar, target)));
        if (own.isEmpty()) {
            ChoiceWords.compile(markup, approximate, compilation)
                    .ifPresent(words -> parts.addGrammar(new GrammarUse(words, target)));
        }
        String dtmf = markup.attribute("dtmf").orElse("");
        Optional<GrammarReference> keys = KeySequence.compile(markup, compilation);
        if (numbered && keys.isEmpty()) {
            long implicit =
                    before.stream().filter(choice -> isImplicit(choice.dtmf())).count() + 1;
            if (implicit <= IMPLICIT_KEYS) {
                dtmf = Long.toString(implicit);
                keys = Key.sequence(dtmf).map(KeySequence::of);
            }
        } else if (numbered && isImplicit(dtmf.strip())) {
            compilation.error(
                    markup.position(),
                    "dtmf=\"" + dtmf + "\" in a menu that numbers its choices",
                    RULE,
                    "write *, # or 0, or drop dtmf=\"true\" from the menu");
        }
        keys.ifPresent(grammar -> parts.addGrammar(new GrammarUse(grammar, target)));
        return new Enumerated(markup.text().strip(), dtmf);
    }

    private static boolean isImplicit(String dtmf) {
        return dtmf.length() == 1 && dtmf.charAt(0) >= '1' && dtmf.charAt(0) <= '9';
    }

    @Override
    public List<Enumerated> choices() {
        return offered;
    }

    @Override
    public Visit visit(ItemContext context) {
        return new Visit.Heard(context.listen());
    }
}
