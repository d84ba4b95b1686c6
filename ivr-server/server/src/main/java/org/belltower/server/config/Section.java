package org.belltower.server.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mapping of the file, asked key by key. What is asked for is what is allowed: {@link #build} refuses any other key,
 * and gives what a record's constructor refuses its place. <i>Confined to one reading.</i>
 */
final class Section {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern QUOTED_KEY = Pattern.compile("'([a-z][a-z-]*)'");

    private final String name;
    private final Yaml.Place place;
    private final Map<String, Yaml.Entry> entries;
    private final Set<String> allowed = new TreeSet<>();

    private Section(String name, Yaml.Place place, Map<String, Yaml.Entry> entries) {
        this.name = name;
        this.place = place;
        this.entries = entries;
    }

    /**
     * A mapping; nothing at all counts as one without keys.
     *
     * @param name empty for the whole file
     */
    static Section of(String name, Yaml yaml) {
        return switch (yaml) {
            case Yaml.Mapping mapping -> new Section(name, mapping.place(), mapping.entries());
            case Yaml.Empty empty -> new Section(name, empty.place(), Map.of());
            case Yaml.Scalar scalar -> throw new ConfigurationMistake(scalar.place(), keysWanted(name));
            case Yaml.Sequence sequence -> throw new ConfigurationMistake(sequence.place(), keysWanted(name));
        };
    }

    private static String keysWanted(String name) {
        return (name.isEmpty() ? "the file" : "'" + name + "'") + " must hold keys such as 'key: value'";
    }

    Section section(String key) {
        return entry(key).map(entry -> of(key, entry.value())).orElseGet(() -> new Section(key, place, Map.of()));
    }

    /** The items under a key, each a section; the default where the key is absent. */
    <T> List<T> sections(String key, List<T> byDefault, Function<Section, T> item) {
        Optional<Yaml.Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return byDefault;
        }
        return switch (entry.get().value()) {
            case Yaml.Sequence sequence -> {
                List<T> items = new ArrayList<>();
                sequence.items().forEach(yaml -> items.add(item.apply(of(key, yaml))));
                yield items;
            }
            case Yaml.Empty empty -> List.of();
            case Yaml.Scalar scalar -> throw new ConfigurationMistake(scalar.place(), "'" + key + "' must be a list");
            case Yaml.Mapping mapping ->
                throw new ConfigurationMistake(mapping.place(), "'" + key + "' must be a list");
        };
    }

    boolean flag(String key, boolean byDefault) {
        return value(key, byDefault, "true or false", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    /** One of the constants, as written in lower case. */
    <E extends Enum<E>> E choice(String key, Class<E> type, E byDefault) {
        List<E> constants = List.of(type.getEnumConstants());
        String wanted = String.join(
                ", ",
                constants.stream()
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .toList());
        return value(
                key,
                byDefault,
                "one of " + wanted,
                text -> constants.stream()
                        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(text))
                        .findFirst());
    }

    int integer(String key, int byDefault) {
        return value(
                key,
                byDefault,
                "a whole number",
                text -> text.matches("-?[0-9]{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty());
    }

    Duration duration(String key, Duration byDefault) {
        return value(key, byDefault, "a duration such as 500ms, 30s, 2m or 1h", Section::duration);
    }

    /** An address in digits: a name would be looked up, and could change. */
    InetAddress address(String key, InetAddress byDefault) {
        return value(key, byDefault, "an IP address such as 127.0.0.1", text -> {
            try {
                return Optional.of(InetAddress.ofLiteral(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    /** Relative ones count from {@code base}. */
    Path path(String key, Path base, Path byDefault) {
        return value(key, byDefault, "a path", text -> {
            try {
                return Optional.of(base.resolve(text));
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        });
    }

    /** No path where the key is absent; relative ones count from {@code base}. */
    Optional<Path> optionalPath(String key, Path base) {
        return optionalText(key).map(text -> path(key, base, base));
    }

    /** The items of a list, each a text; the default where the key is absent. */
    List<String> texts(String key, List<String> byDefault) {
        Optional<Yaml.Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return byDefault;
        }
        return switch (entry.get().value()) {
            case Yaml.Sequence sequence ->
                sequence.items().stream().map(item -> text(key, item)).toList();
            case Yaml.Empty empty -> List.of();
            case Yaml.Scalar scalar -> throw new ConfigurationMistake(scalar.place(), "'" + key + "' must be a list");
            case Yaml.Mapping mapping ->
                throw new ConfigurationMistake(mapping.place(), "'" + key + "' must be a list");
        };
    }

    private static String text(String key, Yaml item) {
        String wanted = "an item of '" + key + "' must be text";
        return switch (item) {
            case Yaml.Scalar scalar -> scalar.text();
            case Yaml.Empty empty -> throw new ConfigurationMistake(empty.place(), wanted);
            case Yaml.Mapping mapping -> throw new ConfigurationMistake(mapping.place(), wanted);
            case Yaml.Sequence sequence -> throw new ConfigurationMistake(sequence.place(), wanted);
        };
    }

    String text(String key, String byDefault) {
        return optionalText(key).orElse(byDefault);
    }

    Optional<String> optionalText(String key) {
        return value(key, Optional.<String>empty(), "text", text -> Optional.of(Optional.of(text)));
    }

    String neededText(String key) {
        return optionalText(key)
                .orElseThrow(() -> new ConfigurationMistake(place, "'" + key + "' is missing under '" + name + "'"));
    }

    /** Makes the record, after all keys have been asked for. */
    <T> T build(Supplier<T> record) {
        entries.forEach((key, entry) -> {
            if (!allowed.contains(key)) {
                String where = name.isEmpty() ? "" : " under '" + name + "'";
                throw new ConfigurationMistake(
                        entry.key(),
                        "unknown key '" + key + "'" + where + "; allowed are " + String.join(", ", allowed));
            }
        });
        try {
            return record.get();
        } catch (IllegalArgumentException e) {
            String what = String.valueOf(e.getMessage());
            throw new ConfigurationMistake(placeOf(what), what, e);
        }
    }

    /** Of the first key that the complaint names, or of the section. */
    private Yaml.Place placeOf(String complaint) {
        Matcher keys = QUOTED_KEY.matcher(complaint);
        while (keys.find()) {
            Yaml.Entry entry = entries.get(keys.group(1));
            if (entry != null) {
                return entry.value().place();
            }
        }
        return place;
    }

    private <T> T value(String key, T byDefault, String wanted, Function<String, Optional<T>> parse) {
        Optional<Yaml.Entry> entry = entry(key);
        if (entry.isEmpty()) {
            return byDefault;
        }
        return switch (entry.get().value()) {
            case Yaml.Scalar scalar ->
                parse.apply(scalar.text())
                        .orElseThrow(() -> new ConfigurationMistake(
                                scalar.place(),
                                "'" + key + "' must be " + wanted + ", but is '" + scalar.text() + "'"));
            case Yaml.Empty empty -> byDefault;
            case Yaml.Mapping mapping ->
                throw new ConfigurationMistake(mapping.place(), "'" + key + "' must be " + wanted);
            case Yaml.Sequence sequence ->
                throw new ConfigurationMistake(sequence.place(), "'" + key + "' must be " + wanted);
        };
    }

    private Optional<Yaml.Entry> entry(String key) {
        allowed.add(key);
        return Optional.ofNullable(entries.get(key));
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                });
    }
}
