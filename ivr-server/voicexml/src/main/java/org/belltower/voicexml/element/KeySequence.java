package org.belltower.voicexml.element;

import java.util.List;
import java.util.Optional;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.Key;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.GrammarReference;

/** The {@code dtmf} of a choice, an option or a link: the keys that choose it. Spec: VoiceXML 2.0 §2.2.2. */
final class KeySequence {
    private KeySequence() {}

    /** The grammar of the keys; none where there is no such attribute. */
    static Optional<GrammarReference> compile(Markup markup, Compilation compilation) {
        return markup.attribute("dtmf").flatMap(text -> {
            Optional<List<Key>> keys = Key.sequence(text).filter(sequence -> !sequence.isEmpty());
            if (keys.isEmpty()) {
                compilation.error(
                        markup.position(),
                        "dtmf=\"" + text + "\" is no key",
                        "VoiceXML 2.0 §2.2.2",
                        "write such as 1 or *");
            }
            return keys.map(KeySequence::of);
        });
    }

    static GrammarReference of(List<Key> keys) {
        return new GrammarReference.Ready(GrammarCompiler.keys(keys));
    }
}
