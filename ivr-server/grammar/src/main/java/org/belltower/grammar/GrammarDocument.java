package org.belltower.grammar;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * A grammar as its author wrote it, references not yet followed. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §4.
 *
 * @param uri where it came from
 * @param root the rule that is active when none is named
 * @param rules in the order of the document
 * @param meta in order
 * @param lexicons pronunciation documents, carried for a recogniser
 * @param tags tags of the header, evaluated before any other
 */
public record GrammarDocument(
        URI uri,
        GrammarMode mode,
        Locale language,
        TagFormat tagFormat,
        Optional<String> root,
        SequencedMap<String, Rule> rules,
        List<MetaEntry> meta,
        List<LexiconReference> lexicons,
        List<Expansion.Tag> tags) {
    public GrammarDocument {
        rules = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(rules));
        meta = List.copyOf(meta);
        lexicons = List.copyOf(lexicons);
        tags = List.copyOf(tags);
    }
}
