package org.belltower.voicexml.model;

import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.script.Expression;

/**
 * An item of a form: what all kinds share, and the behaviour of its kind. Immutable. Spec: VoiceXML 2.0 §2.1.4, §2.3.
 *
 * @param name of its variable; one that a script cannot write where the document gives none
 * @param kind the element's name
 * @param expr the variable's first value
 * @param slot under which a form's grammar fills it
 * @param prompts by rising place in the document
 * @param filled what is done when it has been filled
 * @param grammars its own
 * @param modal whether only its own grammars are active
 */
public record FormItem(
        String name,
        String kind,
        Position position,
        Optional<Expression> expr,
        Optional<Expression> cond,
        String slot,
        List<Prompt> prompts,
        List<ExecutableContent> filled,
        List<EventHandler> handlers,
        List<GrammarUse> grammars,
        boolean modal,
        PropertySet properties,
        ItemBehaviour behaviour) {
    public FormItem {
        prompts = List.copyOf(prompts);
        filled = List.copyOf(filled);
        handlers = List.copyOf(handlers);
        grammars = List.copyOf(grammars);
    }

    /** Whether it takes a value, as against one that only controls. */
    public boolean isInput() {
        return behaviour.isInput();
    }

    /** Whether the document gave it a name. */
    public boolean isNamed() {
        return !name.startsWith("#");
    }
}
