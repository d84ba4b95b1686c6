package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.voicexml.fetch.AllowedHosts;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.HttpFetcher;
import org.belltower.voicexml.fetch.HttpSettings;
import org.belltower.voicexml.fetch.LoopbackSite;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Those cases of the W3C's implementation reports that are about fetching and need no caller, from a web server. The folder is
 * not part of the project; without it the cases are skipped.
 */
class ConformanceOverHttpTest {
    @ParameterizedTest
    @CsvSource({
        "voicexml-2.0, assert112.vxml",
        "voicexml-2.0, 531a1.vxml",
        "voicexml-2.0, 543.vxml",
        "voicexml-2.0, 1135.vxml",
        "voicexml-2.0, 526.vxml",
        "voicexml-2.0, 528a1.vxml",
        "voicexml-2.0, 529a1.vxml",
        "voicexml-2.0, 530a1.vxml",
        "voicexml-2.0, a56-leaf.vxml",
        "voicexml-2.0, a58-leaf.vxml",
        "voicexml-2.0, a59leaf.vxml",
        "voicexml-2.0, subdialog268.vxml",
        "voicexml-2.0, subdialog1156.vxml",
        "voicexml-2.0, subdialog1158main.vxml",
        "voicexml-2.1, 10/10.vxml",
    })
    void caseOfTheWorkingGroupPasses(String suite, String start) throws IOException {
        Path folder = folder(suite);
        var reached = new ArrayList<String>();
        try (var site = new LoopbackSite();
                var http = HttpFetcher.open(HttpSettings.DEFAULT.allowing(AllowedHosts.parse(List.of(site.entry()))))) {
            serve(folder, site);
            var engine = new VoiceXmlEngine(
                    EngineSettings.DEFAULT, Fetchers.none().with("http", http), InstantSource.system());
            engine.run(site.uri("/vxml/" + start), new ScriptedCaller(), new SessionObserver() {
                @Override
                public void onLog(String label, String text, Instant at) {
                    if (label.startsWith("conf:")) {
                        reached.add(label + text);
                    }
                }
            });
        }
        assertThat(reached).containsExactly(ConformanceTemplate.PASS);
    }

    /** A reference to {@code X.vxml} or {@code X.txml} means the file {@code X.txml}. */
    private static void serve(Path folder, LoopbackSite site) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = "/vxml/" + folder.relativize(file);
                if (path.endsWith(".txml")) {
                    String document = ConformanceTemplate.fill(Files.readString(file))
                            .replace(
                                    "http://localhost/vxml/", site.uri("/vxml/").toString());
                    site.with(path, LoopbackSite.text(200, document));
                    site.with(path.replaceAll("\\.txml$", ".vxml"), LoopbackSite.text(200, document));
                } else {
                    byte[] bytes = Files.readAllBytes(file);
                    site.with(path, exchange -> {
                        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
                        exchange.getResponseBody().write(bytes);
                    });
                }
            }
        }
    }

    private static Path folder(String suite) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/conformance").resolve(suite);
            if (Files.isRegularFile(folder.resolve("manifest.tsv"))) {
                return folder;
            }
        }
        assumeTrue(false, "skipped: no folder ../shared/conformance/" + suite);
        throw new IllegalStateException("unreachable");
    }
}
