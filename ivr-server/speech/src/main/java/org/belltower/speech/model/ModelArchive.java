package org.belltower.speech.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Takes a model out of a ZIP file or a folder. */
final class ModelArchive {
    /** The largest models that Vosk offers are some 5 GB; nothing else is let onto the disk. */
    static final long MAX_BYTES = 8L << 30;

    static final int MAX_FILES = 10_000;

    private static final int CHUNK = 1 << 16;

    private final Path target;
    private final long mostBytes;
    private long bytes;
    private int files;

    private ModelArchive(Path target, long mostBytes) {
        this.target = target;
        this.mostBytes = mostBytes;
    }

    /**
     * Unpacks the files under a folder of a ZIP file.
     *
     * @param under which folder, with a slash at its end; empty for all
     * @throws ModelException where a name leads out of the target, or there is too much of it
     * @throws IOException where it cannot be read or written
     */
    static void unpack(InputStream zip, String under, Path target, long mostBytes) throws IOException {
        var archive = new ModelArchive(target, mostBytes);
        try (ZipInputStream in = new ZipInputStream(zip)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!entry.isDirectory() && entry.getName().startsWith(under)) {
                    archive.write(entry.getName().substring(under.length()), in);
                }
            }
        } catch (ZipException | IllegalArgumentException broken) {
            throw new ModelException("the archive is broken: " + broken.getMessage(), broken);
        }
        if (archive.files == 0) {
            throw new ModelException("this is no ZIP archive, or it holds no files");
        }
    }

    /** Copies the files of a folder; links are followed to files, not to folders. */
    static void copy(Path folder, Path target, long mostBytes) throws IOException {
        var archive = new ModelArchive(target, mostBytes);
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (Files.isRegularFile(file)) {
                    try (InputStream in = Files.newInputStream(file)) {
                        archive.write(folder.relativize(file).toString(), in);
                    }
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void write(String name, InputStream content) throws IOException {
        Path file = target.resolve(name).normalize();
        if (!file.startsWith(target) || file.equals(target)) {
            throw new ModelException("the archive holds “" + name + "”, which leads out of its folder");
        }
        if (++files > MAX_FILES) {
            throw new ModelException("over " + MAX_FILES + " files: this is no model");
        }
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElse(target));
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
                bytes += count;
                if (bytes > mostBytes) {
                    throw new ModelException("over " + (mostBytes >> 20) + " MB: this is no model");
                }
                out.write(chunk, 0, count);
            }
        }
    }
}
