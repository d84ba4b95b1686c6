package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What documents learn of input, and what they listen for. Spec: VoiceXML 2.0 §5.1.5, §6.3; VoiceXML 2.1 §4, §7. */
class InputTest {
    private static final String CITY =
            "<grammar mode=\"voice\" root=\"r\" xml:lang=\"en\" tag-format=\"semantics/1.0-literals\"><rule id=\"r\">"
                    + "<one-of><item>boston<tag>BOS</tag></item><item>austin<tag>AUS</tag></item></one-of></rule></grammar>";

    private static String field(String inside) {
        return "<form>" + inside.formatted(CITY) + "</form>";
    }

    @Test
    void universalsAreHeardWhereThePropertyAllowsThem() {
        var caller = new ScriptedCaller().says("帮助").says("boston");
        Site.of("<property name=\"universals\" value=\"help exit\"/>"
                        + field("<field name=\"c\"><prompt xml:lang=\"en\">city?</prompt>%s<help>name one</help>"
                                + "<filled><value expr=\"c\"/></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("city?", "name one", "BOS");
    }

    @Test
    void universalsAreNotHeardByDefault() {
        var caller = new ScriptedCaller().says("exit").says("boston");
        Site.of(field("<field name=\"c\">%s<nomatch>no</nomatch><filled><value expr=\"c\"/></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("no", "BOS");
    }

    @Test
    void exitEndsTheSessionAndCancelDoesNothingByItself() {
        var caller = new ScriptedCaller().says("取消").says("退出");
        SessionEnd end = Site.of(
                        "<property name=\"universals\" value=\"all\"/>" + field("<field name=\"c\">city?%s</field>"))
                .run(caller);
        assertThat(end).isInstanceOf(SessionEnd.Exited.class);
        assertThat(caller.requests()).hasSize(2);
    }

    @Test
    void modalFieldHearsNoUniversals() {
        var caller = new ScriptedCaller().says("退出").says("boston");
        Site.of("<property name=\"universals\" value=\"all\"/>"
                        + field("<field name=\"c\" modal=\"true\">%s<nomatch>no</nomatch><filled>yes</filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("no", "yes");
    }

    @Test
    void lastResultIsUndefinedBeforeAnyInput() {
        assertThat(Site.of("<form><block><value expr=\"application.lastresult$ === undefined\"/></block></form>")
                        .heard())
                .containsExactly("true");
    }

    @Test
    void allHypothesesAreSeenBestFirstUpToMaxnbest() {
        var caller = new ScriptedCaller()
                .says(
                        new ScriptedCaller.Reading("austin", 0.8),
                        new ScriptedCaller.Reading("boston", 0.7),
                        new ScriptedCaller.Reading("austin", 0.6));
        Site.of(
                        "<property name=\"maxnbest\" value=\"2\"/>"
                                + field(
                                        "<field name=\"c\">%s<filled><value expr=\"application.lastresult$.length\"/>"
                                                + "<foreach item=\"r\" array=\"application.lastresult$\">;<value expr=\"r.utterance\"/> "
                                                + "<value expr=\"r.interpretation\"/> <value expr=\"r.confidence\"/></foreach></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("2", ";austin AUS 0.8", ";boston BOS 0.7");
        assertThat(caller.requests().getFirst().speech().maxNBest()).isEqualTo(2);
    }

    @Test
    void whatIsBelowTheConfidenceLevelIsNoMatchAndStillTold() {
        var caller = new ScriptedCaller()
                .says(new ScriptedCaller.Reading("austin", 0.4))
                .says("boston");
        Site.of(field("<field name=\"c\">%s<nomatch><value expr=\"application.lastresult$[0].utterance\"/> "
                        + "<value expr=\"application.lastresult$.inputmode\"/></nomatch></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("austin voice");
    }

    @Test
    void speechWithoutEndIsAnEventOfItsOwn() {
        var caller = new ScriptedCaller().talksOn().says("boston");
        Site.of(field("<field name=\"c\">%s<catch event=\"maxspeechtimeout\">shorter</catch></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("shorter");
    }

    @Test
    void markReachedIsToldByTheItemAndTheLastResult() {
        var caller = new ScriptedCaller().says("boston");
        Site.of(field(
                        "<field name=\"c\"><prompt>a<mark name=\"one\"/>b<mark nameexpr=\"'t' + 'wo'\"/>c</prompt>%s<filled>"
                                + "<value expr=\"[c$.markname, c$.marktime, application.lastresult$.markname,"
                                + " application.lastresult$.marktime].join()\"/></filled></field>"))
                .run(caller);
        assertThat(caller.prompts().getFirst().ssml()).contains("<mark name=\"two\"/>");
        assertThat(caller.heard()).endsWith("two,500,two,500");
    }

    @Test
    void withoutAMarkItsVariablesAreUndefined() {
        var caller = new ScriptedCaller().says("boston");
        Site.of(field("<field name=\"c\">%s<filled><value expr=\"c$.markname === undefined &amp;&amp; "
                        + "c$.marktime === undefined\"/></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("true");
    }

    @Test
    void markHasOneOfNameAndNameexpr() {
        assertThat(Site.of("<form><block><mark name=\"a\" nameexpr=\"'b'\"/></block></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    @Test
    void utteranceIsRecordedWhereThePropertyWantsIt() {
        var caller = new ScriptedCaller().says("boston");
        Site.of("<property name=\"recordutterance\" value=\"true\"/>"
                        + field("<field name=\"c\">%s<filled><audio expr=\"c$.recording\"/>"
                                + "<value expr=\"[c$.recordingsize, application.lastresult$.recordingduration].join()\"/>"
                                + "</filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("[file:///recordings/1000.wav] 16000,1000");
    }

    @Test
    void utteranceIsRecordedInTheFormatOfTheProperty() {
        var caller = new ScriptedCaller().says("boston");
        Site.of("<property name=\"recordutterance\" value=\"true\"/>"
                        + "<property name=\"recordutterancetype\" value=\"audio/x-wav\"/>"
                        + field("<field name=\"c\">%s</field>"))
                .run(caller);
        assertThat(caller.requests().getFirst().speech().recordUtterance()).contains("audio/x-wav");
    }

    @Test
    void speechThatWasTooLongIsRecordedAndIsTheLastResult() {
        var caller = new ScriptedCaller().says("boston").talksOn();
        Site.of("<property name=\"recordutterance\" value=\"true\"/><property name=\"maxspeechtimeout\" value=\"8s\"/>"
                        + field("<field name=\"c\">%s<catch event=\"maxspeechtimeout\">"
                                + "<audio expr=\"application.lastresult$.recording\"/>"
                                + "<value expr=\"[application.lastresult$.recordingsize, application.lastresult$.recordingduration,"
                                + " application.lastresult$.inputmode, application.lastresult$.length,"
                                + " application.lastresult$[0].utterance, application.lastresult$.confidence,"
                                + " application.lastresult$.interpretation === undefined].join()\"/><exit/></catch>"
                                + "<filled><clear namelist=\"c\"/></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("[file:///recordings/8000.wav] 128000,8000,voice,1,,0,true");
    }

    @Test
    void speechThatWasTooLongIsNotRecordedWhereNobodyAsks() {
        var caller = new ScriptedCaller().talksOn();
        Site.of(field("<field name=\"c\">%s<catch event=\"maxspeechtimeout\">"
                        + "<value expr=\"typeof application.lastresult$.recording\"/><exit/></catch></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("undefined");
    }

    /** Spec: SISR 1.0, meta variables. */
    @Test
    void tagsKnowHowSureTheRecogniserIs() {
        var caller = new ScriptedCaller().says(new ScriptedCaller.Reading("boston", 0.75));
        Site.of(
                        "<form><field name=\"c\"><grammar mode=\"voice\" root=\"r\" xml:lang=\"en\" tag-format=\"semantics/1.0\">"
                                + "<rule id=\"r\"><ruleref uri=\"#city\"/><tag>out = meta.city().score + ' ' + meta.current().score</tag>"
                                + "</rule><rule id=\"city\">boston<tag>out = 'BOS'</tag></rule></grammar>"
                                + "<filled><value expr=\"c\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("0.75 0.75");
    }

    @Test
    void propertiesOfTheRecogniserReachTheLine() {
        var caller = new ScriptedCaller().says(new ScriptedCaller.Reading("boston", 0.3));
        Site.of("<property name=\"confidencelevel\" value=\"0.25\"/><property name=\"sensitivity\" value=\"0.75\"/>"
                        + "<property name=\"speedvsaccuracy\" value=\"1\"/><property name=\"completetimeout\" value=\"300ms\"/>"
                        + "<property name=\"incompletetimeout\" value=\"2s\"/><property name=\"maxspeechtimeout\" value=\"8s\"/>"
                        + field("<field name=\"c\">%s<filled>ok</filled></field>"))
                .run(caller);
        SpeechSettings speech = caller.requests().getFirst().speech();
        assertThat(List.of(speech.confidenceLevel().value(), speech.sensitivity(), speech.speedVsAccuracy()))
                .containsExactly(0.25, 0.75, 1.0);
        assertThat(List.of(speech.completeTimeout(), speech.incompleteTimeout(), speech.maxSpeech()))
                .containsExactly(Duration.ofMillis(300), Duration.ofSeconds(2), Duration.ofSeconds(8));
        assertThat(caller.heard()).containsExactly("ok");
    }

    @Test
    void voiceIsNotHeardWhereOnlyKeysAre() {
        var caller = new ScriptedCaller().says("boston").presses("1");
        Site.of("<property name=\"inputmodes\" value=\"dtmf\"/>"
                        + field("<field name=\"c\">%s<grammar src=\"builtin:dtmf/digits?length=1\"/>"
                                + "<noinput>silence</noinput><filled><value expr=\"c\"/></filled></field>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("silence", "1");
    }

    @Test
    void choicesAreChosenByTheirWordsExactlyOrByPartOfThem() {
        String menu =
                "<menu accept=\"%s\"><prompt xml:lang=\"en\">which?</prompt><choice next=\"#a\">stock quotes today"
                        + "</choice><choice next=\"#b\">weather</choice><nomatch>no</nomatch></menu>"
                        + "<form id=\"a\"><block>stocks</block></form><form id=\"b\"><block>weather</block></form>";
        var exact = new ScriptedCaller().says("stock today").says("stock quotes today");
        Site.of(menu.formatted("exact")).run(exact);
        assertThat(exact.heard()).containsExactly("which?", "no", "stocks");
        var approximate = new ScriptedCaller().says("stock today");
        Site.of(menu.formatted("approximate")).run(approximate);
        assertThat(approximate.heard()).containsExactly("which?", "stocks");
    }

    @Test
    void ownGrammarOfAChoiceTakesThePlaceOfItsWords() {
        var caller = new ScriptedCaller().says("somewhere").says("boston");
        Site.of("<menu><choice next=\"#a\">somewhere" + CITY + "</choice><nomatch>no</nomatch></menu>"
                        + "<form id=\"a\"><block>a</block></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("no", "a");
    }

    @Test
    void optionsAreChosenByTheirWords() {
        var caller = new ScriptedCaller().says("sea food");
        Site.of("<form><field name=\"c\"><option value=\"fish\">sea food</option><option>meat</option>"
                        + "<filled><value expr=\"c\"/> <value expr=\"c$.inputmode\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("fish voice");
    }

    @Test
    void typesAreSpokenToo() {
        var caller = new ScriptedCaller().says("是");
        Site.of(
                        "<form><field name=\"c\" type=\"boolean\"><filled><value expr=\"typeof c + c\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("booleantrue");
    }

    @Test
    void linkOfAFieldIsHeardInItOnly() {
        var caller = new ScriptedCaller().presses("*").presses("1").presses("*").presses("2");
        Site.of("<form><catch event=\"operator\">operator</catch><nomatch>no</nomatch>"
                        + "<field name=\"a\" type=\"digits?length=1\"><link event=\"operator\" dtmf=\"*\"/></field>"
                        + "<field name=\"b\" type=\"digits?length=1\"/><filled><value expr=\"a + b\"/></filled></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("operator", "no", "12");
    }

    @Test
    void repromptOutsideAHandlerIsNotKeptForLater() {
        var caller = new ScriptedCaller().staysSilent().presses("1");
        Site.of("<form><block><reprompt/></block><field name=\"a\" type=\"digits?length=1\">key"
                        + "<noinput>nothing</noinput></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "nothing");
    }

    /** Spec: VoiceXML 2.0 §5.3.6: it has no effect outside a handler. */
    @Test
    void repromptOutsideAHandlerDoesNotServeTheNextHandler() {
        var caller = new ScriptedCaller().presses("2").presses("1");
        Site.of("<form><field name=\"a\" type=\"digits?length=1\">key<filled><if cond=\"a == '2'\"><clear/><reprompt/>"
                        + "<throw event=\"wrong\"/></if></filled><catch event=\"wrong\">wrong</catch></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("key", "wrong");
    }

    @Test
    void sessionVariablesTellTheConnectionAndCannotBeChanged() {
        assertThat(Site.of("<form><catch event=\"error.semantic\">read only<exit/></catch><block>"
                                + "<value expr=\"[session.connection.local.uri, session.connection.protocol.name,"
                                + " session.connection.originator.uri, session.connection.redirect[0].uri,"
                                + " session.connection.redirect[0].reason].join(' ')\"/>"
                                + "<assign name=\"session.connection\" expr=\"1\"/></block></form>")
                        .heard())
                .containsExactly("tel:88001 sip tel:13900000000 tel:88002 no reply", "read only");
    }

    @Test
    void propertyWithAValueThatIsNoneIsTold() {
        assertThat(Site.of("<property name=\"maxnbest\" value=\"none\"/><form/>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
        assertThat(Site.of("<property name=\"inputmodes\" value=\"smell\"/><form/>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
        assertThat(Site.of("<property name=\"universals\" value=\"panic\"/><form/>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }
}
