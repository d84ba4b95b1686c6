package org.belltower.voicexml.element;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Node;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.Link;
import org.belltower.voicexml.model.Prompt;
import org.belltower.voicexml.model.PropertySet;

/** What all form items hold: prompts, handlers, filled, grammars, properties. Confined to the compiling thread. */
final class ItemParts {
    private final List<Prompt> prompts = new ArrayList<>();
    private final List<ExecutableContent> filled = new ArrayList<>();
    private final List<EventHandler> handlers = new ArrayList<>();
    private final List<GrammarUse> grammars = new ArrayList<>();
    private final List<Markup> others = new ArrayList<>();
    private final PropertySet properties;

    private ItemParts(PropertySet properties) {
        this.properties = properties;
    }

    static ItemParts compile(Markup markup, Compilation compilation) {
        var parts = new ItemParts(PropertyElement.compile(markup.children(), compilation));
        var speech = new ArrayList<Node>();
        for (Node node : markup.content()) {
            if (compilation.isSpeech(node)) {
                speech.add(node);
            } else if (node instanceof Node.Child(Markup child)) {
                parts.say(speech, markup, compilation);
                parts.add(child, compilation);
            }
        }
        parts.say(speech, markup, compilation);
        return parts;
    }

    /** Notes attributes that are neither those of every item nor among these. */
    static void allow(Markup markup, Compilation compilation, String... further) {
        compilation.allow(
                markup,
                Stream.concat(Stream.of("name", "expr", "cond"), Arrays.stream(further))
                        .toArray(String[]::new));
    }

    private void say(List<Node> speech, Markup markup, Compilation compilation) {
        compilation.implicitPrompt(speech, markup).ifPresent(prompts::add);
        speech.clear();
    }

    private void add(Markup child, Compilation compilation) {
        if (GrammarElement.isGrammar(child)) {
            GrammarElement.withoutScope(child, compilation);
            grammars.add(new GrammarUse(GrammarElement.compile(child, compilation), new GrammarUse.Target.FillsItem()));
        } else if (!compilation.isForeign(child)) {
            if (CatchElement.isCatch(child)) {
                handlers.add(CatchElement.compile(child, compilation));
            } else if (child.name().equals("prompt")) {
                prompts.add(PromptElement.compile(child, compilation));
            } else if (child.name().equals("filled")) {
                filled.add(FilledElement.compileOfItem(child, compilation));
            } else if (child.name().equals("link")) {
                Link link = LinkElement.compile(child, compilation);
                link.grammars()
                        .forEach(grammar ->
                                grammars.add(new GrammarUse(grammar, new GrammarUse.Target.Leads(link.action()))));
            } else if (child.name().equals("log")) {
                // Deviates: the schema has no log here, but documents in the field do, among them a case of the working
                // group.
                compilation.warning(
                        child.position(),
                        "<log> in an input item never runs",
                        "VoiceXML 2.0 §5.3.13",
                        "put it into <filled>");
            } else if (!child.name().equals("property")) {
                others.add(child);
            }
        }
    }

    /** The children that only this kind of item has. */
    List<Markup> others() {
        return others;
    }

    /** The {@code <param>} children; notes all others that only some kinds of item have. */
    List<Param> params(Markup markup, Compilation compilation, BiFunction<Markup, Compilation, Param> one) {
        var params = new ArrayList<Param>();
        for (Markup child : others) {
            if (child.name().equals("param")) {
                params.add(one.apply(child, compilation));
            } else {
                compilation.misplaced(child, markup);
            }
        }
        return List.copyOf(params);
    }

    /** Notes children that only some kinds of item have. */
    void withoutOthers(Markup markup, Compilation compilation) {
        others.forEach(child -> compilation.misplaced(child, markup));
    }

    /** Notes grammars of its own, which this kind of item does not take. */
    void withoutGrammar(Markup markup, Compilation compilation) {
        if (grammars.stream().anyMatch(use -> use.target() instanceof GrammarUse.Target.FillsItem)) {
            compilation.error(
                    markup.position(),
                    "<" + markup.name() + "> has no grammar of its own",
                    "VoiceXML 2.0 appendix O",
                    "move the grammar into the form");
        }
    }

    /** Notes grammars and {@code filled}, which a control item does not take. */
    void withoutFilledOrGrammar(Markup markup, Compilation compilation) {
        withoutGrammar(markup, compilation);
        if (!filled.isEmpty()) {
            compilation.error(
                    markup.position(),
                    "<" + markup.name() + "> is never filled",
                    "VoiceXML 2.0 §2.3.3",
                    "move <filled> into the form or into an input item");
        }
    }

    void addGrammar(GrammarUse grammar) {
        grammars.add(grammar);
    }

    FormItem item(Markup markup, String unnamed, boolean modal, ItemBehaviour behaviour, Compilation compilation) {
        String name = markup.attribute("name").orElse(unnamed);
        compilation.declares(markup, "name");
        return new FormItem(
                name,
                markup.name(),
                markup.position(),
                compilation.expression(markup, "expr"),
                compilation.expression(markup, "cond"),
                markup.attribute("slot").orElse(name),
                prompts,
                filled,
                handlers,
                grammars,
                modal,
                properties,
                behaviour);
    }
}
