package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/voicexml-support.md} to the tests that it names: each exists, and each attribute and property that is said to be
 * supported is written in one of the tests of its row. Every element of both specifications has a row.
 */
class SupportTableTest {
    private static final Path ROOMS = Path.of("..").toAbsolutePath().normalize();
    private static final Path TABLE = ROOMS.resolveSibling("docs").resolve("voicexml-support.md");

    /** Spec: VoiceXML 2.0 §1.4 and SSML 1.0 as VoiceXML takes it in; VoiceXML 2.1 §1.1. */
    private static final Set<String> ELEMENTS = Set.of(
            ("assign audio block break catch choice clear data desc disconnect else elseif emphasis enumerate error exit field filled"
                            + " foreach form goto grammar help if initial lexicon link log mark menu meta metadata noinput nomatch"
                            + " object option p paragraph param phoneme prompt property prosody record reprompt return s say-as"
                            + " script sentence sub subdialog submit throw transfer value var voice vxml")
                    .split(" "));

    /** Spec: VoiceXML 2.0 §6.3, VoiceXML 2.1 §5, §7. */
    private static final Set<String> PROPERTIES = Set.of(
            ("confidencelevel sensitivity speedvsaccuracy completetimeout incompletetimeout maxspeechtimeout interdigittimeout"
                            + " termtimeout termchar bargein bargeintype timeout audiofetchhint audiomaxage audiomaxstale"
                            + " documentfetchhint documentmaxage documentmaxstale grammarfetchhint grammarmaxage grammarmaxstale"
                            + " objectfetchhint objectmaxage objectmaxstale scriptfetchhint scriptmaxage scriptmaxstale"
                            + " datafetchhint datamaxage datamaxstale fetchaudio fetchaudiodelay fetchaudiominimum fetchtimeout"
                            + " inputmodes universals maxnbest recordutterance recordutterancetype")
                    .split(" "));

    private static final Pattern NAMED_TEST = Pattern.compile("`([A-Z]\\w*Test)`");
    private static final Pattern WORD = Pattern.compile("[a-z]+(?:[:-][a-z]+)?");

    /** Of a table with this first heading. */
    private record Row(String heading, List<String> cells, String line) {
        List<String> tests() {
            return NAMED_TEST
                    .matcher(cells.getLast())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        Stream<String> words(int cell) {
            return Arrays.stream(cells.get(cell).split("[,;]"))
                    .map(String::strip)
                    .filter(word -> WORD.matcher(word).matches());
        }
    }

    private static List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        String heading = "";
        for (String line : Files.readAllLines(TABLE)) {
            if (line.startsWith("| ---")) {
                heading = rows.removeLast().cells().getFirst();
            } else if (line.startsWith("|")) {
                List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList();
                rows.add(new Row(heading, cells, line));
            }
        }
        return rows;
    }

    /** The test classes of all rooms, by name. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> files = Files.list(ROOMS)
                .map(room -> room.resolve("src/test/java"))
                .filter(Files::isDirectory)
                .flatMap(room -> below(room).stream())) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            SupportTableTest::text,
                            (one, another) -> one + another));
        }
    }

    private static List<Path> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> sources = sources();
        assertThat(rows())
                .allSatisfy(row -> assertThat(sources)
                        .as(row.line())
                        .containsKeys(row.tests().toArray(String[]::new)));
        assertThat(rows().stream().mapToInt(row -> row.tests().size()).sum()).isPositive();
    }

    @Test
    void everyElementHasARow() throws IOException {
        assertThat(rows().stream()
                        .filter(row -> row.heading().equals("element"))
                        .flatMap(row -> row.words(0)))
                .containsAll(ELEMENTS);
    }

    @Test
    void everyPropertyIsWrittenInATest() throws IOException {
        Map<String, String> sources = sources();
        var proven = new TreeSet<String>();
        for (Row row : rows()) {
            for (String test : row.tests()) {
                PROPERTIES.stream()
                        .filter(property -> row.line().contains(property)
                                && Pattern.compile("<property name=\\\\?[\"']" + property + "\\\\?[\"']")
                                        .matcher(sources.getOrDefault(test, ""))
                                        .find())
                        .forEach(proven::add);
            }
        }
        assertThat(proven).containsAll(PROPERTIES);
    }

    @Test
    void everyAttributeIsWrittenInATestOfItsRow() throws IOException {
        Map<String, String> sources = sources();
        Function<Row, String> proofs = row ->
                row.tests().stream().map(test -> sources.getOrDefault(test, "")).collect(Collectors.joining());
        var unproven = new ArrayList<String>();
        for (Row row : rows()) {
            if (!row.heading().equals("element") || row.cells().get(2).startsWith("read, not used")) {
                continue;
            }
            String proof = proofs.apply(row);
            row.words(0)
                    .filter(ELEMENTS::contains)
                    .forEach(element -> row.words(1)
                            .filter(attribute -> !isWritten(element, attribute, proof))
                            .map(attribute -> "<" + element + " " + attribute + "> in " + row.tests())
                            .forEach(unproven::add));
        }
        assertThat(unproven).isEmpty();
    }

    /** With the element around it; by itself where a test puts it into the element, line by line, or into the root element. */
    private static boolean isWritten(String element, String attribute, String proof) {
        String byItself = element.equals("vxml") ? "|\"\\s" : "";
        return Pattern.compile("(?:<" + element + "\\b[^>]*?\\s|, " + byItself + ")" + attribute + "=", Pattern.DOTALL)
                .matcher(proof)
                .find();
    }
}
