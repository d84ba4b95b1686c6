package org.belltower.server.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.server.UserError;

/**
 * The cases under a folder: of each subfolder with a {@code manifest.tsv} its VoiceXML cases, of each with grammars and no
 * manifest its SRGS cases. The folder itself may be such a one. Immutable.
 */
record ConformanceFolder(List<VoiceXmlCase> voiceXml, List<Path> grammars) {
    private static final int COLUMNS = 5;
    /** How a line of headings begins; a manifest may begin with one. */
    private static final String HEADING = "id\t";

    ConformanceFolder {
        voiceXml = List.copyOf(voiceXml);
        grammars = List.copyOf(grammars);
    }

    /**
     * Reads the manifests.
     *
     * @throws UserError where there is no such folder, no case in it, or a manifest cannot be read
     */
    static ConformanceFolder read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError("there is no folder " + folder + "; name one with cases");
        }
        List<VoiceXmlCase> voiceXml = new ArrayList<>();
        List<Path> grammars = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            List<Path> suites = new ArrayList<>(List.of(folder));
            children.filter(Files::isDirectory).sorted().forEach(suites::add);
            for (Path suite : suites) {
                if (Files.isRegularFile(suite.resolve("manifest.tsv"))) {
                    voiceXml.addAll(manifest(suite));
                } else {
                    grammars.addAll(grammars(suite));
                }
            }
        } catch (IOException e) {
            throw new UserError("the cases under " + folder + " cannot be read: " + e.getMessage(), e);
        }
        if (voiceXml.isEmpty() && grammars.isEmpty()) {
            throw new UserError("no cases under " + folder
                    + "; a folder of cases has a manifest.tsv, or grammars that name in.N and out.N in their meta");
        }
        return new ConformanceFolder(voiceXml, grammars);
    }

    private static List<VoiceXmlCase> manifest(Path suite) throws IOException {
        Path manifest = suite.resolve("manifest.tsv");
        List<String> lines = Files.readAllLines(manifest);
        List<VoiceXmlCase> cases = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || (i == 0 && lines.get(i).startsWith(HEADING))) {
                continue;
            }
            String[] columns = lines.get(i).split("\t", -1);
            if (columns.length < COLUMNS) {
                throw new UserError(manifest + ":" + (i + 1) + ": " + columns.length
                        + " columns; write id, start document, expect, far end and caller, with a tab between");
            }
            cases.add(new VoiceXmlCase(
                    name(suite) + "/" + columns[0],
                    suite,
                    columns[1],
                    columns[2],
                    columns[3].strip(),
                    columns[4].strip()));
        }
        return cases;
    }

    private static List<Path> grammars(Path suite) throws IOException {
        try (Stream<Path> files = Files.list(suite)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".grxml")
                            || file.toString().endsWith(".gram"))
                    .sorted()
                    .toList();
        }
    }

    static String name(Path suite) {
        return String.valueOf(suite.toAbsolutePath().normalize().getFileName());
    }
}
