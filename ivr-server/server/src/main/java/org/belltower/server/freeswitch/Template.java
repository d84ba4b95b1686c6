package org.belltower.server.freeswitch;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with places such as {@code @address@} to fill. <em>Stateless.</em> */
final class Template {
    private static final Pattern PLACE = Pattern.compile("@([a-z]+(?:-[a-z]+)*)@");

    private Template() {}

    /**
     * The text with its places filled.
     *
     * @throws IllegalArgumentException where a place has no value
     */
    static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text).replaceAll(place -> {
            String value = values.get(place.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing is known for " + place.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** As it stands between the quotes of an attribute. */
    static String attribute(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
