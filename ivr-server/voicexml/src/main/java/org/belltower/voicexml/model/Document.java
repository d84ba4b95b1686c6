package org.belltower.voicexml.model;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.script.Expression;

/**
 * A compiled document. Immutable and thread-safe: all sessions share it. Spec: VoiceXML 2.0 §1.5.
 *
 * @param uri where it came from, without a fragment
 * @param base what relative references start at
 * @param application its root document
 * @param languageExpression what {@code language} is while the document runs; an addition of this platform
 * @param start variables, scripts and data in document order
 * @param prompts all that stand in it, wherever
 * @param grammars those whose text or address is known, wherever
 * @param warnings what its author should change though it runs
 */
public record Document(
        URI uri,
        URI base,
        Optional<URI> application,
        Locale language,
        Optional<Expression> languageExpression,
        List<ExecutableContent> start,
        List<Dialog> dialogs,
        Map<String, Dialog> byId,
        List<EventHandler> handlers,
        List<Link> links,
        PropertySet properties,
        List<Prompt> prompts,
        List<WrittenGrammar> grammars,
        List<DocumentError> warnings) {
    public Document {
        start = List.copyOf(start);
        dialogs = List.copyOf(dialogs);
        byId = Map.copyOf(byId);
        handlers = List.copyOf(handlers);
        links = List.copyOf(links);
        prompts = List.copyOf(prompts);
        grammars = List.copyOf(grammars);
        warnings = List.copyOf(warnings);
    }

    /** The dialogs by their ids, for the constructor. */
    public static Map<String, Dialog> index(List<Dialog> dialogs) {
        return dialogs.stream().collect(Collectors.toMap(Dialog::id, Function.identity(), (first, second) -> first));
    }

    public Optional<Dialog> dialog(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
