package org.belltower.voicexml.element;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.belltower.grammar.Embedding;
import org.belltower.grammar.Position;
import org.belltower.voicexml.markup.Markup;
import org.belltower.voicexml.markup.XmlText;
import org.belltower.voicexml.model.GrammarReference;

/**
 * The words of a choice or option as a grammar: all of them in order, or with {@code accept="approximate"} some of them in
 * order. Spec: VoiceXML 2.0 §2.2.5, §2.3.1.3.
 */
final class ChoiceWords {
    private static final String RULE = "VoiceXML 2.0 §2.2.5";
    /** Where parts of long texts are accepted too, everything would be. */
    private static final int MOST_WORDS = 40;

    private ChoiceWords() {}

    /**
     * The grammar; none where the element has no words.
     *
     * @param usual whether approximate where the element does not say it
     */
    static Optional<GrammarReference> compile(Markup markup, boolean usual, Compilation compilation) {
        boolean approximate = approximate(markup, usual, compilation);
        List<String> words = Arrays.stream(markup.text().strip().split("\\s+"))
                .map(word -> word.replace("\"", ""))
                .filter(word -> word.chars().anyMatch(Character::isLetterOrDigit))
                .toList();
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var xml = new StringBuilder("<grammar mode=\"voice\" root=\"words\"><rule id=\"words\">");
        if (approximate && words.size() > 1 && words.size() <= MOST_WORDS) {
            xml.append("<one-of>");
            for (int first = 0; first < words.size(); first++) {
                xml.append("<item>");
                word(words.get(first), xml);
                for (String later : words.subList(first + 1, words.size())) {
                    xml.append("<item repeat=\"0-1\">");
                    word(later, xml);
                    xml.append("</item>");
                }
                xml.append("</item>");
            }
            xml.append("</one-of>");
        } else {
            words.forEach(word -> word(word, xml));
        }
        xml.append("</rule></grammar>");
        var embedding = new Embedding(
                compilation.base(),
                compilation.language(markup),
                new Position(markup.position().line(), markup.position().column()));
        return Optional.of(GrammarElement.ready(
                compilation.grammars().compileInline(xml.toString(), embedding), markup, compilation));
    }

    /** {@code accept}, as the element has it. */
    static boolean approximate(Markup markup, boolean usual, Compilation compilation) {
        String accept = markup.attribute("accept").orElse(usual ? "approximate" : "exact");
        if (!accept.equals("exact") && !accept.equals("approximate")) {
            compilation.error(markup.position(), "accept=\"" + accept + "\"", RULE, "write exact or approximate");
        }
        return accept.equals("approximate");
    }

    private static void word(String word, StringBuilder xml) {
        xml.append("<token>");
        XmlText.escape(word, xml);
        xml.append("</token>");
    }
}
