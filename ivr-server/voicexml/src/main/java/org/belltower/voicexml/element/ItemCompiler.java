package org.belltower.voicexml.element;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.FormItem;

/** Compiles a form item; what is wrong with it goes to the compilation. */
@FunctionalInterface
interface ItemCompiler {
    /**
     * Compiles it.
     *
     * @param unnamed the name of its variable where the document gives none
     */
    FormItem compile(Markup markup, String unnamed, Compilation compilation);
}
