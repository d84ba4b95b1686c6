package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/** {@code prompt:ID} where the catalogue has no such prompt. Of an id that a script puts together its beginning counts. */
final class MissingPrompts implements LintRule {
    private static final String SCHEME = "prompt:";
    private static final Pattern IN_SCRIPT = Pattern.compile("['\"]prompt:([\\w.-]*)['\"](\\s*\\+)?");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        subject.prompts().ifPresent(prompts -> {
            for (SourceDocument document : subject.application().documents()) {
                check(document.root(), prompts, found);
            }
        });
        return found;
    }

    private static void check(Markup element, Map<String, List<String>> prompts, List<DocumentError> found) {
        element.attribute("src")
                .filter(source -> source.strip().startsWith(SCHEME))
                .map(source -> source.strip().substring(SCHEME.length()))
                .filter(id -> !prompts.containsKey(id))
                .ifPresent(id -> found.add(missing(id, element)));
        element.attributes().forEach((name, value) -> script(value, element, prompts, found));
        if (element.name().equals("script")) {
            script(element.text(), element, prompts, found);
        }
        element.children().forEach(child -> check(child, prompts, found));
    }

    private static void script(
            String source, Markup element, Map<String, List<String>> prompts, List<DocumentError> found) {
        Matcher literals = IN_SCRIPT.matcher(source);
        while (literals.find()) {
            String id = literals.group(1);
            boolean beginning = literals.group(2) != null;
            if (beginning
                    ? prompts.keySet().stream().noneMatch(known -> known.startsWith(id))
                    : !prompts.containsKey(id)) {
                found.add(missing(id + (beginning ? "…" : ""), element));
            }
        }
    }

    private static DocumentError missing(String id, Markup element) {
        String what = "the catalogue has no prompt " + id;
        String rule = "VoiceXML 2.0 §4.1.3";
        String instead = "add it to the prompts folder, or name one that is there";
        return element.name().equals("audio") && AudioFallback.isSpoken(element)
                ? DocumentError.warning(
                        element.position(), what + "; what stands in the <audio> is spoken", rule, instead)
                : DocumentError.error(element.position(), what, rule, instead);
    }
}
