package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.belltower.grammar.script.ScriptBudget;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document holds, it is checked and run to an end within bounds, and nothing but outcomes comes out. */
class DocumentFuzzTest {
    private static final EngineSettings BOUNDED = new EngineSettings(
            Locale.US, Map.of(), 100, 4, new ScriptBudget(200_000, 100, Duration.ofSeconds(10), 1_000_000));

    private static final String SEED = Site.vxml(
            " application=\"root.vxml\" xml:lang=\"zh-CN\"",
            "<var name=\"x\" expr=\"{a: [1, 2]}\"/><link dtmf=\"*\" event=\"repeat\"/><catch event=\"repeat\"><reprompt/></catch>"
                    + "<form id=\"f\"><property name=\"timeout\" value=\"3s\"/><field name=\"n\" type=\"digits?length=2\">"
                    + "<prompt count=\"1\" bargein=\"false\">键入<value expr=\"x.a[0]\"/></prompt>"
                    + "<grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\">1 2</rule></grammar>"
                    + "<filled><if cond=\"n &gt; 1\"><goto next=\"#m\"/><else/><clear/></if></filled></field>"
                    + "<block><script>x.b = 2;</script><assign name=\"x\" expr=\"x.b\"/><submit next=\"main.vxml\"/></block></form>"
                    + "<form id=\"g\"><initial><link dtmf=\"*\" next=\"#f\"/><mark name=\"m\"/></initial>"
                    + "<record name=\"r\" maxtime=\"5s\" beep=\"true\" dtmfterm=\"true\"/>"
                    + "<transfer name=\"t\" dest=\"tel:1\" type=\"bridge\" maxtime=\"3s\" aaiexpr=\"x\"/>"
                    + "<object name=\"o\" classid=\"belltower:clock\"><param name=\"zone\" expr=\"x\"/></object></form>"
                    + "<menu id=\"m\" dtmf=\"true\"><prompt><enumerate/></prompt><choice next=\"#f\">a</choice></menu>");

    private static final List<String> PIECES = List.of(
            "<form>",
            "</form>",
            "<block>",
            "</block>",
            "<goto next=\"#f\"/>",
            "\"",
            "'",
            "&#x0;",
            "&amp;",
            "expr=\"(\"",
            "<!--",
            "-->",
            "]]>",
            "xml:base=\"%%\"",
            "next=\"::\"",
            "<subdialog src=\"#f\"/>",
            "cond=\"while(1);\"",
            "\uFFFF",
            "builtin:dtmf/none",
            "<grammar src=\"g.grxml#rule\"/>",
            "<grammar src=\"g.grxml#none\"/>",
            "src=\"g.grxml#a b\"",
            "<script>var a = ;\n\nb(</script>",
            "<var name=\"y\" expr=\"1 +\n(\"/>",
            "cond=\"1 ==\n\n\"");

    private static final String GRAMMAR =
            "<grammar xmlns=\"http://www.w3.org/2001/06/grammar\" version=\"1.0\" mode=\"dtmf\" root=\"r\">"
                    + "<rule id=\"r\">7</rule><rule id=\"rule\" scope=\"public\">1</rule></grammar>";

    private static final Pattern EVENT =
            Pattern.compile("error\\.(badfetch|noauthorization|semantic|unsupported)(\\..+)?");

    /** Of the caller, after which there is nobody to wait for. */
    private static final int INPUTS = 6;

    @FuzzTest
    void anyBytesAreCheckedAndRun(byte[] bytes) {
        run(new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyMutationIsCheckedAndRun(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var text = new StringBuilder(SEED);
            int changes = 1 + random.nextInt(4);
            for (int change = 0; change < changes; change++) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                } else {
                    text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(20)));
                }
            }
            run(text.toString());
        }
    }

    private static void run(String text) {
        var site = new Site(BOUNDED)
                .with("root.vxml", "<var name=\"r\"/>")
                .raw("g.grxml", GRAMMAR)
                .raw("main.vxml", text);
        DocumentCheck check = site.check();
        var caller = new ScriptedCaller()
                .presses("1")
                .staysSilent()
                .presses("12")
                .presses("*")
                .presses("1")
                .presses("99");
        var visits = new AtomicInteger();
        SessionEnd end = site.run(caller, new SessionObserver() {
            @Override
            public void onNode(NodeVisit visit) {
                visits.incrementAndGet();
            }
        });
        assertThat(visits.get()).as(text).isLessThanOrEqualTo((INPUTS + 1) * BOUNDED.transitionsWithoutInput());
        switch (check) {
            case DocumentCheck.Sound(List<DocumentError> warnings) -> {
                warnings.forEach(warning -> assertPlace(warning, text));
                if (end instanceof SessionEnd.Failed(String event, String message)) {
                    // One that the document itself throws may have any name that stands in it.
                    assertThat(EVENT.matcher(event).matches() || text.contains(event))
                            .as("%s: %s of %s", event, message, text)
                            .isTrue();
                }
            }
            case DocumentCheck.Broken broken -> {
                broken.errors().forEach(error -> assertPlace(error, text));
                assertThat(end)
                        .as(text)
                        .isInstanceOfSatisfying(
                                SessionEnd.Failed.class,
                                failed -> assertThat(failed.event()).isEqualTo("error.badfetch"));
            }
            case DocumentCheck.Unreachable(String message) -> throw new AssertionError(message + ": " + text);
        }
    }

    /** A line of the document, and a column of that line or right behind it. */
    private static void assertPlace(DocumentError error, String text) {
        List<String> lines = text.lines().toList();
        assertThat(error.position().line()).as("%s of %s", error, text).isBetween(1, Math.max(1, lines.size()));
        int length =
                lines.isEmpty() ? 0 : lines.get(error.position().line() - 1).length();
        assertThat(error.position().column()).as("%s of %s", error, text).isBetween(1, length + 1);
        assertThat(error.what()).as(text).isNotBlank();
        assertThat(error.instead()).as(text).isNotBlank();
    }
}
