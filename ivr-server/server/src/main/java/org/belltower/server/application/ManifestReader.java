package org.belltower.server.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.markup.Position;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code manifest.yaml} of a voice application. Stateless. */
public final class ManifestReader {
    /** The file's name in the application's folder. */
    public static final String FILE = "manifest.yaml";

    private static final String RULE = "docs/tools.md, A new application";
    private static final String ALL_KEYS =
            "write the keys name (as the folder), title, start (the first document) and languages";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** Jackson says which key is missing only in words. */
    private static final Pattern MISSING_KEY =
            Pattern.compile("^(?:Missing|Null value for) creator property '([^']+)'");

    private ManifestReader() {}

    /** What reading gave. */
    sealed interface Outcome {
        record Read(ApplicationManifest manifest) implements Outcome {}

        record Broken(List<DocumentError> problems) implements Outcome {
            public Broken {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * What its author has to mend in it; empty where nothing.
     *
     * @param shown what places name the file as
     */
    public static List<DocumentError> check(Path folder, String shown) {
        return switch (read(folder, shown)) {
            case Outcome.Read _ -> List.of();
            case Outcome.Broken(List<DocumentError> problems) -> problems;
        };
    }

    /**
     * The manifest of a folder.
     *
     * @param shown what places name the file as
     */
    static Outcome read(Path folder, String shown) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return broken(shown, 1, 1, "the folder has no manifest.yaml", ALL_KEYS);
        }
        try {
            List<String> lines = Files.readAllLines(file);
            ApplicationManifest manifest = YAML.readValue(file, ApplicationManifest.class);
            List<DocumentError> problems = problems(manifest, folder, shown, lines);
            return problems.isEmpty() ? new Outcome.Read(manifest) : new Outcome.Broken(problems);
        } catch (UnrecognizedPropertyException unknown) {
            // Found when the record was built, at the end of the file: the place has to be looked up.
            String key = unknown.getPropertyName();
            return broken(
                    shown,
                    lineOf(key, lines(file)),
                    1,
                    "unknown key '" + key + "'; allowed: " + unknown.getKnownPropertyIds(),
                    "leave it out, or correct it");
        } catch (JacksonException e) {
            TokenStreamLocation at = e.getLocation();
            boolean somewhere = at != null && at.getLineNr() > 0 && at.getColumnNr() > 0;
            Matcher missing = MISSING_KEY.matcher(String.valueOf(e.getOriginalMessage()));
            return missing.find()
                    ? broken(shown, 1, 1, "the key '" + missing.group(1) + "' is missing", "add it")
                    : broken(
                            shown,
                            somewhere ? at.getLineNr() : 1,
                            somewhere ? at.getColumnNr() : 1,
                            String.valueOf(e.getOriginalMessage()),
                            ALL_KEYS);
        } catch (IOException e) {
            return broken(shown, 1, 1, "it cannot be read: " + e.getMessage(), "make it readable text in UTF-8");
        }
    }

    private static List<DocumentError> problems(
            ApplicationManifest manifest, Path folder, String shown, List<String> lines) {
        List<DocumentError> problems = new ArrayList<>();
        String name = String.valueOf(folder.getFileName());
        if (!manifest.name().equals(name)) {
            problems.add(problem(
                    shown,
                    lineOf("name", lines),
                    1,
                    "'name' is '" + manifest.name() + "' but must be the folder's, '" + name + "'",
                    "write name: " + name));
        }
        if (!isThere(manifest.start(), folder)) {
            problems.add(problem(
                    shown,
                    lineOf("start", lines),
                    1,
                    "'start' names " + manifest.start() + ", which is not there",
                    "name a document of the folder"));
        }
        for (String language : manifest.languages()) {
            try {
                new Locale.Builder().setLanguageTag(language);
            } catch (IllformedLocaleException e) {
                problems.add(problem(
                        shown,
                        lineOf("languages", lines),
                        1,
                        "'languages' names '" + language + "', which is no language tag",
                        "write such as zh-CN"));
            }
        }
        return problems;
    }

    private static boolean isThere(String document, Path folder) {
        try {
            return Files.isRegularFile(folder.resolve(document));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Outcome broken(String shown, int line, int column, String what, String instead) {
        return new Outcome.Broken(List.of(problem(shown, line, column, what, instead)));
    }

    private static DocumentError problem(String shown, int line, int column, String what, String instead) {
        return DocumentError.error(new Position(shown, line, column), what, RULE, instead);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " again", e);
        }
    }

    private static int lineOf(String key, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(key)) {
                return i + 1;
            }
        }
        return 1;
    }
}
