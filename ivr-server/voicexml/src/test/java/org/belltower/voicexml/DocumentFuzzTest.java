package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
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
            "builtin:dtmf/none");

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
        var site = new Site(BOUNDED).with("root.vxml", "<var name=\"r\"/>").raw("main.vxml", text);
        assertThat(site.check()).isNotNull();
        var caller = new ScriptedCaller()
                .presses("1")
                .staysSilent()
                .presses("12")
                .presses("*")
                .presses("1")
                .presses("99");
        assertThat(site.run(caller)).isNotNull();
    }
}
