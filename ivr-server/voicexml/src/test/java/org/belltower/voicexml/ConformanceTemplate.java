package org.belltower.voicexml;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns a W3C test template into VoiceXML for a scripted caller: each token of the {@code conf:} vocabulary is a phrase, and what
 * the caller is to do is written into the prompts.
 */
final class ConformanceTemplate {
    /** What the caller is to do begins with this in a prompt. */
    static final String CUE = "@caller ";

    static final String PASS = "conf:pass";
    static final String FAIL = "conf:fail";

    private static final Map<String, String> PHRASES = Map.ofEntries(
            Map.entry("alpha", "chicago"),
            Map.entry("bravo", "san francisco"),
            Map.entry("charlie", "new york"),
            Map.entry("delta", "london"),
            Map.entry("echo", "tokyo"),
            Map.entry("foxtrot", "madrid"),
            Map.entry("golf", "sydney"),
            Map.entry("hotel", "buenos aires"),
            Map.entry("help", "help"),
            Map.entry("cancel", "cancel"),
            Map.entry("exit", "exit"),
            Map.entry("yes", "yes"));
    private static final Pattern ELEMENT =
            Pattern.compile("<conf:(\\w+)((?:\\s+\\w+\\s*=\\s*(?:\"[^\"]*\"|'[^']*'))*)\\s*(/?)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)\\s*=\\s*(\"[^\"]*\"|'[^']*')");

    private ConformanceTemplate() {}

    static String fill(String template) {
        // The folder's files were renamed from .vxml to .txml, and in one of them the namespace was renamed along.
        String text = template.replace("http://www.w3.org/2001/txml", "http://www.w3.org/2001/vxml")
                .replaceAll("</conf:comment>", "</log>")
                .replaceAll("</conf:(pass|fail|grammar|phrase|speech|dtmf|noinput|nomatch|hangup|key)>", "");
        return ELEMENT.matcher(text).replaceAll(found -> Matcher.quoteReplacement(element(found)));
    }

    private static String element(MatchResult found) {
        var attributes = new HashMap<String, String>();
        Matcher attribute = ATTRIBUTE.matcher(found.group(2));
        while (attribute.find()) {
            attributes.put(
                    attribute.group(1),
                    attribute.group(2).substring(1, attribute.group(2).length() - 1));
        }
        return switch (found.group(1)) {
            case "pass" -> "<log label=\"" + PASS + "\"/><exit/>";
            case "fail" ->
                "<log label=\"" + FAIL + "\" expr=\""
                        + attributes.getOrDefault(
                                "expr",
                                "'" + attributes.getOrDefault("reason", "").replace("'", "") + "'")
                        + "\"/><exit/>";
            case "comment" -> found.group(3).isEmpty() ? "<log>" : "<log/>";
            case "grammar" -> grammar(attributes);
            case "speech" -> cue("say " + phrase(attributes.getOrDefault("value", "")));
            case "dtmf" -> cue("press " + attributes.getOrDefault("value", ""));
            case "noinput" -> cue("silence");
            case "nomatch" -> cue("say abracadabra");
            case "phrase" -> phrase(attributes.getOrDefault("utterance", ""));
            case "hangup" -> cue("hang up");
            default -> "<unsupported-" + found.group(1) + "/>";
        };
    }

    private static String grammar(Map<String, String> attributes) {
        String interpretation = attributes.get("interp");
        return "<grammar mode=\"voice\" root=\"r\" tag-format=\"semantics/1.0-literals\"><rule id=\"r\">"
                + phrase(attributes.getOrDefault("utterance", ""))
                + (interpretation == null ? "" : "<tag>" + interpretation + "</tag>")
                + "</rule></grammar>";
    }

    private static String phrase(String token) {
        return PHRASES.getOrDefault(token, token);
    }

    private static String cue(String action) {
        return "<prompt>" + CUE + action + "</prompt>";
    }
}
