package org.belltower.voicexml.lint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.graph.SourceDialog;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.markup.Markup;

/**
 * Fields that ask for a PIN or password by their name, grammar or prompt, but are not marked by the property
 * {@code org.belltower.secret}: what is keyed there would stand in logs and records.
 */
final class UnmarkedSecrets implements LintRule {
    private static final String PROPERTY = "org.belltower.secret";
    private static final String PROMPT = "prompt:";
    private static final Set<String> WORDS = Set.of(
            "pin", "pincode", "password", "passwort", "passcode", "passwd", "pwd", "cvv", "cvc", "otp", "secret");
    private static final List<String> CHINESE = List.of("密码", "口令", "验证码");

    @Override
    public List<DocumentError> check(LintSubject subject) {
        List<DocumentError> found = new ArrayList<>();
        for (SourceDocument document : subject.application().documents()) {
            for (SourceDialog dialog : document.dialogs()) {
                for (Markup item : dialog.items()) {
                    if ((item.name().equals("field") || item.name().equals("record"))
                            && !isMarked(dialog, item, subject)) {
                        evidence(item, subject.prompts().orElse(Map.of()))
                                .ifPresent(why -> found.add(unmarked(dialog, item, why)));
                    }
                }
            }
        }
        return found;
    }

    private static DocumentError unmarked(SourceDialog dialog, Markup item, String why) {
        return DocumentError.warning(
                item.position(),
                "<" + item.name() + "> " + dialog.itemName(item) + " asks for a secret (" + why
                        + ") and is not marked as one",
                "VoiceXML 2.0 §6.3",
                "put <property name=\"" + PROPERTY + "\" value=\"true\"/> into it");
    }

    private static boolean isMarked(SourceDialog dialog, Markup item, LintSubject subject) {
        return Stream.of(
                        Optional.of(item),
                        Optional.of(dialog.markup()),
                        Optional.of(dialog.document().root()),
                        subject.application().root(dialog.document()).map(SourceDocument::root))
                .flatMap(Optional::stream)
                .flatMap(scope -> scope.children().stream())
                .filter(child -> child.name().equals("property")
                        && child.attribute("name").equals(Optional.of(PROPERTY)))
                .findFirst()
                .flatMap(property -> property.attribute("value"))
                .filter("true"::equals)
                .isPresent();
    }

    /** What makes it one; empty where nothing does. */
    private static Optional<String> evidence(Markup item, Map<String, List<String>> prompts) {
        Optional<String> named = item.attribute("name").filter(UnmarkedSecrets::isSecret);
        if (named.isPresent()) {
            return named.map(name -> "its name is " + name);
        }
        for (Markup child : item.children()) {
            Optional<String> source = child.name().equals("grammar") ? child.attribute("src") : Optional.empty();
            if (source.filter(UnmarkedSecrets::isSecret).isPresent()) {
                return source.map(name -> "its grammar is " + name);
            }
        }
        return item.children().stream()
                .filter(child -> child.name().equals("prompt") || child.name().equals("audio"))
                .flatMap(child -> spoken(child, prompts))
                .filter(UnmarkedSecrets::isSecret)
                .findFirst()
                .map(text -> "it says \"" + text.strip().replaceAll("\\s+", " ") + "\"");
    }

    private static Stream<String> spoken(Markup element, Map<String, List<String>> prompts) {
        Stream<String> own = Stream.concat(
                Stream.of(element.text()),
                element.attribute("src").filter(source -> source.startsWith(PROMPT)).stream()
                        .flatMap(
                                source -> prompts.getOrDefault(source.substring(PROMPT.length()), List.of()).stream()));
        return Stream.concat(own, element.children().stream().flatMap(child -> spoken(child, prompts)));
    }

    /** Whether one of the words is a secret's; words end at capitals, digits and signs. */
    static boolean isSecret(String text) {
        return CHINESE.stream().anyMatch(text::contains)
                || Arrays.stream(text.replaceAll("([a-z])([A-Z])", "$1 $2").split("[^A-Za-z]+", -1))
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .anyMatch(WORDS::contains);
    }
}
