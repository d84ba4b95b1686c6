package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.SpeechPart;

/** Compiles an element that stands in a prompt; what is wrong with it goes to the compilation. */
@FunctionalInterface
interface SpeechCompiler {
    List<SpeechPart> compile(Markup markup, Compilation compilation);
}
