package org.belltower.server.application;

import java.net.URI;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.belltower.grammar.Grammar;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.speech.vosk.UnknownWord;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.SpokenGrammar;
import org.belltower.voicexml.VoiceXmlEngine;

/**
 * Tells authors which words of their grammars a recogniser does not know: whatever a caller says, it never hears those. Looks at each grammar once,
 * in however many documents it is used. <i>Confined to one thread.</i>
 */
public final class UnknownWords {
    /** Of one grammar that are named. */
    private static final int MOST = 10;

    private static final String RULE = "SRGS 1.0 §2.1";

    private final ModelWords words;
    private final IdentityHashMap<Grammar, List<UnknownWord>> known = new IdentityHashMap<>();

    /** @param words of the models that are installed */
    public UnknownWords(ModelWords words) {
        this.words = words;
    }

    /**
     * Those of all documents of an application, one line for each grammar.
     *
     * @throws org.belltower.speech.model.ModelException where the words of a model cannot be read
     */
    public List<DocumentError> of(VoiceApplication.Ready application) {
        return SourceReader.documents(Path.of(application.folder())).stream()
                .flatMap(document -> of(application.engine(), document.toUri()).stream())
                .toList();
    }

    /**
     * Those of a document, and of the grammars that it names.
     *
     * @throws org.belltower.speech.model.ModelException where the words of a model cannot be read
     */
    public List<DocumentError> of(VoiceXmlEngine engine, URI document) {
        return engine.spokenGrammars(document).stream()
                .flatMap(grammar -> of(grammar).stream())
                .distinct()
                .toList();
    }

    private List<DocumentError> of(SpokenGrammar spoken) {
        List<UnknownWord> unknown =
                known.computeIfAbsent(spoken.grammar(), grammar -> words.unknown(grammar, MOST + 1));
        return unknown.isEmpty()
                ? List.of()
                : List.of(DocumentError.warning(
                        spoken.position(),
                        "the recogniser's model does not know, and never hears, " + listed(unknown),
                        RULE,
                        "write other words, or the words as they are spoken"));
    }

    /** One after the other, each with those that it may have been meant to be. */
    public static String listed(List<UnknownWord> unknown) {
        return unknown.stream().limit(MOST).map(UnknownWord::toString).collect(Collectors.joining("; "))
                + (unknown.size() > MOST ? "; and more" : "");
    }
}
