package org.belltower.prompt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * One file of the catalogue, read token by token so that every complaint has its line. <em>Confined to the thread that
 * loads.</em>
 */
final class CatalogueFile {
    /**
     * A prompt as it stands in the file.
     *
     * @param line where its id stands
     */
    record Entry(String id, int line, String note, Map<Locale, String> texts) {}

    private static final String NOTE = "note";
    private static final int MAX_BYTES = 4 << 20;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9][a-z0-9-]*)+");

    private static final Pattern PLACE = Pattern.compile("line ([0-9]{1,9}), column");

    private final Path file;
    private final YAMLParser yaml;
    private final List<CatalogueProblem> problems;
    private final Set<String> languages = new LinkedHashSet<>();
    private final List<Entry> entries = new ArrayList<>();

    private CatalogueFile(Path file, YAMLParser yaml, List<CatalogueProblem> problems) {
        this.file = file;
        this.yaml = yaml;
        this.problems = problems;
    }

    /** The prompts without a fault; the faults go to {@code problems}. */
    static List<Entry> read(Path file, List<CatalogueProblem> problems) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                problems.add(new CatalogueProblem(file, 0, "is over " + MAX_BYTES + " bytes; split it"));
                return List.of();
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            try (YAMLParser yaml = (YAMLParser) new YAMLFactory().createParser(ObjectReadContext.empty(), text)) {
                CatalogueFile reader = new CatalogueFile(file, yaml, problems);
                reader.document();
                return reader.entries;
            }
        } catch (JacksonException notYaml) {
            problems.add(notYaml(file, notYaml.getOriginalMessage()));
        } catch (IOException unreadable) {
            problems.add(new CatalogueProblem(file, 0, "cannot be read as UTF-8 text: " + unreadable));
        }
        return List.of();
    }

    private void document() {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            problem("the file is to have the keys 'languages' and 'prompts'");
            return;
        }
        Set<String> seen = new HashSet<>();
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = yaml.currentName();
            if (!seen.add(key)) {
                problem("'" + key + "' stands here twice");
            }
            switch (key) {
                case "languages" -> languages();
                case "prompts" -> prompts();
                default -> {
                    problem("unknown key '" + key + "'; allowed are languages, prompts");
                    skipValue();
                }
            }
        }
        if (languages.isEmpty()) {
            problems.add(
                    new CatalogueProblem(file, 1, "'languages' is missing; write languages: [zh-CN, en-US] first"));
        }
    }

    private void languages() {
        if (yaml.nextToken() != JsonToken.START_ARRAY) {
            problem("'languages' is a list such as [zh-CN, en-US]");
            yaml.skipChildren();
            return;
        }
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            String tag = yaml.getString();
            if (Locale.forLanguageTag(tag).toLanguageTag().equals(tag) && !tag.equals("und")) {
                languages.add(tag);
            } else {
                problem("'" + tag + "' is no language tag such as zh-CN");
                yaml.skipChildren();
            }
        }
    }

    private void prompts() {
        if (languages.isEmpty()) {
            problem("'languages' has to stand before 'prompts'");
        }
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            problem("'prompts' maps ids to texts");
            yaml.skipChildren();
            return;
        }
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            prompt(yaml.currentName(), line());
        }
    }

    private void prompt(String id, int line) {
        int before = problems.size();
        String prefix = file.getFileName().toString().replaceFirst("\\.yaml$", "") + ".";
        if (!ID.matcher(id).matches() || !id.startsWith(prefix)) {
            problem("the id '" + id + "' is to be lower case with hyphens and to start with '" + prefix + "'");
        }
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            problem("'" + id + "' maps languages to texts: " + allowed());
            yaml.skipChildren();
            return;
        }
        Map<Locale, String> texts = new LinkedHashMap<>();
        String note = "";
        while (yaml.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = yaml.currentName();
            if (key.equals(NOTE)) {
                note = text(key);
            } else if (languages.contains(key)) {
                String text = text(key);
                if (texts.put(Locale.forLanguageTag(key), text) != null) {
                    problem("'" + id + "' has '" + key + "' twice");
                }
            } else {
                problem("unknown key '" + key + "' in '" + id + "'; allowed are " + allowed());
                skipValue();
            }
        }
        languages.stream()
                .filter(tag -> !texts.containsKey(Locale.forLanguageTag(tag)))
                .forEach(tag -> problems.add(new CatalogueProblem(
                        file, line, "'" + id + "' has no text in " + tag + "; add a line '" + tag + ": …'")));
        texts.values().removeIf(String::isEmpty);
        // A prompt that only lacks a language is still spoken in the others.
        boolean usable =
                problems.size() == before || (!texts.isEmpty() && ID.matcher(id).matches());
        if (usable) {
            entries.add(new Entry(id, line, note, texts));
        }
    }

    private String text(String key) {
        if (yaml.nextToken() != JsonToken.VALUE_STRING || yaml.isCurrentAlias()) {
            problem("'" + key + "' is to be text; put quotes around it where it has a special meaning in YAML");
            yaml.skipChildren();
            return "";
        }
        String text = yaml.getString().strip();
        if (text.isEmpty()) {
            problem("'" + key + "' is empty");
        }
        return text;
    }

    private void skipValue() {
        yaml.nextToken();
        yaml.skipChildren();
    }

    private String allowed() {
        return languages.stream().collect(Collectors.joining(", ", "", ", " + NOTE));
    }

    private int line() {
        return yaml.currentTokenLocation().getLineNr();
    }

    private void problem(String what) {
        problems.add(new CatalogueProblem(file, line(), what));
    }

    /** The YAML library says where it started, what it found, and in "line N" where that was. */
    private static CatalogueProblem notYaml(Path file, String message) {
        int line = PLACE.matcher(message)
                .results()
                .map(place -> Integer.parseInt(place.group(1)))
                .reduce(0, (earlier, later) -> later);
        String found = message.lines()
                .filter(text -> !text.startsWith(" ") && !text.startsWith("while "))
                .findFirst()
                .orElse("its structure is broken")
                .replaceAll("[\\p{Cntrl}]", "");
        return new CatalogueProblem(file, line, "is not YAML: " + found);
    }
}
