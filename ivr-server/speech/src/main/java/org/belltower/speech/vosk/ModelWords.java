package org.belltower.speech.vosk;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.VocabularyWord;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.model.WordTable;

/**
 * Which words of grammars the models do not know, for whoever loads or checks applications: such a word is never heard. Loads no
 * model, only its words. <i>Thread-safe.</i>
 */
public final class ModelWords {
    /** Unknown words of one grammar that are looked for. */
    private static final int MOST = 1_000;

    private static final String BUILTIN = "builtin";

    private final List<SpeechModel> models;
    private final Map<SpeechModel, WordTable> tables = new ConcurrentHashMap<>();
    /** To find the nearest of one takes some milliseconds. */
    private final Map<WordTable, Map<String, UnknownWord>> nearest = new ConcurrentHashMap<>();

    private ModelWords(List<SpeechModel> models) {
        this.models = List.copyOf(models);
    }

    /** Those of models that are loaded. */
    static ModelWords of(Map<SpeechModel, WordTable> loaded) {
        ModelWords words = new ModelWords(List.copyOf(loaded.keySet()));
        words.tables.putAll(loaded);
        return words;
    }

    /** The words of the models that are in a store now. */
    public static ModelWords of(ModelStore store) {
        return new ModelWords(store.list());
    }

    /** Whether there is a model for a language. */
    public boolean understands(Locale language) {
        return ModelStore.of(language, models).isPresent();
    }

    /**
     * The words of a voice grammar that its model does not know, in their order, at most a thousand; none where there is no model of its language.
     *
     * @throws org.belltower.speech.model.ModelException where the words of the model cannot be read
     */
    public List<UnknownWord> unknown(Grammar grammar) {
        return unknown(grammar, MOST);
    }

    /** The first of them. */
    public List<UnknownWord> unknown(Grammar grammar, int most) {
        Optional<SpeechModel> model = ModelStore.of(grammar.language(), models);
        if (grammar.mode() != GrammarMode.VOICE || model.isEmpty()) {
            return List.of();
        }
        WordTable table = tables.computeIfAbsent(model.get(), one -> WordTable.of(one.folder()));
        Map<String, UnknownWord> near = nearest.computeIfAbsent(table, _ -> new ConcurrentHashMap<>());
        return unknown(
                grammar,
                table,
                most,
                word -> near.computeIfAbsent(word, _ -> new UnknownWord(word, table.nearest(word))));
    }

    private static List<UnknownWord> unknown(
            Grammar grammar, WordTable table, int most, Function<String, UnknownWord> told) {
        return unknownTexts(grammar, table, most).stream().map(told).toList();
    }

    /** The first of them, without what is near them. */
    static List<String> unknownTexts(Grammar grammar, WordTable table, int most) {
        if (BUILTIN.equals(grammar.uri().getScheme())) {
            // The platform's own, which writes figures beside the words that they are spoken in.
            return List.of();
        }
        Set<String> unknown = new LinkedHashSet<>();
        for (VocabularyWord word : grammar.vocabulary()) {
            unknown.addAll(PhraseList.unknown(word.text(), table));
            if (unknown.size() >= most) {
                break;
            }
        }
        return unknown.stream().limit(most).toList();
    }
}
