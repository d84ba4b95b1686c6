package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where choices and links lead, and what words they take. Spec: VoiceXML 2.0 §2.2, §2.3.1.3, §2.5. */
class ChoiceTest {
    private static final String REST = "<form id='a'><block>A</block></form>"
            + "<catch event='e'>E <value expr=\"_event + ' ' + _message\"/><exit/></catch><var name='v' expr=\"'a'\"/>";

    private static java.util.List<String> heardAfterOne(String content) {
        var caller = new ScriptedCaller().presses("1");
        Site.of(content + REST).run(caller);
        return caller.heard();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `<choice dtmf='1' next='#a'/>`,                                                A
            `<choice dtmf='1' expr="'#' + v"/>`,                                           A
            `<choice dtmf='1' event='e.f'/>`,                                              E e.f undefined
            `<choice dtmf='1' eventexpr="'e.' + v"/>`,                                     E e.a undefined
            `<choice dtmf='1' event='e' message='why'/>`,                                  E e why
            `<choice dtmf='1' event='e' messageexpr="v + '!'"/>`,                          E e a!
            """)
    void choiceLeadsToAPlaceOrThrowsAnEvent(String choice, String heard) {
        assertThat(heardAfterOne("<menu id='m'>" + choice + "</menu>")).containsExactly(heard);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `<link dtmf='1' next='#a'/>`,                                                  A
            `<link dtmf='1' expr="'#' + v"/>`,                                             A
            `<link dtmf='1' event='e.f'/>`,                                                E e.f undefined
            `<link dtmf='1' eventexpr="'e.' + v"/>`,                                       E e.a undefined
            `<link dtmf='1' event='e' message='why'/>`,                                    E e why
            `<link dtmf='1' event='e' messageexpr="v + '!'"/>`,                            E e a!
            """)
    void linkLeadsToAPlaceOrThrowsAnEvent(String link, String heard) {
        assertThat(heardAfterOne(link + "<form><field name='f' type='digits?length=2'/></form>"))
                .containsExactly(heard);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<menu><choice dtmf='1'/></menu>",
                "<menu><choice dtmf='1' next='#a' event='e'/></menu>",
                "<menu><choice dtmf='1' expr='v' eventexpr='v'/></menu>",
                "<menu><choice dtmf='1' event='e' message='a' messageexpr='v'/></menu>",
                "<menu dtmf='true'><choice dtmf='1' next='#a'/></menu>",
                "<menu accept='nearly'><choice dtmf='1' next='#a'/></menu>",
                "<menu><choice accept='nearly' next='#a'>words</choice></menu>",
                "<link dtmf='1'/>",
                "<link dtmf='1' next='#a' eventexpr='v'/>",
                "<link dtmf='x' next='#a'/>",
                "<form><field name='f'><option accept='nearly'>words</option></field></form>"
            })
    void attributesThatMayNotStandTogetherBreakTheDocument(String content) {
        assertThat(Site.of(content + REST).check()).isInstanceOf(DocumentCheck.Broken.class);
    }

    /** That of a choice goes before that of its menu. */
    @Test
    void wordsOfAChoiceAreTakenAsItSays() {
        var caller = new ScriptedCaller().says("stock").says("weather");
        Site.of("<menu accept='exact'><prompt xml:lang='en'>which?</prompt>"
                        + "<choice accept='approximate' next='#a'>stock quotes</choice>"
                        + "<choice next='#a'>weather report</choice><nomatch>no</nomatch></menu>"
                        + "<form id='a'><block>A <value expr='application.lastresult$.utterance'/></block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("which?", "A stock");
    }

    @Test
    void wordsOfAnOptionAreTakenAsItSays() {
        var caller = new ScriptedCaller().says("sea").says("white").says("sea");
        Site.of("<form><field name='f'><option accept='exact' value='w'>white meat</option>"
                        + "<option accept='approximate' value='s'>sea food</option><nomatch>no</nomatch>"
                        + "<filled><value expr='f'/><if cond='application.lastresult$.length'><clear namelist='f'/></if></filled>"
                        + "</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("s", "no", "s");
    }

    @Test
    void menuIsNamedByItsId() {
        var caller = new ScriptedCaller().presses("1");
        Site.of("<form><block><goto next='#m'/></block></form><menu id='m'><prompt>here</prompt>"
                        + "<choice dtmf='1' next='#a'/></menu>" + REST)
                .run(caller);
        assertThat(caller.heard()).containsExactly("here", "A");
    }
}
