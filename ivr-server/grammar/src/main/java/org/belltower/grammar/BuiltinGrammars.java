package org.belltower.grammar;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The builtin types of VoiceXML: what {@code <field type="digits?length=4">} and {@code builtin:dtmf/digits?length=4}
 * stand for. <i>Thread-safe.</i> They are grammar documents like any other, so other grammars may refer to them.
 *
 * <p>Spec: VoiceXML 2.0 §2.3.1 and Appendix P.
 */
public final class BuiltinGrammars {
    /** The format of tags that, like the rules referred to, each add their text to the value. */
    static final TagFormat.Other SPELLING = new TagFormat.Other("spelling");

    private static final Pattern FORM = Pattern.compile("(?:builtin:(?:(dtmf|grammar|voice)/)?)?([a-z]+)(?:\\?(.*))?");

    private BuiltinGrammars() {}

    /**
     * The grammar of a builtin: {@code digits?minlength=3;maxlength=5} as a field's type, or the same after
     * {@code builtin:dtmf/} (keys) or {@code builtin:grammar/} (speech).
     *
     * @param mode of the grammar where the text does not say it
     */
    public static CompileResult parse(String text, GrammarMode mode, Locale language) {
        return switch (document(text, mode, language)) {
            case ParseResult.Parsed(var document) -> GrammarCompiler.own(document);
            case ParseResult.Broken(var problems) -> new CompileResult.Rejected(problems);
        };
    }

    /** Whether an address is that of a builtin. */
    static boolean is(URI uri) {
        return "builtin".equals(uri.getScheme());
    }

    static ParseResult document(String text, GrammarMode otherwise, Locale language) {
        Matcher matcher = FORM.matcher(text.strip().replace("%23", "#"));
        if (!matcher.matches()) {
            return unknown(URI.create("builtin:unreadable"), "“" + text + "” is no builtin");
        }
        GrammarMode mode = switch (Optional.ofNullable(matcher.group(1)).orElse("")) {
            case "dtmf" -> GrammarMode.DTMF;
            case "" -> otherwise;
            default -> GrammarMode.VOICE;
        };
        String name = matcher.group(2);
        String parameters = Optional.ofNullable(matcher.group(3)).orElse("");
        URI uri = uri(mode, name, parameters);
        Optional<KeyBuiltin> type = Arrays.stream(KeyBuiltin.values())
                .filter(builtin -> builtin.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
        if (type.isEmpty()) {
            return unknown(uri, "there is no builtin “" + name + "”");
        }
        var problems = new Problems(uri);
        var reader = new BuiltinParameters(parameters, problems);
        Expansion expansion = type.get().expansion(reader);
        reader.close();
        if (!problems.none()) {
            return new ParseResult.Broken(problems.found());
        }
        if (mode == GrammarMode.DTMF) {
            return new ParseResult.Parsed(keyed(uri, language, type.get(), expansion));
        }
        return SpokenBuiltin.document(uri, type.get(), language, expansion)
                .<ParseResult>map(ParseResult.Parsed::new)
                .orElseGet(() -> new ParseResult.Broken(List.of(BuiltinParameters.wordless(
                        uri,
                        "the builtin “" + name + "” cannot be spoken in “" + language.toLanguageTag() + "”",
                        "It can in en and zh, and keyed in every language"))));
    }

    private static GrammarDocument keyed(URI uri, Locale language, KeyBuiltin type, Expansion expansion) {
        String id = type.name().toLowerCase(Locale.ROOT);
        var rules = new LinkedHashMap<String, Rule>();
        rules.put(id, new Rule(id, RuleScope.PUBLIC, expansion, List.of(), Position.start()));
        return new GrammarDocument(
                uri,
                GrammarMode.DTMF,
                language,
                type.tagFormat(),
                Optional.of(id),
                rules,
                List.of(),
                List.of(),
                List.of());
    }

    private static URI uri(GrammarMode mode, String name, String parameters) {
        String path = (mode == GrammarMode.DTMF ? "dtmf/" : "grammar/") + name;
        try {
            return new URI("builtin", parameters.isEmpty() ? path : path + "?" + parameters, null);
        } catch (java.net.URISyntaxException e) {
            return URI.create("builtin:" + path); // Parameters that no address can hold are refused later, by name.
        }
    }

    private static ParseResult unknown(URI uri, String what) {
        String known = Arrays.stream(KeyBuiltin.values())
                .map(builtin -> builtin.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new ParseResult.Broken(List.of(BuiltinParameters.unknown(uri, what, "The builtins are " + known)));
    }
}
