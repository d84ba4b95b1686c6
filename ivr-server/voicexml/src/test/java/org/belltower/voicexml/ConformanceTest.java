package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cases of the W3C's implementation reports for VoiceXML 2.0 and 2.1, in memory. The folder is not part of the project; without it the
 * cases are skipped. The list names what passes and must go on passing.
 */
class ConformanceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final List<String> OF_21 = List.of("1", "10", "2", "3", "5", "7", "8");

    private record Case(String id, String start, String expect, String farEnd) {}

    static Stream<String> passing() {
        return Stream.of(
                "261",
                "assert111",
                "assert154",
                "assert163",
                "assert112",
                "377",
                "394",
                "408",
                "400",
                "234",
                "510",
                "511",
                "512",
                "514",
                "515",
                "517",
                "406",
                "405",
                "558",
                "a12a",
                "a25a",
                "a26a",
                "42",
                "assert_44_1",
                "assert_45_1",
                "a56-leaf",
                "a58-leaf",
                "a59leaf",
                "a72-var-driver",
                "a73-var-driver",
                "a75-var-driver",
                "assert1148",
                "1037",
                "235",
                "552",
                "562",
                "a19",
                "a82-driver",
                "a84-driver",
                "a87-driver",
                "263",
                "subdialog268",
                "612",
                "a654-driver",
                "a656",
                "1038",
                "subdialog1156",
                "subdialog1158main",
                "528a1",
                "526",
                "529a1",
                "530a1",
                "531a1",
                "534",
                "533",
                "543",
                "1162",
                "436",
                "623",
                "1135",
                "369",
                "1026",
                "subdialog621",
                "232",
                "assert165",
                "216",
                "217",
                "371",
                "332",
                "337",
                "338",
                "288",
                "289",
                "295",
                "296",
                "301",
                "assert93",
                "333",
                "334",
                "336");
    }

    @ParameterizedTest
    @MethodSource("passing")
    void caseOfTheWorkingGroupPasses(String id) throws IOException {
        prove("voicexml-2.0", id);
    }

    static Stream<String> passingOf21() {
        return OF_21.stream();
    }

    @ParameterizedTest
    @MethodSource("passingOf21")
    void caseOf21Passes(String id) throws IOException {
        prove("voicexml-2.1", id);
    }

    private static void prove(String suite, String id) throws IOException {
        Path folder = folder(suite);
        Case wanted = cases(folder).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(outcome(folder, wanted)).isEqualTo("pass");
    }

    @Test
    void everyCaseOfTheFoldersIsProven() throws IOException {
        assertThat(cases(folder("voicexml-2.0")).stream().map(Case::id).toList())
                .containsExactlyInAnyOrderElementsOf(passing().toList());
        assertThat(cases(folder("voicexml-2.1")).stream().map(Case::id).toList())
                .containsExactlyInAnyOrderElementsOf(OF_21);
    }

    private static Path folder(String suite) {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            Path folder = up.resolve("shared/conformance/" + suite);
            if (Files.isRegularFile(folder.resolve("manifest.tsv"))) {
                return folder;
            }
        }
        assumeTrue(false, "skipped: no folder ../shared/conformance/" + suite);
        throw new IllegalStateException("unreachable");
    }

    private static List<Case> cases(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("manifest.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", 5))
                .map(fields -> new Case(fields[0], fields[1], fields[2], fields[3]))
                .toList();
    }

    private static String outcome(Path folder, Case one) {
        var reached = new ArrayList<String>();
        var caller = new CueCaller(one.farEnd());
        var engine = new VoiceXmlEngine(
                EngineSettings.DEFAULT,
                Fetchers.none().with("http", request -> template(folder, request)),
                InstantSource.system());
        SessionEnd end = assertTimeoutPreemptively(
                LIMIT,
                () -> engine.run(URI.create("http://localhost/vxml/" + one.start()), caller, new SessionObserver() {
                    @Override
                    public void onLog(String label, String text, Instant at) {
                        if (label.startsWith("conf:")) {
                            reached.add(label.equals(ConformanceTemplate.PASS) ? "pass" : "fail: " + text);
                        }
                    }
                }));
        if (one.expect().equals("pass")) {
            boolean said = caller.caller.heard().contains("pass");
            return reached.isEmpty() ? (said ? "pass" : "ended without: " + end) : reached.getFirst();
        }
        if (!reached.isEmpty() || end instanceof SessionEnd.Failed) {
            return reached + " " + end;
        }
        String sought = one.expect();
        String heard = String.join(" ", caller.caller.heard());
        if (sought.startsWith("hears ")) {
            String words = sought.substring("hears ".length()).replace(" ", ".*");
            return Pattern.compile(words).matcher(heard).find() ? "pass" : "heard " + heard;
        }
        if (sought.startsWith("plays ")) {
            return heard.contains(sought.substring("plays ".length())) ? "pass" : "heard " + heard;
        }
        return "pass";
    }

    private static FetchResult template(Path folder, FetchRequest request) {
        String name = request.uri().getPath().substring("/vxml/".length()).replaceAll("\\.vxml$", ".txml");
        try {
            String text = Files.readString(folder.resolve(name));
            return new FetchResult.Fetched(
                    request.uri(), "", Content.of(ConformanceTemplate.fill(text)), Optional.empty());
        } catch (IOException e) {
            return new FetchResult.Failed("error.badfetch.http.404", name + " does not exist");
        }
    }

    /** Does what the prompts tell it to. */
    private static final class CueCaller implements Platform {
        private final ScriptedCaller caller = new ScriptedCaller();

        CueCaller(String farEnd) {
            switch (farEnd) {
                case "answers" -> caller.meets(ScriptedCaller.FarEnd.ANSWERS);
                case "answers-hangs-up" -> caller.meets(ScriptedCaller.FarEnd.ANSWERS_HANGS_UP);
                case "no-answer" -> caller.meets(ScriptedCaller.FarEnd.NO_ANSWER);
                case "busy" -> caller.meets(ScriptedCaller.FarEnd.BUSY);
                case "network-busy" -> caller.meets(ScriptedCaller.FarEnd.NETWORK_BUSY);
                case "-", "blind" -> {
                    // Nobody is called, or nobody is waited for.
                }
                default -> throw new IllegalArgumentException("a far end that " + farEnd);
            }
        }

        @Override
        public ConnectionInfo connection() {
            return caller.connection();
        }

        @Override
        public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
            boolean cued = false;
            for (QueuedPrompt prompt : prompts) {
                int cue = prompt.ssml().indexOf(ConformanceTemplate.CUE);
                if (cue >= 0) {
                    cued = true;
                    act(prompt.ssml().substring(cue + ConformanceTemplate.CUE.length()));
                }
            }
            if (!cued) {
                caller.staysSilent();
            }
            return caller.collect(prompts, request);
        }

        private void act(String action) {
            if (action.startsWith("press ")) {
                caller.presses(action.substring("press ".length(), action.indexOf('<')));
            } else if (action.startsWith("say ")) {
                caller.says(action.substring("say ".length(), action.indexOf('<')));
            } else if (action.startsWith("hang up")) {
                caller.hangsUp();
            } else {
                caller.staysSilent();
            }
        }

        @Override
        public PlayResult play(List<QueuedPrompt> prompts) {
            return caller.play(prompts);
        }

        @Override
        public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
            return caller.record(prompts, request);
        }

        @Override
        public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
            return caller.transfer(prompts, request);
        }

        @Override
        public void disconnect() {
            caller.disconnect();
        }
    }
}
