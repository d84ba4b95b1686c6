package org.belltower.prompt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the files of a prompts folder and reports what cannot be read. <em>Confined to the thread that loads.</em> */
final class CatalogueFolder {
    private final Path folder;
    private final List<CatalogueProblem> problems;

    CatalogueFolder(Path folder, List<CatalogueProblem> problems) {
        this.folder = folder;
        this.problems = problems;
    }

    /** The catalogue's files by name. */
    List<Path> files() {
        if (!Files.isDirectory(folder)) {
            problems.add(new CatalogueProblem(folder, 0, "there is no such folder; prompts are looked for in it"));
            return List.of();
        }
        return list(folder, ".yaml");
    }

    /** Recordings under {@code audio/LANGUAGE/}, each read once to see that it can be played. */
    Takes takes() {
        Map<String, Map<Locale, Path>> byId = new HashMap<>();
        for (Path languageFolder : list(folder.resolve("audio"), "")) {
            Locale language = Locale.forLanguageTag(languageFolder.getFileName().toString());
            for (Path wav : list(languageFolder, ".wav")) {
                String name = wav.getFileName().toString();
                if (playable(wav)) {
                    byId.computeIfAbsent(name.substring(0, name.length() - ".wav".length()), id -> new HashMap<>())
                            .put(language, wav);
                }
            }
        }
        return new Takes(byId);
    }

    private boolean playable(Path wav) {
        return switch (Recording.read(wav)) {
            case Recording.Playable _ -> true;
            case Recording.Unplayable unplayable -> {
                problems.add(new CatalogueProblem(wav, 0, unplayable.reason()));
                yield false;
            }
        };
    }

    private List<Path> list(Path directory, String ending) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            problems.add(new CatalogueProblem(directory, 0, "cannot be listed: " + unreadable));
            return List.of();
        }
    }
}
