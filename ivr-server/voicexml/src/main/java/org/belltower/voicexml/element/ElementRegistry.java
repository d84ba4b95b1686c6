package org.belltower.voicexml.element;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which element is compiled by what. Immutable. A new element is its own file and one line here. Elements that only one parent
 * can hold, such as {@code choice} in {@code menu}, are compiled by that parent and listed so that a misplaced one is told
 * from an unknown one.
 */
public final class ElementRegistry {
    private static final Set<String> STRUCTURE = Set.of(
            "vxml",
            "form",
            "menu",
            "choice",
            "option",
            "grammar",
            "property",
            "link",
            "filled",
            "catch",
            "error",
            "help",
            "noinput",
            "nomatch",
            "param",
            "elseif",
            "else",
            "meta",
            "metadata");

    private final Map<String, ExecutableCompiler> executable;
    private final Map<String, SpeechCompiler> speech;
    private final Map<String, ItemCompiler> items;

    private ElementRegistry(
            Map<String, ExecutableCompiler> executable,
            Map<String, SpeechCompiler> speech,
            Map<String, ItemCompiler> items) {
        this.executable = Map.copyOf(executable);
        this.speech = Map.copyOf(speech);
        this.items = Map.copyOf(items);
    }

    /** Every element that there is. */
    public static ElementRegistry standard() {
        var executable = new HashMap<String, ExecutableCompiler>();
        executable.put("assign", AssignElement::compile);
        executable.put("clear", ClearElement::compile);
        executable.put("data", DataElement::compile);
        executable.put("disconnect", DisconnectElement::compile);
        executable.put("exit", ExitElement::compile);
        executable.put("foreach", ForeachElement::compile);
        executable.put("goto", GotoElement::compile);
        executable.put("if", IfElement::compile);
        executable.put("log", LogElement::compile);
        executable.put("prompt", PromptElement::compile);
        executable.put("reprompt", RepromptElement::compile);
        executable.put("return", ReturnElement::compile);
        executable.put("script", ScriptElement::compile);
        executable.put("submit", SubmitElement::compile);
        executable.put("throw", ThrowElement::compile);
        executable.put("var", VarElement::compile);

        var speech = new HashMap<String, SpeechCompiler>();
        speech.put("audio", AudioElement::compile);
        speech.put("enumerate", EnumerateElement::compile);
        speech.put("foreach", ForeachElement::compileSpeech);
        speech.put("mark", MarkElement::compile);
        // Spec: VoiceXML 2.0 §6.2: about the document, not spoken.
        speech.put("meta", (markup, compilation) -> List.of());
        speech.put("metadata", (markup, compilation) -> List.of());
        speech.put("value", ValueElement::compile);
        for (String name : SsmlElement.NAMES) {
            speech.put(name, SsmlElement::compile);
        }

        var items = new HashMap<String, ItemCompiler>();
        items.put("block", BlockElement::compile);
        items.put("field", FieldElement::compile);
        items.put("initial", InitialElement::compile);
        items.put(
                "object",
                (markup, unnamed, compilation) ->
                        ObjectElement.compile(markup, unnamed, PlatformObjects.standard(), compilation));
        items.put("record", RecordElement::compile);
        items.put("transfer", TransferElement::compile);
        items.put("subdialog", SubdialogElement::compile);
        return new ElementRegistry(executable, speech, items);
    }

    Optional<ExecutableCompiler> executable(String name) {
        return Optional.ofNullable(executable.get(name));
    }

    Optional<SpeechCompiler> speech(String name) {
        return Optional.ofNullable(speech.get(name));
    }

    Optional<ItemCompiler> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** The element that was meant by a name that none has, where one is near enough. */
    Optional<String> nearest(String name) {
        return Misspelling.nearest(
                name,
                Stream.of(executable.keySet(), speech.keySet(), items.keySet(), STRUCTURE)
                        .flatMap(Set::stream)
                        .toList());
    }

    boolean knows(String name) {
        return executable.containsKey(name)
                || speech.containsKey(name)
                || items.containsKey(name)
                || STRUCTURE.contains(name);
    }
}
