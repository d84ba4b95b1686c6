package org.belltower.voicexml.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;

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
            Path named = Path.of(request.uri());
            Path file = named.toRealPath();
            if (!file.startsWith(folder)) {
                return new FetchResult.Failed(BAD_FETCH, request.uri() + " lies outside the application's folder");
            }
            if (stepsUp(named) || passesLink(named, file)) {
                return new FetchResult.Failed(
                        BAD_FETCH, request.uri() + " steps upwards or passes a link; name the file itself");
            }
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile() || attributes.size() > MAX_BYTES) {
                return new FetchResult.Failed(
                        BAD_FETCH, request.uri() + " is no file of at most " + MAX_BYTES + " bytes");
            }
            String label = attributes.lastModifiedTime().toString() + "/" + attributes.size();
            if (request.validator().filter(label::equals).isPresent()) {
                return new FetchResult.NotModified();
            }
            return new FetchResult.Fetched(
                    request.uri(), contentType(file), Content.of(read(file)), Optional.of(label));
        } catch (NoSuchFileException e) {
            return new FetchResult.Failed(BAD_FETCH, request.uri() + " does not exist");
        } catch (IOException | IllegalArgumentException | FileSystemNotFoundException e) {
            return new FetchResult.Failed(BAD_FETCH, request.uri() + " cannot be read: " + e.getMessage());
        }
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
