package org.belltower.server.application;

import java.util.List;
import java.util.Map;

/**
 * {@code manifest.yaml} of a voice application. Immutable.
 *
 * @param name the same as the folder's
 * @param title for people, by language tag
 * @param start the first document, relative to the folder
 * @param languages tags of the languages that the application speaks, the first is the default
 */
record ApplicationManifest(String name, Map<String, String> title, String start, List<String> languages) {
    ApplicationManifest {
        title = Map.copyOf(title);
        languages = List.copyOf(languages);
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("'languages' must name at least one language, such as zh-CN");
        }
    }
}
