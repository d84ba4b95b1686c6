package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.belltower.voicexml.fetch.FetchRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files of {@code bad/} name at their top the event that a caller's session meets, and what their author is told first. Nothing
 * that they name is opened. Spec: VoiceXML 2.0 §5.2.6.
 */
class BrokenDocumentTest {
    private static final Pattern EXPECTED = Pattern.compile("expect: (\\S+) (\\d+:\\d+) (.*?) *-->");

    private static final String LEADS_THERE =
            "<form><catch><value expr=\"_event\"/><exit/></catch><block><goto next=\"bad.vxml\"/></block></form>";

    static List<Path> bad() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(BrokenDocumentTest.class.getResource("bad"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("bad")
    void badFileIsTheEventItSaysAndALineForItsAuthor(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher expected = EXPECTED.matcher(text);
        assertThat(expected.find()).as(text).isTrue();
        var site = new Site().with("main.vxml", LEADS_THERE).raw("bad.vxml", text);

        var events = new ArrayList<String>();
        site.run(new ScriptedCaller(), new SessionObserver() {
            @Override
            public void onEvent(String name, String message, Instant at) {
                events.add(name);
            }
        });
        assertThat(events).containsExactly(expected.group(1));
        assertThat(told(site.engine().check(Site.uri("bad.vxml"))).getFirst().toString())
                .startsWith("test://site/bad.vxml:" + expected.group(2) + ": ")
                .contains(expected.group(3));
        assertThat(site.requests())
                .extracting(FetchRequest::uri)
                .containsOnly(Site.uri("main.vxml"), Site.uri("bad.vxml"));
    }

    private static List<DocumentError> told(DocumentCheck check) {
        return switch (check) {
            case DocumentCheck.Sound(List<DocumentError> warnings) -> warnings;
            case DocumentCheck.Broken(List<DocumentError> errors) -> errors;
            case DocumentCheck.Unreachable(String message) -> throw new AssertionError(message);
        };
    }

    /** Ten million bytes are over the limit; what is under it is refused for its depth and not at the bottom of the stack. */
    @ParameterizedTest
    @ValueSource(ints = {10_000_000, 4_000_000})
    void nestingWithoutEndIsBadFetch(int bytes) {
        String deep = "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\">" + "<a>".repeat(bytes / 3);
        var site = new Site().with("main.vxml", LEADS_THERE).raw("bad.vxml", deep);

        assertThat(site.heard()).containsExactly("error.badfetch");
        assertThat(site.engine().check(Site.uri("bad.vxml")))
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors())
                                .singleElement()
                                .satisfies(error -> assertThat(error.what()).containsPattern("nest deeper|more than")));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_000_000, 4_000_000})
    void grammarThatNestsWithoutEndIsBadFetch(int bytes) {
        String deep =
                "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\"><rule id=\"r\">"
                        + "<item>".repeat(bytes / 6);
        assertThat(heardWithGrammar(deep)).containsExactly("error.badfetch");
    }

    /** They are good grammars that a careless matcher never comes back from. */
    @Test
    void repeatsWithoutEndInsideOneAnotherEnd() {
        assertThat(heardWithGrammar(
                        "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\"><rule id=\"r\">"
                                + "<item repeat=\"0-\">".repeat(8) + "1<ruleref special=\"NULL\"/>"
                                + "</item>".repeat(8)
                                + "</rule></grammar>"))
                .containsExactly("111111111111");
    }

    /** Spec: SRGS 1.0 §3.3: a rule that leads back to itself before anything is matched. */
    @Test
    void grammarsThatDrawEachOtherInRoundAndRoundAreBadFetch() {
        String head = "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\">"
                + "<rule id=\"r\" scope=\"public\">";
        var site = new Site()
                .with("main.vxml", field())
                .raw("g.grxml", head + "<ruleref uri=\"h.grxml\"/></rule></grammar>")
                .raw("h.grxml", head + "<ruleref uri=\"g.grxml\"/></rule></grammar>");
        assertThat(site.heard()).containsExactly("error.badfetch");
    }

    private static String field() {
        return "<form><catch><value expr=\"_event\"/><exit/></catch><field name=\"f\"><grammar src=\"g.grxml\"/>"
                + "<filled><value expr=\"f\"/><exit/></filled></field></form>";
    }

    private static List<String> heardWithGrammar(String grammar) {
        var caller = new ScriptedCaller().presses("1".repeat(12));
        new Site().with("main.vxml", field()).raw("g.grxml", grammar).run(caller);
        return caller.heard();
    }
}
