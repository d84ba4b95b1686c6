package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.ItemBehaviour;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.model.Visit;

/** {@code <block>}: executable content that runs once. Immutable. Spec: VoiceXML 2.0 §2.3.2. */
record BlockElement(ExecutableContent content) implements ItemBehaviour {
    static FormItem compile(Markup markup, String unnamed, Compilation compilation) {
        compilation.allow(markup, "name", "expr", "cond");
        compilation.declares(markup, "name");
        return new FormItem(
                markup.attribute("name").orElse(unnamed),
                markup.name(),
                markup.position(),
                compilation.expression(markup, "expr"),
                compilation.expression(markup, "cond"),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                PropertySet.NONE,
                new BlockElement(compilation.steps(markup)));
    }

    @Override
    public boolean isInput() {
        return false;
    }

    @Override
    public boolean prompts() {
        return false;
    }

    @Override
    public Visit visit(ItemContext context) {
        // Before its content runs, so that a goto out of it and back finds it done.
        context.fill(true);
        return new Visit.Ran(context.run(content));
    }
}
