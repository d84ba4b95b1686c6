package org.belltower.voicexml.element;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.belltower.grammar.Key;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.model.TimeDesignation;

/** {@code <property>}: a setting for the element that holds it. Spec: VoiceXML 2.0 §6.3. */
final class PropertyElement {
    private static final String RULE = "VoiceXML 2.0 §6.3";
    private static final Set<String> TIMES = Set.of(
            "timeout",
            "interdigittimeout",
            "termtimeout",
            "completetimeout",
            "incompletetimeout",
            "maxspeechtimeout",
            "fetchtimeout",
            "fetchaudiodelay",
            "fetchaudiominimum");
    private static final Set<String> TRUTHS = Set.of("bargein", "org.belltower.secret");

    private PropertyElement() {}

    /** The properties among the children. */
    static PropertySet compile(List<Markup> children, Compilation compilation) {
        var texts = new HashMap<String, String>();
        for (Markup child : children) {
            if (child.isVoiceXml() && child.name().equals("property")) {
                compilation.allow(child, "name", "value");
                String name = compilation.required(child, "name", RULE);
                String value = compilation.required(child, "value", RULE);
                check(name, value, child, compilation);
                texts.put(name, value.strip());
            }
        }
        return texts.isEmpty() ? PropertySet.NONE : PropertySet.of(texts);
    }

    private static void check(String name, String value, Markup markup, Compilation compilation) {
        if (TIMES.contains(name) && TimeDesignation.parse(value).isEmpty()) {
            compilation.error(
                    markup.position(), name + " is \"" + value + "\", not a time", RULE, "write such as 3s or 250ms");
        }
        if (TRUTHS.contains(name) && !value.equals("true") && !value.equals("false")) {
            compilation.error(markup.position(), name + " is \"" + value + "\"", RULE, "write true or false");
        }
        if (name.equals("termchar")
                && !value.isEmpty()
                && Key.sequence(value).filter(keys -> keys.size() == 1).isEmpty()) {
            compilation.error(markup.position(), "termchar is \"" + value + "\"", RULE, "write one key, or nothing");
        }
    }
}
