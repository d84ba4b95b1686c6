package org.belltower.speech.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.audio.SampleRate;
import org.jspecify.annotations.Nullable;

/** A folder that may hold a Vosk model. */
final class ModelFolder {
    private static final Pattern RATE = Pattern.compile("(?m)^--sample-frequency=(\\d+)");

    /** Of each line one file has to be there; without the look-ahead graph a model takes no grammar. */
    private static final List<List<String>> NEEDED = List.of(
            List.of("am/final.mdl"), List.of("conf/mfcc.conf"), List.of("graph/HCLr.fst"), List.of("graph/Gr.fst"));

    private static final int CHUNK = 1 << 16;

    private ModelFolder() {}

    /**
     * The sample rate of the model in a folder.
     *
     * @throws ModelException where it holds none that can be used, with the file that is missing
     */
    static SampleRate check(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ModelException(folder + " is no folder");
        }
        for (List<String> oneOf : NEEDED) {
            if (oneOf.stream().noneMatch(file -> Files.isRegularFile(folder.resolve(file)))) {
                String why = Files.isRegularFile(folder.resolve("graph/HCLG.fst"))
                        ? "; its graph is fixed, so it cannot be limited to grammars: take a model with a dynamic graph"
                        : "";
                throw new ModelException(
                        folder + " holds no model that can be used: " + oneOf.getFirst() + " is missing" + why);
            }
        }
        try {
            Matcher rate = RATE.matcher(Files.readString(folder.resolve("conf/mfcc.conf"), StandardCharsets.UTF_8));
            return new SampleRate(rate.find() ? Integer.parseInt(rate.group(1)) : SampleRate.HZ_16000.hertz());
        } catch (IOException | IllegalArgumentException e) {
            throw new ModelException(folder.resolve("conf/mfcc.conf") + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * SHA-256 over the names, sizes and contents of all files but the store's note, in the order of their names.
     *
     * @throws ModelException where a file cannot be read
     */
    static String checksum(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(file -> !folder.relativize(file).equals(Path.of(ModelNote.FILE)))
                    .sorted()
                    .toList();
            MessageDigest all = sha256();
            for (Path file : files) {
                all.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                all.update(ByteBuffer.allocate(Long.BYTES + 1)
                        .putLong(1, Files.size(file))
                        .array());
                digest(file, all);
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException | UncheckedIOException e) {
            throw new ModelException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void digest(Path file, MessageDigest digest) throws IOException {
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Deletes a folder with all that is in it; links in it are not followed. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(left);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
