package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code count} and {@code cond} of every handler, and what throws. Spec: VoiceXML 2.0 §5.2. */
class HandlerTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            help,        `<help>first</help><help count='2'>second</help>`
            error,       `<error>first</error><error count='2'>second</error>`
            noinput,     `<noinput>first</noinput><noinput count='2'>second</noinput>`
            nomatch,     `<nomatch>first</nomatch><nomatch count='2'>second</nomatch>`
            com.example, `<catch>first</catch><catch event='com' count='2'>second</catch>`
            """)
    void handlerOfTheHighestCountThatWasReachedIsTaken(String event, String handlers) {
        var caller = new ScriptedCaller().presses("1").presses("1").presses("1");
        Site.of("<form><field name='f' type='digits?length=2'><link dtmf='1' event='" + event + "'/>" + handlers
                        + "</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("first", "second", "second");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            help,        `<help cond='false'>never</help><help cond='true'>taken<exit/></help>`
            error,       `<error cond='false'>never</error><error cond='true'>taken<exit/></error>`
            noinput,     `<noinput cond='false'>never</noinput><noinput cond='true'>taken<exit/></noinput>`
            nomatch,     `<nomatch cond='false'>never</nomatch><nomatch cond='true'>taken<exit/></nomatch>`
            com.example, `<catch cond='false'>never</catch><catch event='com' cond='true'>taken<exit/></catch>`
            """)
    void handlerWhoseConditionDoesNotHoldIsPassedOver(String event, String handlers) {
        assertThat(Site.of("<form>" + handlers + "<block><throw event='" + event + "'/></block></form>")
                        .heard())
                .containsExactly("taken");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `<throw event='e.f'/>`,                             e.f undefined
            `<throw eventexpr="'e.' + 'g'"/>`,                  e.g undefined
            `<throw event='e' message='why'/>`,                 e why
            `<throw event='e' messageexpr="'w' + 1"/>`,         e w1
            """)
    void eventAndMessageAreTextsOrExpressions(String element, String heard) {
        assertThat(Site.of("<form><catch event='e'><value expr=\"_event + ' ' + _message\"/><exit/></catch><block>"
                                + element + "</block></form>")
                        .heard())
                .containsExactly(heard);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `<return event='e.f' message='why'/>`,                       e.f why
            `<return eventexpr="'e.' + 'g'" messageexpr="'w' + 1"/>`,    e.g w1
            """)
    void subdialogReturnsAnEventWithItsMessage(String element, String heard) {
        assertThat(Site.of("<form><catch event='e'><value expr=\"_event + ' ' + _message\"/><exit/></catch>"
                                + "<subdialog name='s' src='#sub'/></form><form id='sub'><block>" + element
                                + "</block></form>")
                        .heard())
                .containsExactly(heard);
    }

    /** Spec: VoiceXML 2.0 §5.3.13. */
    @Test
    void logHasALabelAnExpressionAndAText() {
        List<String> logged = new ArrayList<>();
        Site.of("<form><block><log label='l' expr='1 + 1'> and <value expr='3'/></log></block></form>")
                .run(new ScriptedCaller(), new SessionObserver() {
                    @Override
                    public void onLog(String label, String text, Instant at) {
                        logged.add(label + ": " + text);
                    }
                });
        assertThat(logged)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("l: ")
                .contains("2")
                .contains("and")
                .contains("3");
    }

    /** Spec: VoiceXML 2.0 §5.2.2: a platform may end a handler that leads to itself for ever. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<catch event='error'>oh<exit namelist='nope'/></catch> | 2",
                "<catch event='error'>oh<assign name='nope' expr='1'/></catch> | 2",
                "<error>oh<value expr='nope'/></error> | 2",
                "<error count='1'>oh<exit namelist='nope'/></error><error count='3'>oh<exit namelist='nope'/></error> | 7"
            })
    void handlerThatFailsByWhatItHandlesEndsTheSessionWithoutNoise(String handlers, int events) {
        var told = new ArrayList<String>();
        SessionEnd end = Site.of(handlers + "<form><block><throw event='error.semantic'/></block></form>")
                .run(new ScriptedCaller(), new SessionObserver() {
                    @Override
                    public void onEvent(String event, String message, Instant at) {
                        told.add(message);
                    }
                });

        assertThat(end)
                .isInstanceOfSatisfying(
                        SessionEnd.Failed.class,
                        failed -> assertThat(failed.message()).contains("test://site/main.vxml:3:", "nope"));
        assertThat(told).hasSizeLessThanOrEqualTo(events);
    }

    @Test
    void handlerOfALaterCountTakesWhatTheFirstFailsBy() {
        assertThat(Site.of("<error count='1'><exit namelist='nope'/></error><error count='3'>enough<exit/></error>"
                                + "<form><block><throw event='error.semantic'/></block></form>")
                        .heard())
                .containsExactly("enough");
    }
}
