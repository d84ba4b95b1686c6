package org.belltower.voicexml.element;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.grammar.Key;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.model.PropertyValue;
import org.belltower.voicexml.model.TimeDesignation;

/**
 * {@code <property>}: a setting for the element that holds it. Spec: VoiceXML 2.0 §6.3.
 *
 * <p>Deviates: a value that is none keeps the document from running ({@code error.badfetch}) instead of throwing
 * {@code error.semantic} where it is used, because an author sees it then before a caller does.
 */
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
    private static final Set<String> TRUTHS = Set.of("bargein", "recordutterance", "org.belltower.secret");
    private static final Set<String> SHARES = Set.of("confidencelevel", "sensitivity", "speedvsaccuracy");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "bargeintype", Set.of("speech", "hotword"),
            "audiofetchhint", Set.of("prefetch", "safe"),
            "documentfetchhint", Set.of("prefetch", "safe"),
            "grammarfetchhint", Set.of("prefetch", "safe"),
            "objectfetchhint", Set.of("prefetch", "safe"),
            "scriptfetchhint", Set.of("prefetch", "safe"),
            "datafetchhint", Set.of("prefetch", "safe"));
    private static final Map<String, Set<String>> LISTS = Map.of(
            "inputmodes", Set.of("dtmf", "voice"), "universals", Set.of("none", "all", "help", "cancel", "exit"));

    /** Ages in seconds. */
    private static final Set<String> AGES = Stream.of("audio", "document", "grammar", "object", "script", "data")
            .flatMap(kind -> Stream.of(kind + "maxage", kind + "maxstale"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> FURTHER = Set.of("maxnbest", "termchar", "fetchaudio", "recordutterancetype");
    private static final Set<String> KNOWN = Stream.of(
                    TIMES, TRUTHS, SHARES, WORDS.keySet(), LISTS.keySet(), AGES, FURTHER)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

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
        boolean ours = name.indexOf('.') < 0 || name.startsWith("org.belltower.");
        if (ours && !name.isEmpty() && !KNOWN.contains(name)) {
            compilation.warning(
                    markup.position(),
                    "nothing reads the property \"" + name + "\"",
                    RULE,
                    "look for a slip of the pen; a property of another platform has a dot in its name");
        }
        if (TIMES.contains(name) && TimeDesignation.parse(value).isEmpty()) {
            compilation.error(
                    markup.position(), name + " is \"" + value + "\", not a time", RULE, "write such as 3s or 250ms");
        }
        if (TRUTHS.contains(name) && !value.equals("true") && !value.equals("false")) {
            compilation.error(markup.position(), name + " is \"" + value + "\"", RULE, "write true or false");
        }
        if (SHARES.contains(name) && !PropertyValue.isShare(value)) {
            compilation.error(
                    markup.position(), name + " is \"" + value + "\"", RULE, "write a number from 0.0 to 1.0");
        }
        if (name.equals("maxnbest") && !PropertyValue.isCount(value)) {
            compilation.error(markup.position(), name + " is \"" + value + "\"", RULE, "write a number from 1");
        }
        if (AGES.contains(name) && FetchAttributes.seconds(value).isEmpty()) {
            compilation.error(
                    markup.position(),
                    name + " is \"" + value + "\", no number of seconds",
                    "VoiceXML 2.0 §6.1.2",
                    "write such as 60");
        }
        Set<String> words = WORDS.getOrDefault(name, Set.of());
        if (!words.isEmpty() && !words.contains(value.strip())) {
            compilation.error(markup.position(), name + " is \"" + value + "\"", RULE, "write one of " + sorted(words));
        }
        Set<String> list = LISTS.getOrDefault(name, Set.of());
        if (!list.isEmpty() && !list.containsAll(Arrays.asList(value.strip().split("\\s+")))) {
            compilation.error(markup.position(), name + " is \"" + value + "\"", RULE, "write some of " + sorted(list));
        }
        if (name.equals("termchar")
                && !value.isEmpty()
                && Key.sequence(value).filter(keys -> keys.size() == 1).isEmpty()) {
            compilation.error(markup.position(), "termchar is \"" + value + "\"", RULE, "write one key, or nothing");
        }
    }

    private static String sorted(Set<String> words) {
        return words.stream().sorted().collect(Collectors.joining(", "));
    }
}
