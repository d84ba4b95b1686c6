package org.belltower.speech.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.audio.SampleRate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models on this machine: a folder with one folder each, and in it a note of language, sample rate and checksum. A model is
 * put together beside its place and renamed into it, so that one without a note is none and is made anew. <i>Thread-safe;</i>
 * the server and a command may use it at the same time.
 */
public final class ModelStore {
    private static final Logger LOG = LoggerFactory.getLogger(ModelStore.class);

    /** The English model that comes with the build. */
    public static final String ENGLISH = "vosk-model-en";

    private static final String ARCHIVE = "vosk-model-en.zip";
    private static final String IN_ARCHIVE = "assets/model-en-us/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** What is being put together; its name starts with a dot and is no model's. */
    private static final String UNFINISHED = ".new-";

    private final Path folder;
    private final long mostBytes;

    private ModelStore(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** A store in a folder that need not be there yet. */
    public static ModelStore in(Path folder) {
        return new ModelStore(folder.toAbsolutePath().normalize(), ModelArchive.MAX_BYTES);
    }

    /** The same with another limit of a model's size. */
    ModelStore upTo(long bytes) {
        return new ModelStore(folder, bytes);
    }

    public Path folder() {
        return folder;
    }

    /** The models, by name. A folder without a note is no model. */
    public List<SpeechModel> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> NAME.matcher(nameOf(entry)).matches())
                    .sorted()
                    .flatMap(entry -> ModelNote.in(entry)
                            .map(note -> new SpeechModel(
                                    nameOf(entry), note.language(), note.rate(), note.checksum(), entry))
                            .stream())
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException("The models in " + folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    public Optional<SpeechModel> find(String name) {
        return list().stream().filter(model -> model.name().equals(name)).findFirst();
    }

    /** The model of a language: the one of its country, else the first of the language in whatever country. */
    public static Optional<SpeechModel> of(Locale language, List<SpeechModel> models) {
        return models.stream()
                .filter(model -> model.language().toLanguageTag().equalsIgnoreCase(language.toLanguageTag()))
                .findFirst()
                .or(() -> models.stream()
                        .filter(model -> model.language().getLanguage().equals(language.getLanguage()))
                        .findFirst());
    }

    /**
     * The English model that the build brings; unpacked where it is not there yet.
     *
     * @throws ModelException where it cannot be unpacked
     */
    public SpeechModel english() {
        Optional<SpeechModel> there = find(ENGLISH);
        if (there.isPresent()) {
            return there.get();
        }
        return build(ENGLISH, Locale.US, target -> {
            try (InputStream archive = ModelStore.class.getResourceAsStream(ARCHIVE)) {
                if (archive == null) {
                    throw new ModelException("the English model is not in this build");
                }
                ModelArchive.unpack(archive, IN_ARCHIVE, target, mostBytes);
            }
        });
    }

    /**
     * Takes a model in from a ZIP file or a folder.
     *
     * @param name what it is to be called; its own name where it has none
     * @param language what it understands; from its name where it says so
     * @throws ModelException where it is none, is there already, or does not fit
     */
    public SpeechModel add(Path source, Optional<String> name, Optional<Locale> language) {
        String called = name.orElseGet(() -> nameOf(source).replaceFirst("(?i)\\.zip$", ""));
        if (!NAME.matcher(called).matches()) {
            throw new ModelException("“" + called + "” is no name for a model: letters, digits, '.', '-' and '_' are");
        }
        if (find(called).isPresent()) {
            throw new ModelException("A model " + called + " is there already: remove it first, or give another name");
        }
        Locale spoken = language.or(() -> ModelLanguage.of(called))
                .orElseThrow(() -> new ModelException("Which language is " + called + "? Its name does not say"));
        return build(called, spoken, target -> {
            if (Files.isDirectory(source)) {
                ModelArchive.copy(source, target, mostBytes);
            } else {
                try (InputStream zip = Files.newInputStream(source)) {
                    ModelArchive.unpack(zip, "", target, mostBytes);
                }
            }
        });
    }

    /**
     * Reads a model whole and compares it with its checksum.
     *
     * @return what is wrong with it; empty where nothing is
     */
    public Optional<String> verify(SpeechModel model) {
        try {
            ModelFolder.check(model.folder());
            String now = ModelFolder.checksum(model.folder());
            return now.equals(model.checksum())
                    ? Optional.empty()
                    : Optional.of("its files have changed: SHA-256 is " + now + " and was " + model.checksum());
        } catch (ModelException broken) {
            return Optional.of(String.valueOf(broken.getMessage()));
        }
    }

    /**
     * Deletes a model.
     *
     * @throws ModelException where there is none of that name, or it cannot be deleted
     */
    public void remove(String name) {
        SpeechModel model =
                find(name).orElseThrow(() -> new ModelException("There is no model " + name + " in " + folder));
        try {
            // The note goes first: what is left of a removal that breaks off is no model.
            Files.deleteIfExists(model.folder().resolve(ModelNote.FILE));
            ModelFolder.delete(model.folder());
        } catch (IOException e) {
            throw new ModelException("The model " + name + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private interface Filling {
        void into(Path target) throws IOException;
    }

    private SpeechModel build(String name, Locale language, Filling filling) {
        Path target = folder.resolve(name);
        @Nullable Path unfinished = null;
        try {
            Files.createDirectories(folder);
            unfinished = Files.createTempDirectory(folder, UNFINISHED);
            filling.into(unfinished);
            Path root = root(unfinished);
            SampleRate rate = ModelFolder.check(root);
            var note = new ModelNote(language, rate, ModelFolder.checksum(root));
            Files.writeString(root.resolve(ModelNote.FILE), note.format(), StandardCharsets.UTF_8);
            if (ModelNote.in(target).isEmpty()) {
                ModelFolder.delete(target); // A torn one, of a start or command that broke off.
            }
            Files.move(root, target, StandardCopyOption.ATOMIC_MOVE);
            return new SpeechModel(name, language, rate, note.checksum(), target);
        } catch (IOException e) {
            Optional<SpeechModel> other = find(name);
            if (other.isPresent()) {
                return other.get(); // Somebody else was faster.
            }
            throw new ModelException("The model " + name + " cannot be put into " + folder + ": " + reason(e), e);
        } finally {
            discard(unfinished);
        }
    }

    /** Archives have their files in one folder, of whatever name, or not. */
    private static Path root(Path unpacked) throws IOException {
        try (Stream<Path> entries = Files.list(unpacked)) {
            List<Path> all = new ArrayList<>(entries.toList());
            all.removeIf(entry -> nameOf(entry).equals("__MACOSX"));
            return all.size() == 1 && Files.isDirectory(all.getFirst()) ? all.getFirst() : unpacked;
        }
    }

    private static String reason(IOException failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private static void discard(@Nullable Path unfinished) {
        if (unfinished != null) {
            try {
                ModelFolder.delete(unfinished);
            } catch (IOException left) {
                LOG.warn("{} is left over and can be deleted: {}", unfinished, left.toString());
            }
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
