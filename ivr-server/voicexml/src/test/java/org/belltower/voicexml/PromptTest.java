package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.Key;
import org.junit.jupiter.api.Test;

/** Spec: VoiceXML 2.0 §4.1. */
class PromptTest {
    private static QueuedPrompt only(String prompt) {
        return only("", prompt);
    }

    private static QueuedPrompt only(String attributes, String prompt) {
        var caller = new ScriptedCaller();
        new Site()
                .raw("main.vxml", Site.vxml(attributes, "<form><block>" + prompt + "</block></form>"))
                .run(caller);
        assertThat(caller.prompts()).hasSize(1);
        return caller.prompts().getFirst();
    }

    @Test
    void promptIsWholeSsmlInTheDocumentsLanguage() {
        QueuedPrompt prompt = only(" xml:lang=\"zh-CN\"", "<prompt>你好</prompt>");
        assertThat(prompt.ssml())
                .isEqualTo(
                        "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"zh-CN\">你好</speak>");
        assertThat(prompt.language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(prompt.bargein()).isTrue();
        assertThat(prompt.bargeinType()).isEqualTo(BargeinType.SPEECH);
    }

    @Test
    void valuesAreEscapedInsideSayAs() {
        assertThat(only("<prompt><say-as interpret-as=\"digits\"><value expr=\"'1&lt;2&amp;\\'\'\"/></say-as></prompt>")
                        .ssml())
                .contains("<say-as interpret-as=\"digits\">1&lt;2&amp;'</say-as>");
    }

    @Test
    void ssmlElementsPassThrough() {
        assertThat(only("<prompt><break time=\"200ms\"/><emphasis>so</emphasis></prompt>")
                        .ssml())
                .contains("<break time=\"200ms\"/><emphasis>so</emphasis>");
        for (String markup : List.of(
                "<p><s>one</s><s xml:lang=\"en-US\">two</s></p>",
                "<sub alias=\"World Wide Web\">WWW</sub>",
                "<prosody rate=\"slow\">so</prosody>",
                "<phoneme alphabet=\"ipa\" ph=\"s\">s</phoneme>",
                "<voice gender=\"female\">she</voice>",
                "<say-as interpret-as=\"digits\">12</say-as>")) {
            assertThat(only("<prompt>" + markup + "</prompt>").ssml()).contains(markup);
        }
    }

    /** Spec: SSML 1.0 §3.3.3: a description is for readers. */
    @Test
    void descriptionOfAnAudioIsNotSpoken() {
        assertThat(only("<prompt><audio src=\"prompt:x\"><desc>a bell</desc>ding</audio></prompt>")
                        .ssml())
                .contains("ding")
                .satisfies(ssml ->
                        assertThat(ssml.replaceAll("<desc>.*</desc>", "")).doesNotContain("a bell"));
    }

    @Test
    void audioOfTheCatalogueKeepsItsAddressAndRelativeOnesAreResolved() {
        assertThat(only("<prompt><audio src=\"prompt:pension.greeting\">hello</audio><audio src=\"a/b.wav\"/></prompt>")
                        .ssml())
                .contains("<audio src=\"prompt:pension.greeting\">hello</audio>")
                .contains("<audio src=\"test://site/a/b.wav\"></audio>");
    }

    @Test
    void audioExpressionNamesTheRecordingAndUndefinedLeavesItOut() {
        assertThat(only("<prompt><audio expr=\"'prompt:' + 'x'\">x</audio><audio expr=\"undefined\">y</audio></prompt>")
                        .ssml())
                .contains("<audio src=\"prompt:x\">x</audio></speak>");
    }

    @Test
    void foreachInAPromptSaysEachElement() {
        assertThat(only("<prompt><foreach item=\"d\" array=\"['a', 'b']\"><value expr=\"d\"/>,</foreach></prompt>")
                        .ssml())
                .contains(">a,b,<");
    }

    @Test
    void foreachRunsItsContentForEachElement() {
        assertThat(Site.of(
                                "<form><block><foreach item=\"d\" array=\"[1, null, 3]\"><prompt><value expr=\"d\"/></prompt></foreach>"
                                        + "</block></form>")
                        .heard())
                .containsExactly("1", "null", "3");
    }

    @Test
    void languageExpressionDecidesForTheDocumentAndItsRootsHandlers() {
        var caller = new ScriptedCaller().staysSilent().presses("1");
        new Site()
                .with("root.vxml", "<var name=\"l\" expr=\"'en-US'\"/><noinput>from the root<reprompt/></noinput>")
                .raw(
                        "main.vxml",
                        Site.vxml(
                                " application=\"root.vxml\" xmlns:bt=\"urn:belltower:voicexml\" bt:langexpr=\"application.l\""
                                        + " xml:lang=\"zh-CN\"",
                                "<form><field name=\"f\" type=\"digits?length=1\"><prompt>a</prompt>"
                                        + "<prompt xml:lang=\"zh-CN\">b</prompt></field></form>"))
                .run(caller);
        assertThat(caller.prompts())
                .extracting(prompt -> prompt.language().toLanguageTag())
                .containsExactly("en-US", "zh-CN", "en-US", "en-US", "zh-CN");
        assertThat(caller.prompts().getFirst().ssml()).contains("xml:lang=\"en-US\"");
    }

    @Test
    void observerHearsOfTheLanguageWhenItIsComputedAndWhenItChanges() {
        List<String> heard = new ArrayList<>();
        new Site()
                .with("root.vxml", "<var name=\"l\" expr=\"'en-US'\"/>")
                .raw(
                        "main.vxml",
                        Site.vxml(
                                " application=\"root.vxml\" xml:lang=\"zh-CN\"",
                                "<form><block><prompt>a</prompt><goto next=\"chosen.vxml\"/></block></form>"))
                .raw(
                        "chosen.vxml",
                        Site.vxml(
                                " application=\"root.vxml\" xmlns:bt=\"urn:belltower:voicexml\" bt:langexpr=\"application.l\"",
                                "<form><block><prompt>b</prompt><prompt>c</prompt><assign name=\"application.l\" expr=\"'zh-CN'\"/>"
                                        + "<prompt>d</prompt><prompt xml:lang=\"en-US\">e</prompt></block></form>"))
                .run(new ScriptedCaller(), new SessionObserver() {
                    @Override
                    public void onLanguage(Locale language, Instant at) {
                        heard.add(language.toLanguageTag());
                    }
                });
        assertThat(heard).containsExactly("en-US", "zh-CN");
    }

    @Test
    void bargeinComesFromThePromptOrElseFromTheProperties() {
        var caller = new ScriptedCaller();
        Site.of(
                        "<property name=\"bargein\" value=\"false\"/><form><property name=\"bargeintype\" value=\"hotword\"/><block>"
                                + "<prompt>a</prompt><prompt bargein=\"true\" bargeintype=\"speech\">b</prompt></block></form>")
                .run(caller);
        assertThat(caller.prompts()).extracting(QueuedPrompt::bargein).containsExactly(false, true);
        assertThat(caller.prompts())
                .extracting(QueuedPrompt::bargeinType)
                .containsExactly(BargeinType.HOTWORD, BargeinType.SPEECH);
    }

    @Test
    void timeoutComesFromTheLastPromptOrElseFromTheNearestProperty() {
        var caller = new ScriptedCaller().presses("1").presses("2");
        Site.of(
                        "<property name=\"timeout\" value=\"7s\"/><form><field name=\"a\" type=\"digits?length=1\">"
                                + "<prompt timeout=\"0.251s\">a</prompt></field><field name=\"b\" type=\"digits?length=1\">"
                                + "<property name=\"interdigittimeout\" value=\"250ms\"/><property name=\"termtimeout\" value=\"1.5s\"/>"
                                + "<property name=\"termchar\" value=\"*\"/><property name=\"inputmodes\" value=\"dtmf\"/></field></form>")
                .run(caller);
        assertThat(caller.requests())
                .extracting(InputRequest::timeout)
                .containsExactly(Duration.ofMillis(251), Duration.ofSeconds(7));
        assertThat(caller.requests().getFirst().dtmf()).isEqualTo(DtmfTiming.DEFAULT);
        assertThat(caller.requests().getLast().dtmf())
                .isEqualTo(new DtmfTiming(Duration.ofMillis(250), Duration.ofMillis(1500), Optional.of(Key.STAR)));
        assertThat(caller.requests().getLast().modes()).containsExactly(InputMode.DTMF);
    }

    /** Spec: VoiceXML 2.0 §4.1: before that of the document, and for computed addresses too. */
    @Test
    void audioOfAPromptStartsAtThePromptsOwnBase() {
        var caller = new ScriptedCaller();
        new Site()
                .raw(
                        "main.vxml",
                        Site.vxml(
                                " xml:base=\"apps/\"",
                                "<form><block><prompt xml:base=\"sounds/\"><audio src=\"a.wav\">a</audio>"
                                        + "<audio expr=\"'b.wav'\">b</audio></prompt>"
                                        + "<prompt><audio src=\"c.wav\">c</audio><audio expr=\"'d.wav'\">d</audio></prompt>"
                                        + "</block></form>"))
                .run(caller);
        assertThat(caller.prompts().getFirst().ssml())
                .contains("src=\"test://site/apps/sounds/a.wav\"", "src=\"test://site/apps/sounds/b.wav\"");
        assertThat(caller.prompts().getLast().ssml())
                .contains("src=\"test://site/apps/c.wav\"", "src=\"test://site/apps/d.wav\"");
    }

    /** Spec: VoiceXML 2.0 §5.2: references in an inherited handler start at the active document. */
    @Test
    void audioOfAnInheritedHandlerStartsAtTheActiveDocument() {
        var caller = new ScriptedCaller();
        new Site()
                .with(
                        "main.vxml",
                        "<catch event=\"wrong\"><prompt><audio src=\"a.wav\">a</audio><audio src=\"prompt:b\"/></prompt>"
                                + "<prompt xml:base=\"sounds/\"><audio src=\"c.wav\">c</audio></prompt><exit/></catch>"
                                + "<form><block><goto next=\"deep/leaf.vxml\"/></block></form>")
                .raw(
                        "deep/leaf.vxml",
                        Site.vxml(
                                " application=\"../main.vxml\"",
                                "<form><block><throw event=\"wrong\"/></block></form>"))
                .run(caller);
        assertThat(caller.prompts().getFirst().ssml()).contains("src=\"test://site/deep/a.wav\"", "src=\"prompt:b\"");
        assertThat(caller.prompts().getLast().ssml()).contains("src=\"test://site/sounds/c.wav\"");
    }

    /** Spec: VoiceXML 2.0 §4.1.4, §4.1.6. */
    @Test
    void promptIsLeftOutWhereItsConditionDoesNotHold() {
        assertThat(Site.of("<var name=\"n\" expr=\"2\"/><form><block><prompt cond=\"n == 1\">one</prompt>"
                                + "<prompt cond=\"n == 2\">two</prompt></block></form>")
                        .heard())
                .containsExactly("two");
    }

    @Test
    void promptsOfTheHighestCountThatWasReachedAreHeard() {
        var caller = new ScriptedCaller().staysSilent().staysSilent().staysSilent();
        Site.of(
                        "<form><field name=\"f\" type=\"digits\"><prompt>a</prompt><prompt count=\"2\" cond=\"false\">never</prompt>"
                                + "<prompt count=\"3\">b</prompt><prompt count=\"3\">c</prompt></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("a", "a", "b", "c", "b", "c");
    }

    @Test
    void baseThatIsNoAddressBreaksTheDocument() {
        assertThat(Site.of("<form><block><prompt xml:base=\"a b\">a</prompt></block></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }
}
