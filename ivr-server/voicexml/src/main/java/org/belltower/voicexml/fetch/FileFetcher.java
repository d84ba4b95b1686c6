package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads files, and only those inside one folder. Thread-safe. A link below the folder is refused wherever it leads, and so is an
 * address that steps upwards.
 */
public final class FileFetcher implements ResourceFetcher {
    /** The longest file, in bytes. */
    public static final long MAX_BYTES = 16L * 1024 * 1024;

    private static final String BAD_FETCH = "error.badfetch";

    private final Path folder;

    private FileFetcher(Path folder) {
        this.folder = folder;
    }

    /** Everything inside the folder, which must exist. */
    public static FileFetcher within(Path folder) throws IOException {
        return new FileFetcher(folder.toRealPath());
    }

    @Override
    public FetchResult fetch(FetchRequest request) {
        try {
            return fetch(Path.of(withoutQuery(request.uri())), request.validator(), request::uri);
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return new FetchResult.Failed(BAD_FETCH, request.uri() + " cannot be read: " + e.getMessage());
        }
    }

    /** A file has nobody to ask: what {@code <submit>} appends to its address is left aside. */
    private static URI withoutQuery(URI address) {
        String text = address.toString();
        int query = text.indexOf('?');
        return query < 0 ? address : URI.create(text.substring(0, query));
    }

    /**
     * The same of a file that is named by its path.
     *
     * @param validator what a copy that the asker holds was labelled with
     */
    public FetchResult fetch(Path named, Optional<String> validator) {
        return fetch(named, validator, named::toUri);
    }

    private FetchResult fetch(Path named, Optional<String> validator, Supplier<URI> address) {
        try {
            if (validator.isPresent() && isStill(validator.get(), named)) {
                return new FetchResult.NotModified();
            }
            Path file = named.toRealPath();
            if (!file.startsWith(folder)) {
                return new FetchResult.Failed(BAD_FETCH, address.get() + " lies outside the application's folder");
            }
            if (stepsUp(named) || passesLink(named, file)) {
                return new FetchResult.Failed(
                        BAD_FETCH, address.get() + " steps upwards or passes a link; name the file itself");
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
                return new FetchResult.Failed(
                        BAD_FETCH, address.get() + " is no file of at most " + MAX_BYTES + " bytes");
            }
            String label = label(attributes);
            if (validator.filter(label::equals).isPresent()) {
                return new FetchResult.NotModified();
            }
            return new FetchResult.Fetched(
                    address.get(), contentType(file), Content.of(read(file)), Optional.of(label));
        } catch (NoSuchFileException e) {
            return new FetchResult.Failed(BAD_FETCH, address.get() + " does not exist");
        } catch (IOException e) {
            return new FetchResult.Failed(BAD_FETCH, address.get() + " cannot be read: " + e.getMessage());
        }
    }

    /**
     * Whether a file that is named straight from the folder down, past no link, still carries this label: one question to the
     * system for each step. False says no more than that the file has to be looked at in full.
     */
    private boolean isStill(String label, Path named) throws IOException {
        if (!named.startsWith(folder) || !named.equals(named.normalize())) {
            return false;
        }
        BasicFileAttributes attributes = attributes(named);
        if (!attributes.isRegularFile() || !label.equals(label(attributes))) {
            return false;
        }
        Path step = named.getParent();
        while (step != null && !step.equals(folder)) {
            if (!attributes(step).isDirectory()) {
                return false;
            }
            step = step.getParent();
        }
        return step != null;
    }

    /** Of a link its own. */
    private static BasicFileAttributes attributes(Path step) throws IOException {
        return Files.readAttributes(step, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static String label(BasicFileAttributes attributes) {
        Instant modified = attributes.lastModifiedTime().toInstant();
        return modified.getEpochSecond() + "." + modified.getNano() + "/" + attributes.size();
    }

    private static boolean stepsUp(Path named) {
        for (Path step : named) {
            if (step.toString().equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** Whether one of the steps below the folder is a link; how the folder itself is reached does not matter. */
    private boolean passesLink(Path named, Path file) {
        Path step = named;
        for (int below = file.getNameCount() - folder.getNameCount(); below > 0 && step != null; below--) {
            if (Files.isSymbolicLink(step)) {
                return true;
            }
            step = step.getParent();
        }
        return false;
    }

    /** Not through a link that has been put there meanwhile, and not more than the limit though the file grows. */
    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes((int) MAX_BYTES);
        }
    }

    private static String contentType(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".vxml")) {
            return "application/voicexml+xml";
        }
        if (name.endsWith(".grxml")) {
            return "application/srgs+xml";
        }
        return name.endsWith(".json") ? "application/json" : "";
    }
}
