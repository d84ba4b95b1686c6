package org.belltower.voicexml.element;

import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ExecutableContent;

/** Compiles an element of executable content; what is wrong with it goes to the compilation. */
@FunctionalInterface
interface ExecutableCompiler {
    ExecutableContent compile(Markup markup, Compilation compilation);
}
