package org.belltower.server.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.GrammarParser;
import org.belltower.grammar.GrammarWriter;
import org.belltower.grammar.ParseResult;
import org.belltower.grammar.WriteResult;

/**
 * The grammars that a case refers to: those that lie beside it, else the ones that the W3C's suite takes for granted and does
 * not carry. These are kept in the ABNF form and are given in the form that is asked for. Thread-safe.
 */
final class GrammarFiles implements GrammarLoader {
    private static final String SUPPLIED = "supplied/";

    @Override
    public Loaded load(URI document) {
        try {
            Path file = Path.of(document);
            if (Files.isRegularFile(file)) {
                return new Loaded.Content(Files.readAllBytes(file));
            }
            return supplied(document);
        } catch (IOException e) {
            return new Loaded.Missing("it cannot be read: " + e.getMessage());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return new Loaded.Missing("it is no file beside the case");
        }
    }

    private static Loaded supplied(URI document) {
        String path = document.getPath();
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean xml = name.endsWith(".grxml");
        String abnf = SUPPLIED + name.replaceFirst("\\.(grxml|gram)$", "") + ".gram";
        try (InputStream in = GrammarFiles.class.getResourceAsStream(abnf)) {
            if (in == null) {
                return new Loaded.Missing("it lies not beside the case, and is none that the suite takes for granted");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Loaded.Content(
                    (xml ? xml(text.replace(".gram#", ".grxml#"), document) : text).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("a grammar of this program cannot be read: " + abnf, e);
        }
    }

    private static String xml(String abnf, URI uri) {
        byte[] bytes = abnf.getBytes(StandardCharsets.UTF_8);
        return switch (new GrammarParser(GrammarLimits.defaults()).parse(bytes, uri)) {
            case ParseResult.Parsed(var document) ->
                switch (GrammarWriter.xml(document)) {
                    case WriteResult.Written(var text) -> text;
                    case WriteResult.Impossible(var problem) -> throw new IllegalStateException(problem.toString());
                };
            case ParseResult.Broken(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }
}
