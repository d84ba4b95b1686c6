package org.belltower.speech.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.belltower.grammar.EditDistance;

/**
 * The words that a model knows. Small models carry them inside their graph, large ones in a list beside it. <i>Immutable.
 * Thread-safe.</i> Takes about 15 MB for the 150,000 words of the English model.
 */
public final class WordTable {
    /** How many words are offered in place of one that is not known. */
    private static final int OFFERED = 3;

    private static final int FST_MAGIC = 2125659606;
    private static final int SYMBOLS_MAGIC = 2125658996;
    private static final int HAS_INPUT_SYMBOLS = 1;

    /** Bytes of an FST's header after its flags: properties, start, states, arcs. */
    private static final int REST_OF_HEADER = 4 * Long.BYTES;

    private static final int MAX_WORDS = 5_000_000;
    private static final int MAX_TEXT = 1_000;

    private final Set<String> words;

    private WordTable(Set<String> words) {
        this.words = Set.copyOf(words);
    }

    /**
     * Reads the words of a model.
     *
     * @throws ModelException where they cannot be found
     */
    public static WordTable of(Path model) {
        Path list = model.resolve("graph/words.txt");
        Path graph = model.resolve("graph/Gr.fst");
        try {
            return new WordTable(Files.isRegularFile(list) ? listed(list) : inGraph(graph));
        } catch (IOException | RuntimeException e) {
            throw new ModelException("The words of the model in " + model + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A table of these words. */
    public static WordTable of(Set<String> words) {
        return new WordTable(words);
    }

    public boolean knows(String word) {
        return words.contains(word);
    }

    public int size() {
        return words.size();
    }

    /** Known words that are written most like one that is not; the nearest first, at most three. */
    public List<String> nearest(String word) {
        String wanted = word.toLowerCase(Locale.ROOT);
        int bound = Math.max(2, wanted.length() / 2);
        record Near(String word, int distance) {}
        return words.stream()
                .filter(known -> Math.abs(known.length() - wanted.length()) <= bound && !known.startsWith("<"))
                .map(known -> new Near(known, EditDistance.between(wanted, known, bound)))
                .filter(near -> near.distance <= bound)
                .sorted(Comparator.comparingInt(Near::distance)
                        .thenComparingInt(near -> -commonStart(wanted, near.word))
                        .thenComparing(Near::word))
                .limit(OFFERED)
                .map(Near::word)
                .toList();
    }

    private static int commonStart(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    /** Lines of a word and its number. */
    private static Set<String> listed(Path list) throws IOException {
        Set<String> words = new HashSet<>();
        try (var lines = Files.lines(list, StandardCharsets.UTF_8)) {
            lines.limit(MAX_WORDS).forEach(line -> {
                int end = line.lastIndexOf(' ');
                words.add(end > 0 ? line.substring(0, end) : line);
            });
        }
        return words;
    }

    /** The table of input symbols at the head of a graph in the binary form of OpenFst. */
    private static Set<String> inGraph(Path graph) throws IOException {
        try (InputStream file = Files.newInputStream(graph);
                DataInputStream in = new DataInputStream(new BufferedInputStream(file, 1 << 16))) {
            require(littleInt(in) == FST_MAGIC, "it is no graph of OpenFst");
            text(in);
            text(in);
            littleInt(in);
            require((littleInt(in) & HAS_INPUT_SYMBOLS) != 0, "it has no table of words");
            in.skipNBytes(REST_OF_HEADER);
            require(littleInt(in) == SYMBOLS_MAGIC, "its table of words is broken");
            text(in);
            in.skipNBytes(Long.BYTES);
            long count = Long.reverseBytes(in.readLong());
            require(count >= 0 && count <= MAX_WORDS, "its table has " + count + " words");
            Set<String> words = HashSet.newHashSet((int) count);
            for (long i = 0; i < count; i++) {
                words.add(text(in));
                in.skipNBytes(Long.BYTES);
            }
            return words;
        }
    }

    private static void require(boolean held, String otherwise) throws IOException {
        if (!held) {
            throw new IOException(otherwise);
        }
    }

    private static int littleInt(DataInputStream in) throws IOException {
        return Integer.reverseBytes(in.readInt());
    }

    private static String text(DataInputStream in) throws IOException {
        int length = littleInt(in);
        require(length >= 0 && length <= MAX_TEXT, "a word has " + length + " bytes");
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
