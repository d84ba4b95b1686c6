package org.belltower.embeddedswitch.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes flat JSON: objects of texts, and lists of them. <em>Immutable.</em> Spec: RFC 8259 §7. */
final class Json {
    private Json() {}

    static String object(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> text(field.getKey()) + ":" + text(field.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String rows(List<Map<String, String>> rows) {
        return "{\"row_count\":" + rows.size() + ",\"rows\":"
                + rows.stream().map(Json::object).collect(Collectors.joining(",", "[", "]")) + "}";
    }

    private static String text(String value) {
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
