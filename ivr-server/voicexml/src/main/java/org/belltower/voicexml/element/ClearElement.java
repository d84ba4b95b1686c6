package org.belltower.voicexml.element;

import java.util.List;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Context;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;

/** {@code <clear>}: makes form items eligible again. Immutable. Spec: VoiceXML 2.0 §5.3.3. */
record ClearElement(List<String> names, Position at) implements ExecutableContent {
    static ExecutableContent compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "namelist");
        return new ClearElement(compilation.words(markup, "namelist"), markup.position());
    }

    @Override
    public Transition execute(Context context) {
        context.clear(names, at);
        return Transition.NEXT;
    }
}
