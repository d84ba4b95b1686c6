package org.belltower.voicexml.session;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;

/**
 * Where a session stands before a form item waits for input, as text and back. Immutable.
 *
 * @param document which can be had again by a plain GET
 * @param dialog its id
 * @param item the name of the item that is about to be visited; empty where it is chosen anew, because a secret that stands before it
 *     has been left out
 * @param language the last that the documents said that they speak
 * @param application variables of that scope as JSON
 * @param documentScope likewise
 * @param dialogScope likewise
 * @param form how often each event has occurred in the form
 * @param items what is counted for each item
 * @param queued prompts that have not gone to the line
 */
record KeptPoint(
        URI document,
        String dialog,
        Optional<String> item,
        Optional<Locale> language,
        String application,
        String documentScope,
        String dialogScope,
        Map<String, Integer> form,
        Map<String, Item> items,
        List<QueuedPrompt> queued) {
    private static final int VERSION = 1;

    KeptPoint {
        form = Map.copyOf(form);
        items = Map.copyOf(items);
        queued = List.copyOf(queued);
    }

    /**
     * What is counted for an item.
     *
     * @param prompts the count of its next prompt
     */
    record Item(int prompts, Map<String, Integer> events) {
        Item {
            events = Map.copyOf(events);
        }
    }

    String text() {
        return "{\"version\":" + VERSION
                + ",\"document\":" + quoted(document.toString())
                + ",\"dialog\":" + quoted(dialog)
                + item.map(name -> ",\"item\":" + quoted(name)).orElse("")
                + language.map(tag -> ",\"language\":" + quoted(tag.toLanguageTag()))
                        .orElse("")
                + ",\"application\":" + application
                + ",\"documentScope\":" + documentScope
                + ",\"dialogScope\":" + dialogScope
                + ",\"form\":" + counts(form)
                + ",\"items\":" + members(items, KeptPoint::text)
                + ",\"queued\":[" + queued.stream().map(KeptPoint::text).collect(Collectors.joining(",")) + "]}";
    }

    private static String text(Item item) {
        return "{\"prompts\":" + item.prompts() + ",\"events\":" + counts(item.events()) + "}";
    }

    private static String text(QueuedPrompt prompt) {
        return "{\"ssml\":" + quoted(prompt.ssml()) + ",\"language\":"
                + quoted(prompt.language().toLanguageTag()) + ",\"bargein\":" + prompt.bargein() + ",\"type\":"
                + quoted(prompt.bargeinType().name()) + "}";
    }

    private static String counts(Map<String, Integer> counts) {
        return members(counts, String::valueOf);
    }

    private static <T> String members(Map<String, T> members, Function<T, String> text) {
        return members.entrySet().stream()
                .map(member -> quoted(member.getKey()) + ":" + text.apply(member.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return ScriptSession.quoted(text);
    }

    /** Reads {@link #text}; empty where it is none of this version. */
    static Optional<KeptPoint> parse(String text, ScriptSession scripts) {
        try {
            Object read = scripts.keptJson(text);
            if (!text(read, "version").equals(String.valueOf(VERSION))) {
                return Optional.empty();
            }
            return Optional.of(new KeptPoint(
                    URI.create(text(read, "document")),
                    text(read, "dialog"),
                    ObjectValue.property(read, "item").map(Object::toString),
                    ObjectValue.property(read, "language").map(tag -> Locale.forLanguageTag(tag.toString())),
                    scripts.json(member(read, "application")),
                    scripts.json(member(read, "documentScope")),
                    scripts.json(member(read, "dialogScope")),
                    counts(member(read, "form"), scripts),
                    items(member(read, "items"), scripts),
                    scripts.elements(member(read, "queued")).stream()
                            .map(KeptPoint::prompt)
                            .toList()));
        } catch (DialogEventException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Object member(Object read, String name) {
        return ObjectValue.property(read, name)
                .orElseThrow(() -> new IllegalArgumentException("a kept point has no " + name));
    }

    private static String text(Object read, String name) {
        return member(read, name) instanceof Number number
                ? String.valueOf(number.longValue())
                : member(read, name).toString();
    }

    private static Map<String, Integer> counts(Object read, ScriptSession scripts) {
        var counts = new LinkedHashMap<String, Integer>();
        for (String name : scripts.names(read)) {
            counts.put(name, Integer.parseInt(text(read, name)));
        }
        return counts;
    }

    private static Map<String, Item> items(Object read, ScriptSession scripts) {
        var items = new LinkedHashMap<String, Item>();
        for (String name : scripts.names(read)) {
            Object item = member(read, name);
            items.put(name, new Item(Integer.parseInt(text(item, "prompts")), counts(member(item, "events"), scripts)));
        }
        return items;
    }

    private static QueuedPrompt prompt(Object read) {
        return new QueuedPrompt(
                text(read, "ssml"),
                Locale.forLanguageTag(text(read, "language")),
                text(read, "bargein").equals("true"),
                BargeinType.valueOf(text(read, "type")));
    }
}
