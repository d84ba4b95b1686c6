package org.belltower.server.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Text to {@link Yaml}: one document, no aliases, no key twice. <i>Confined to one reading.</i> */
final class YamlReader {
    private static final int DEEPEST = 8;
    private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column ([0-9]{1,9})");

    private final YAMLParser yaml;

    private YamlReader(YAMLParser yaml) {
        this.yaml = yaml;
    }

    /**
     * The document; {@link Yaml.Empty} where there is nothing but comments.
     *
     * @throws ConfigurationMistake at its place
     */
    static Yaml read(String text) {
        try (YAMLParser yaml = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
            YamlReader reader = new YamlReader(yaml);
            JsonToken first = yaml.nextToken();
            if (first == null) {
                return new Yaml.Empty(new Yaml.Place(1, 1));
            }
            Yaml document = reader.value(first, 0);
            if (yaml.nextToken() != null) {
                throw new ConfigurationMistake(reader.place(), "a second document; a configuration is one");
            }
            return document;
        } catch (JacksonException e) {
            throw notYaml(String.valueOf(e.getOriginalMessage()), e);
        }
    }

    private Yaml value(JsonToken token, int depth) {
        Yaml.Place place = place();
        if (depth > DEEPEST) {
            throw new ConfigurationMistake(place, "more than " + DEEPEST + " levels deep");
        }
        if (yaml.isCurrentAlias()) {
            throw new ConfigurationMistake(place, "an alias (*…); write the value out");
        }
        return switch (token) {
            case START_OBJECT -> mapping(place, depth);
            case START_ARRAY -> {
                List<Yaml> items = new ArrayList<>();
                for (JsonToken item = next(); item != JsonToken.END_ARRAY; item = next()) {
                    items.add(value(item, depth + 1));
                }
                yield new Yaml.Sequence(place, items);
            }
            case VALUE_NULL -> new Yaml.Empty(place);
            default -> {
                String text = yaml.getString();
                yield text.isEmpty() ? new Yaml.Empty(place) : new Yaml.Scalar(place, text);
            }
        };
    }

    private Yaml mapping(Yaml.Place place, int depth) {
        Map<String, Yaml.Entry> entries = new LinkedHashMap<>();
        while (next() == JsonToken.PROPERTY_NAME) {
            Yaml.Place key = place();
            String name = yaml.currentName();
            Yaml value = value(next(), depth + 1);
            if (entries.put(name, new Yaml.Entry(key, value)) != null) {
                throw new ConfigurationMistake(key, "key '" + name + "' stands here twice");
            }
        }
        return new Yaml.Mapping(place, entries);
    }

    private JsonToken next() {
        JsonToken token = yaml.nextToken();
        if (token == null) {
            throw new ConfigurationMistake(place(), "the file ends in the middle of a value");
        }
        return token;
    }

    private Yaml.Place place() {
        TokenStreamLocation at = yaml.currentTokenLocation();
        return new Yaml.Place(Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
    }

    /** The library tells its story over several lines; the last place in it is where it gave up. */
    private static ConfigurationMistake notYaml(String story, JacksonException e) {
        Yaml.Place place = new Yaml.Place(1, 1);
        Matcher places = PLACE.matcher(story);
        while (places.find()) {
            place = new Yaml.Place(Integer.parseInt(places.group(1)), Integer.parseInt(places.group(2)));
        }
        String found = story.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("while "))
                .findFirst()
                .orElse("its structure is broken")
                .replaceAll("\\p{Cntrl}", "");
        return new ConfigurationMistake(place, "is not YAML: " + found, e);
    }
}
