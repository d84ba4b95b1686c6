package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What can be spoken before anybody calls. */
class PromptTemplateTest {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.US);

    private static List<String> templates(String attributes, String content) {
        return new Site()
                        .raw("main.vxml", Site.vxml(attributes, content))
                        .engine()
                        .promptTemplates(Site.uri("main.vxml"), LANGUAGES)
                        .stream()
                        .map(template -> template.language().toLanguageTag() + " "
                                + template.ssml().replaceAll("</?speak[^>]*>", ""))
                        .toList();
    }

    @Test
    void promptsAreFoundWhereverTheyStand() {
        assertThat(templates(" xml:lang=\"en-US\"", """
                <catch event="a">handler</catch>
                <form><block>block<if cond="true"><prompt>branch</prompt></if></block>
                  <field name="f" type="digits"><prompt count="2" xml:lang="zh-CN">好</prompt>
                    <noinput>silence</noinput><filled><prompt>done</prompt></filled></field>
                </form>
                <menu><prompt>menu</prompt><choice dtmf="1" next="#x">one</choice></menu>
                """))
                .map(String::strip)
                .contains(
                        "en-US handler",
                        "en-US block",
                        "en-US branch",
                        "zh-CN 好",
                        "en-US silence",
                        "en-US done",
                        "en-US menu");
    }

    @Test
    void whatIsNotKnownYetIsLeftOpen() {
        assertThat(templates(
                        " xml:lang=\"en-US\"",
                        "<form><block><prompt>You have <say-as interpret-as=\"number\"><value expr=\"2\"/></say-as>."
                                + "<audio expr=\"x\">or</audio><mark nameexpr=\"'m'\"/></prompt></block></form>"))
                .containsExactly("en-US You have <say-as interpret-as=\"number\">" + PromptTemplate.OPEN + "</say-as>."
                        + PromptTemplate.OPEN + PromptTemplate.OPEN);
    }

    @Test
    void documentWhoseLanguageIsComputedSpeaksAllOfTheApplication() {
        assertThat(templates(
                        " xmlns:bt=\"urn:belltower:voicexml\" bt:langexpr=\"'en-US'\"",
                        "<form><block>hi</block></form>"))
                .containsExactly("zh-CN hi", "en-US hi");
    }

    @Test
    void documentThatIsBrokenOrAbsentSaysNothing() {
        assertThat(templates("", "<form><block><goto/>hi</block></form>")).isEmpty();
        assertThat(new Site().engine().promptTemplates(Site.uri("none.vxml"), LANGUAGES))
                .isEmpty();
    }
}
