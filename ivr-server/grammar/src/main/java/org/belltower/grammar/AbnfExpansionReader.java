package org.belltower.grammar;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what stands behind the equals sign of a rule in the ABNF form. <i>Confined to the thread that reads.</i>
 *
 * <p>Spec: SRGS 1.0 §2 and Appendix D.
 */
final class AbnfExpansionReader {
    private static final Pattern REPEAT = Pattern.compile("(\\d+(?:\\s*-\\s*\\d*)?)\\s*(?:/([^/]*)/)?");

    private final AbnfTokens tokens;
    private final Problems problems;
    private final GrammarLimits limits;
    private final URI base;
    private final TokenReader words;
    private final Map<String, Position> localReferences;
    private int depth;

    /** @param localReferences takes each rule of the same document that is referred to, with the first place */
    AbnfExpansionReader(
            AbnfTokens tokens,
            Problems problems,
            GrammarLimits limits,
            URI base,
            TokenReader words,
            Map<String, Position> localReferences) {
        this.tokens = tokens;
        this.problems = problems;
        this.limits = limits;
        this.base = base;
        this.words = words;
        this.localReferences = localReferences;
    }

    /** One alternative or several, up to the mark that ends them. */
    Expansion expansion(Locale language) {
        var choices = new ArrayList<Expansion.Choice>();
        boolean weighted = false;
        do {
            if (!choices.isEmpty()) {
                tokens.next();
            }
            skipComments();
            double weight = 1;
            if (tokens.peek().kind() == AbnfToken.Kind.WEIGHT) {
                weighted = true;
                weight = weight(tokens.next());
            }
            choices.add(new Expansion.Choice(sequence(language), weight));
        } while (tokens.peek().isMark('|'));
        return choices.size() == 1 && !weighted ? choices.getFirst().expansion() : new Expansion.Alternatives(choices);
    }

    private double weight(AbnfToken token) {
        return PlainNumber.parse(token.text())
                .orElseThrow(() -> tokens.unexpected(token, "a plain number such as /2.5/", "SRGS 1.0 §2.4.1"));
    }

    private Expansion sequence(Locale language) {
        var parts = new ArrayList<Expansion>();
        int elements = 0;
        while (true) {
            skipComments();
            AbnfToken next = tokens.peek();
            if (next.isMark('|') || next.isMark(')') || next.isMark(']') || next.isMark(';')) {
                break;
            }
            parts.addAll(element(language));
            elements++;
        }
        if (elements == 0) {
            throw tokens.unexpected(tokens.peek(), "a token, a reference, a tag, a group or $NULL", "SRGS 1.0 §2.3");
        }
        return parts.size() == 1 ? parts.getFirst() : new Expansion.Sequence(parts);
    }

    /** One element with its repeat; several keys may stand in one word. */
    private List<Expansion> element(Locale language) {
        List<Expansion> element = subexpansion(language);
        if (tokens.peek().kind() != AbnfToken.Kind.ANGLED) {
            return element;
        }
        AbnfToken repeat = tokens.next();
        Expansion body = element.size() == 1 ? element.getFirst() : new Expansion.Sequence(element);
        if (tokens.peek().kind() == AbnfToken.Kind.ANGLED) {
            throw tokens.unexpected(tokens.peek(), "something to repeat", "SRGS 1.0 §2.5");
        }
        return List.of(repeated(body, repeat));
    }

    private Expansion repeated(Expansion body, AbnfToken token) {
        Matcher matcher = REPEAT.matcher(token.text());
        Optional<RepeatRange> range =
                matcher.matches() ? RepeatRange.parse(matcher.group(1).replaceAll("\\s", "")) : Optional.empty();
        if (range.isEmpty()) {
            throw tokens.unexpected(token, "a repeat such as <3>, <0-1>, <2-> or <0- /0.5/>", "SRGS 1.0 §2.5");
        }
        if (range.get().largest() > limits.repeat()) {
            throw tokens.over(
                    token,
                    "the repeat <" + token.text() + "> is over " + limits.repeat(),
                    "Write a smaller number, or <m-> for no end");
        }
        Optional<Double> probability = Optional.ofNullable(matcher.group(2)).map(text -> probability(text, token));
        return range.get().equals(new RepeatRange(1, OptionalInt.of(1)))
                ? body
                : new Expansion.Repeat(body, range.get().minimum(), range.get().maximum(), probability);
    }

    private double probability(String text, AbnfToken token) {
        return PlainNumber.parse(text)
                .filter(value -> value <= 1)
                .orElseThrow(() -> tokens.unexpected(token, "a probability from 0.0 to 1.0", "SRGS 1.0 §2.5.1"));
    }

    private List<Expansion> subexpansion(Locale language) {
        AbnfToken token = tokens.peek();
        return switch (token.kind()) {
            case WORD, DOUBLE_QUOTED -> {
                tokens.next();
                yield words.token(token.text(), token.position(), ownLanguage(language));
            }
            case RULE_NAME -> {
                tokens.next();
                yield List.of(new Expansion.Reference(byName(token), token.position()));
            }
            case RULE_ADDRESS -> {
                tokens.next();
                yield List.of(new Expansion.Reference(byAddress(token), token.position()));
            }
            case TAG -> {
                tokens.next();
                yield List.of(new Expansion.Tag(token.text(), token.position()));
            }
            case MARK -> List.of(group(token, language));
            case SINGLE_QUOTED, ANGLED, WEIGHT, LANGUAGE, DOCUMENTATION, END ->
                throw tokens.unexpected(token, "a token, a reference, a tag or a group", "SRGS 1.0 §2");
        };
    }

    private Expansion group(AbnfToken open, Locale around) {
        boolean optional = open.isMark('[');
        if (!optional && !open.isMark('(')) {
            throw tokens.unexpected(open, "a token, a reference, a tag or a group", "SRGS 1.0 §2");
        }
        depth++;
        if (depth > limits.depth()) {
            throw tokens.over(
                    open, "brackets are nested more than " + limits.depth() + " deep", "Use rules instead of nesting");
        }
        Locale language = tokens.languageOfGroup()
                .map(token -> LanguageTag.parse(token.text(), around, token.position(), problems))
                .orElse(around);
        tokens.next();
        skipComments();
        Expansion body;
        if (!optional && tokens.peek().isMark(')')) {
            body = new Expansion.Sequence(List.of());
        } else {
            body = expansion(language);
        }
        tokens.mark(optional ? ']' : ')', "SRGS 1.0 §2.3");
        if (tokens.peek().kind() == AbnfToken.Kind.LANGUAGE) {
            tokens.next();
        }
        depth--;
        return optional ? new Expansion.Repeat(body, 0, OptionalInt.of(1), Optional.empty()) : body;
    }

    private Locale ownLanguage(Locale around) {
        if (tokens.peek().kind() != AbnfToken.Kind.LANGUAGE) {
            return around;
        }
        AbnfToken own = tokens.next();
        return LanguageTag.parse(own.text(), around, own.position(), problems);
    }

    private RuleReference byName(AbnfToken token) {
        return switch (token.text()) {
            case "NULL" -> new RuleReference.Nothing();
            case "VOID" -> new RuleReference.Never();
            case "GARBAGE" -> new RuleReference.Anything();
            default -> {
                localReferences.putIfAbsent(token.text(), token.position());
                yield new RuleReference.Local(token.text());
            }
        };
    }

    private RuleReference byAddress(AbnfToken token) {
        Optional<String> type = Optional.of(token.type()).filter(text -> !text.isEmpty());
        return RuleReference.External.of(base, token.text(), type)
                .orElseThrow(() -> tokens.unexpected(token, "an address such as $<document#rule>", "SRGS 1.0 §2.2.2"));
    }

    private void skipComments() {
        while (tokens.peek().kind() == AbnfToken.Kind.DOCUMENTATION) {
            tokens.next();
        }
    }
}
