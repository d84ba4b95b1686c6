package org.belltower.server.application;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.speech.vosk.UnknownWord;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.SpokenGrammar;
import org.belltower.voicexml.VoiceXmlEngine;

/**
 * Tells authors which words of their grammars a recogniser does not know: whatever a caller says, it never hears those. Stateless.
 */
public final class UnknownWords {
    /** Of one grammar that are named. */
    private static final int MOST = 10;

    private static final String RULE = "SRGS 1.0 §2.1";

    private UnknownWords() {}

    /** Those of all documents of an application, one line for each grammar. */
    public static List<DocumentError> of(VoiceApplication.Ready application, ModelWords words) {
        return SourceReader.documents(Path.of(application.folder())).stream()
                .flatMap(document -> of(application.engine(), document.toUri(), words).stream())
                .toList();
    }

    /** Those of a document, and of the grammars that it names. */
    public static List<DocumentError> of(VoiceXmlEngine engine, URI document, ModelWords words) {
        return engine.spokenGrammars(document).stream()
                .flatMap(grammar -> of(grammar, words).stream())
                .distinct()
                .toList();
    }

    private static List<DocumentError> of(SpokenGrammar spoken, ModelWords words) {
        List<UnknownWord> unknown = words.unknown(spoken.grammar(), MOST + 1);
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
