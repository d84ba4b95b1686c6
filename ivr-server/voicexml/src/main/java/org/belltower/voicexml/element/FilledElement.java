package org.belltower.voicexml.element;

import java.util.Optional;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Filled;

/** {@code <filled>}: what to do once input items have values. Spec: VoiceXML 2.0 §2.4. */
final class FilledElement {
    private static final String RULE = "VoiceXML 2.0 §2.4";

    private FilledElement() {}

    static Filled compile(Markup markup, Compilation compilation) {
        compilation.allow(markup, "mode", "namelist");
        String mode = markup.attribute("mode").orElse("all");
        if (!mode.equals("all") && !mode.equals("any")) {
            compilation.error(markup.position(), "mode=\"" + mode + "\"", RULE, "write all or any");
        }
        return new Filled(
                Optional.empty(),
                !mode.equals("any"),
                compilation.words(markup, "namelist"),
                compilation.steps(markup));
    }

    /** That of an input item, which has neither mode nor namelist. */
    static ExecutableContent compileOfItem(Markup markup, Compilation compilation) {
        if (markup.attribute("mode").isPresent() || markup.attribute("namelist").isPresent()) {
            compilation.error(
                    markup.position(),
                    "<filled> in an input item has no mode or namelist",
                    RULE,
                    "move it into the form");
        }
        return compilation.steps(markup);
    }
}
