package org.belltower.prompt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every prompt there is, by id. <em>Immutable.</em> Loaded once from the prompts folder; see that folder's README. */
public final class PromptCatalogue {
    /** A catalogue without prompts. */
    public static final PromptCatalogue EMPTY = new PromptCatalogue(Map.of());

    private final Map<String, Prompt> byId;

    PromptCatalogue(Map<String, Prompt> byId) {
        this.byId = Map.copyOf(byId);
    }

    /**
     * What a prompts folder holds. Prompts without a fault are in the catalogue even where others have one, so that a
     * slip in one application's prompts does not silence the rest.
     *
     * @param problems by file and line; empty where all is well
     */
    public record Load(PromptCatalogue catalogue, List<CatalogueProblem> problems) {
        public Load {
            problems = List.copyOf(problems);
        }
    }

    /** Reads {@code *.yaml} and {@code audio/LANGUAGE/ID.wav} of the folder; never throws for what is in it. */
    public static Load load(Path promptsFolder) {
        List<CatalogueProblem> problems = new ArrayList<>();
        Map<String, Prompt> prompts = new TreeMap<>();
        CatalogueFolder folder = new CatalogueFolder(promptsFolder, problems);
        Takes takes = folder.takes();
        for (Path file : folder.files()) {
            for (CatalogueFile.Entry entry : CatalogueFile.read(file, problems)) {
                Prompt prompt = new Prompt(entry.id(), entry.note(), entry.texts(), takes.of(entry.id()));
                if (prompts.putIfAbsent(entry.id(), prompt) != null) {
                    problems.add(new CatalogueProblem(
                            file, entry.line(), "there is a prompt '" + entry.id() + "' already; give it another id"));
                }
            }
        }
        takes.without(prompts.keySet())
                .forEach(wav -> problems.add(new CatalogueProblem(
                        wav, 0, "no prompt has this id; name the recording ID.wav after a prompt or remove it")));
        return new Load(new PromptCatalogue(prompts), problems);
    }

    public Optional<Prompt> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All prompts, by id. */
    public List<Prompt> all() {
        return List.copyOf(new TreeMap<>(byId).values());
    }
}
