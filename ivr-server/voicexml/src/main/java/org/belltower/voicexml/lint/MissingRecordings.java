package org.belltower.voicexml.lint;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/**
 * {@code <audio>} of a file that is not there. What stands inside is then spoken; where nothing does, the prompt is silent. Of what
 * an expression works out only one that is a single literal is looked at. Stateless.
 */
final class MissingRecordings implements LintRule {
    private static final String CATALOGUE = "prompt:";
    private static final Pattern LITERAL = Pattern.compile("\\s*(['\"])([^'\"\\\\]*)\\1\\s*");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            check(document, document.root(), subject, found);
        }
        return found;
    }

    private static void check(SourceDocument document, Markup element, LintSubject subject, List<DocumentError> found) {
        // A base of its own is rare, and where its references lead is told by a call.
        if (element.name().equals("prompt") && element.attribute("xml:base").isPresent()) {
            return;
        }
        if (element.name().equals("audio")) {
            source(element)
                    .filter(source -> !source.startsWith(CATALOGUE))
                    .flatMap(source -> missing(source, document, subject).map(why -> told(element, source, why)))
                    .ifPresent(found::add);
        }
        element.children().forEach(child -> check(document, child, subject, found));
    }

    private static Optional<String> source(Markup audio) {
        return audio.attribute("src")
                .map(String::strip)
                .or(() -> audio.attribute("expr")
                        .map(LITERAL::matcher)
                        .filter(Matcher::matches)
                        .map(literal -> literal.group(2).strip()));
    }

    /** Why it cannot be had. What a root document's handlers play may start at any document that inherits them. */
    private static Optional<String> missing(String source, SourceDocument document, LintSubject subject) {
        SourceApplication application = subject.application();
        Stream<SourceDocument> from = application.isRoot(document)
                ? Stream.concat(Stream.of(document), application.documents().stream())
                : Stream.of(document);
        List<Optional<String>> reasons = from.flatMap(one -> one.resolve(source).stream())
                .map((URI address) -> subject.recordings().apply(address))
                .toList();
        return reasons.stream().allMatch(Optional::isPresent)
                ? reasons.stream().flatMap(Optional::stream).findFirst()
                : Optional.empty();
    }

    private static DocumentError told(Markup audio, String source, String why) {
        String what = "the recording " + source + " cannot be had: " + why;
        String rule = "VoiceXML 2.0 §4.1.3";
        return AudioFallback.isSpoken(audio)
                ? DocumentError.warning(
                        audio.position(),
                        what + "; what stands in the <audio> is spoken",
                        rule,
                        "put the file there, or leave the <audio> out")
                : DocumentError.error(
                        audio.position(),
                        what + ", and nothing stands in its place",
                        rule,
                        "put the file there, or write into the <audio> what is to be spoken without it");
    }
}
