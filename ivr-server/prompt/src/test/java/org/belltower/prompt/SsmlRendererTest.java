package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.prompt.RenderedSsml.CHINESE;
import static org.belltower.prompt.RenderedSsml.outline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.belltower.speech.Utterance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard of a document, in which order and with which words. */
class SsmlRendererTest {
    @TempDir
    Path folder;

    private RenderedSsml ssml;

    @BeforeEach
    void open() throws IOException {
        ssml = new RenderedSsml(folder);
    }

    @Test
    void figureIsOneSentenceWithItsDate() {
        assertThat(ssml.heard("""
                <audio src="prompt:fund.value"/> <say-as interpret-as="net-value">1.0532</say-as><audio src="prompt:fund.as-of"/>
                <say-as interpret-as="date">2026-11-20</say-as>
                """)).isEqualTo("单位净值一点零五三二元，二零二六年十一月二十日");
    }

    @Test
    void sameDocumentInEnglishHasItsBlanks() {
        String body = """
                <audio src="prompt:fund.value"/><say-as interpret-as="net-value">1.0532</say-as><audio src="prompt:fund.as-of"/>
                <say-as interpret-as="date">2026-11-20</say-as><audio src="prompt:fund.stop"/><audio src="prompt:fund.source"/>
                """;
        assertThat(outline(ssml.rendered(body, Locale.US)))
                .isEqualTo(
                        "The unit net value is one point zero five three two yuan, as of November twentieth, twenty twenty-six."
                                + " | 200 | Source: custodian file.");
    }

    @Test
    void sentencesAreClipsOfTheirOwnWithABreathBetween() {
        assertThat(ssml.heard("您好。欢迎致电！<audio src='prompt:fund.source'/>"))
                .isEqualTo("您好。 | 200 | 欢迎致电！ | 200 | 数据来源：托管行文件。");
    }

    @Test
    void oneBreathAtABoundaryAndNoneAtTheEnds() {
        assertThat(ssml.heard("<p><s>甲</s><s>乙</s></p><p>丙</p>")).isEqualTo("甲 | 200 | 乙 | 400 | 丙");
    }

    @Test
    void breakStandsInPlaceOfABreath() {
        assertThat(ssml.heard("<s>甲</s><break time='1.5s'/><s>乙</s>")).isEqualTo("甲 | 1500 | 乙");
        assertThat(ssml.heard("<s>甲</s><break strength='none'/><s>乙</s>")).isEqualTo("甲 | 乙");
        assertThat(ssml.heard("甲<break/>乙<break strength='x-strong'/>")).isEqualTo("甲 | 250 | 乙 | 1000");
    }

    @Test
    void catalogueTextIsSpelledOut() {
        assertThat(ssml.heard("<audio src='prompt:fund.key'/>")).isEqualTo("按一");
        assertThat(outline(ssml.rendered("<audio src='prompt:fund.key'/>", Locale.US)))
                .isEqualTo("press one");
    }

    @Test
    void languageSwitchesInsideASentence() {
        Playlist playlist = ssml.rendered(
                "普通话请按一。<s xml:lang='en-US'>For English, press two.</s><voice xml:lang='zh-CN'>好</voice>", CHINESE);
        assertThat(outline(playlist)).isEqualTo("普通话请按一。 | 200 | For English, press two. | 200 | 好");
        assertThat(ssml.voice.spoken()).extracting(Utterance::language).containsExactly(CHINESE, Locale.US, CHINESE);
    }

    @Test
    void speakLanguageWinsOverTheDefault() {
        Rendering rendering = ssml.renderer().render("<speak version='1.0' xml:lang='en-US'>press 2</speak>", CHINESE);
        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        ok -> assertThat(outline(ok.playlist())).isEqualTo("press two"));
    }

    /** What would otherwise be nothing at all, and a caller would wait for it in silence. */
    @Test
    void elementThatSaysNothingIsRefusedAndNotSilence() {
        assertThat(ssml.reason("<sub>EA</sub>")).contains("alias");
        assertThat(ssml.reason("<phoneme/>")).contains("ph");
        assertThat(ssml.heard("<phoneme ph='x'/>")).isEqualTo("x");
    }

    @Test
    void olderNamesOfParagraphAndSentenceAreTheSame() {
        assertThat(ssml.heard(
                        "<paragraph><sentence>甲</sentence><sentence>乙</sentence></paragraph><paragraph>丙</paragraph>"))
                .isEqualTo("甲 | 200 | 乙 | 400 | 丙");
    }

    @Test
    void subPhonemeAndUnknownElementsAreSpokenAndMetaIsNot() {
        assertThat(
                        ssml.heard(
                                "<lexicon uri='http://127.0.0.1:9/x.pls'/><meta name='a' content='b'/><metadata><x>无</x></metadata><sub alias='企业年金'>EA</sub>"
                                        + "<phoneme ph='x'>服务</phoneme><blink>热线</blink><audio src='prompt:fund.none'><desc>无</desc>好</audio>"))
                .isEqualTo("企业年金服务热线好");
    }

    @Test
    void promptsInARowBreatheBetweenSentencesOnly() {
        Playlist whole = Playlist.inARow(List.of(
                ssml.rendered("甲。", CHINESE),
                ssml.rendered("", CHINESE),
                ssml.rendered("乙", CHINESE),
                ssml.rendered("丙。", CHINESE),
                ssml.rendered("<break time='1s'/>丁。", CHINESE)));
        assertThat(outline(whole)).isEqualTo("甲。 | 200 | 乙 | 丙。 | 1000 | 丁。");
        assertThat(Playlist.inARow(List.of())).isEqualTo(Playlist.EMPTY);
    }

    @Test
    void marksKeepTheirPlace() {
        Playlist playlist = ssml.rendered("甲<mark name='here'/>乙", CHINESE);
        assertThat(playlist.items())
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("Clip", "Mark", "Clip");
        assertThat(playlist.items().get(1)).isEqualTo(new PlaylistItem.Mark("here"));
    }

    @Test
    void badValueMakesTheWholeUnspeakable() {
        assertThat(ssml.reason("单位净值<say-as interpret-as='net-value'>1.0532112</say-as>"))
                .contains("net-value")
                .contains("rounded");
        assertThat(ssml.reason("<say-as interpret-as='money'></say-as>")).contains("money");
        assertThat(ssml.reason("<say-as>5</say-as>")).contains("no readout");
        assertThat(ssml.reason("<break time='5'/>")).contains("break");
        assertThat(ssml.voice.spoken()).isEmpty();
    }

    @Test
    void voiceThatFailsIsAnOutcome() {
        assertThat(ssml.reason("哑")).contains("the voice is gone");
    }

    @Test
    void nothingToSayIsAnEmptyPlaylist() {
        assertThat(ssml.rendered("", CHINESE).isEmpty()).isTrue();
        assertThat(ssml.rendered(" <!-- 无 --> 。 ", CHINESE).isEmpty()).isTrue();
    }

    @Test
    void ofAnyDocumentNoDigitReachesTheVoice() {
        ssml.rendered(
                "1 ２ ③ 3.5% <sub alias='4'>x</sub><audio src='prompt:none'>5</audio><prosody rate='2'>6</prosody>"
                        + "<say-as interpret-as='characters'>A7</say-as><phoneme ph='8'>8</phoneme><s xml:lang='en-US'>9</s>",
                CHINESE);
        assertThat(ssml.voice.spoken())
                .isNotEmpty()
                .allSatisfy(u -> assertThat(u.text().chars()).noneMatch(Character::isDigit));
    }

    /** A figure needs number words, a text needs a voice, and a recording needs neither. */
    @Test
    void languageThatAPromptAsksForAndNobodySpeaksIsNamed() {
        assertThat(noLanguage("好<s xml:lang='fr-FR'>appuyez sur 1</s>")).isEqualTo(Locale.forLanguageTag("fr-FR"));
        assertThat(noLanguage("<s xml:lang='fr-FR'><say-as interpret-as='digits'>12</say-as></s>"))
                .isEqualTo(Locale.forLanguageTag("fr-FR"));
        assertThat(noLanguage("好<s xml:lang='tlh'>nuqneH</s>")).isEqualTo(Locale.forLanguageTag("tlh"));
        assertThat(ssml.heard(
                        "<s xml:lang='tlh'><audio src='file:" + folder.resolve("beep.wav") + "'>nuqneH</audio></s>"))
                .isEqualTo("nuqneH");
    }

    private Locale noLanguage(String body) {
        Rendering rendering = ssml.renderer().render("<speak version='1.0'>" + body + "</speak>", CHINESE);
        assertThat(rendering).isInstanceOf(Rendering.NoLanguage.class);
        Rendering.NoLanguage lacking = (Rendering.NoLanguage) rendering;
        assertThat(lacking.reason()).contains(lacking.language().toLanguageTag());
        return lacking.language();
    }
}
