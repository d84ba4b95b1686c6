package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@code <initial>}, grammars of the form, slots. Spec: VoiceXML 2.0 §2.1.5, §2.3.3, §3.1.6. */
class MixedInitiativeTest {
    private static final String CITIES = """
            <grammar mode="voice" root="r" xml:lang="en" tag-format="semantics/1.0">
              <rule id="r">
                <item repeat="0-1">from <ruleref uri="#city"/><tag>out.source = rules.city;</tag></item>
                <item repeat="0-1">to <ruleref uri="#city"/><tag>out.target = rules.city;</tag></item>
              </rule>
              <rule id="city"><one-of>
                <item>paris<tag>out = 'PAR';</tag></item>
                <item>rome<tag>out = 'ROM';</tag></item>
              </one-of></rule>
            </grammar>
            """;

    private static final String CITY = """
            <grammar mode="voice" root="r" xml:lang="en" tag-format="semantics/1.0-literals">
              <rule id="r"><one-of><item>paris<tag>PAR</tag></item><item>rome<tag>ROM</tag></item></one-of></rule>
            </grammar>
            """;

    private static String form(String initial) {
        return "<form>" + CITIES + initial
                + "<field name=\"source\">from where?" + CITY + "</field>"
                + "<field name=\"target\">where to?" + CITY + "</field>"
                + "<filled><value expr=\"source + '-' + target\"/></filled></form>";
    }

    @Test
    void oneSentenceFillsAllItemsOfTheForm() {
        var caller = new ScriptedCaller().says("from paris to rome");
        Site.of(form("<initial name=\"start\">what trip?</initial>")).run(caller);
        assertThat(caller.heard()).containsExactly("what trip?", "PAR-ROM");
    }

    @Test
    void initialIsDoneOnceAnyItemIsFilledAndTheRestIsAskedFor() {
        var caller = new ScriptedCaller().says("to rome").says("paris");
        Site.of(form("<initial name=\"start\">what trip?</initial>")).run(caller);
        assertThat(caller.heard()).containsExactly("what trip?", "from where?", "PAR-ROM");
    }

    @Test
    void initialHasPromptCountsAndEventsOfItsOwn() {
        var caller = new ScriptedCaller()
                .says("nothing of that")
                .says("nothing of that")
                .says("from paris to rome");
        Site.of(form("<initial name=\"start\"><prompt>what trip?</prompt><prompt count=\"2\">say from and to</prompt>"
                        + "<nomatch count=\"2\">again<reprompt/></nomatch></initial>"))
                .run(caller);
        assertThat(caller.heard())
                .containsExactly("what trip?", "say from and to", "again", "say from and to", "PAR-ROM");
    }

    @Test
    void initialMayBeGivenUpByAssigningItsVariable() {
        var caller = new ScriptedCaller().staysSilent().says("rome").says("paris");
        Site.of(form("<initial name=\"start\">what trip?<noinput><assign name=\"start\" expr=\"true\"/><reprompt/>"
                        + "</noinput></initial>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("what trip?", "from where?", "where to?", "ROM-PAR");
    }

    @Test
    void initialTakesNoGrammarAndNoFilled() {
        assertThat(Site.of("<form><initial><grammar src=\"builtin:dtmf/digits\"/></initial></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
        assertThat(Site.of("<form><initial><filled>x</filled></initial></form>").check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    @Test
    void slotNamesTheProperty() {
        var caller = new ScriptedCaller().says("to rome");
        Site.of("<form>" + CITIES + "<field name=\"goal\" slot=\"target\"><filled><value expr=\"goal\"/></filled>"
                        + "</field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("ROM");
    }

    @Test
    void slotIsAPathIntoTheInterpretation() {
        var caller = new ScriptedCaller().says("big");
        Site.of(
                        "<form><grammar mode=\"voice\" root=\"r\" xml:lang=\"en\" tag-format=\"semantics/1.0\"><rule id=\"r\">big"
                                + "<tag>out = {pizza: {size: 'L', extras: ['ham', 'corn']}};</tag></rule></grammar>"
                                + "<field name=\"a\" slot=\"pizza.size\"/><field name=\"b\" slot=\"pizza.extras\"/>"
                                + "<filled><value expr=\"a + b.join('+')\"/></filled></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("Lham+corn");
    }

    @Test
    void wholeInterpretationFillsAFieldThatHasNoSlotInIt() {
        var caller = new ScriptedCaller().says("from rome");
        Site.of("<form><field name=\"trip\">" + CITIES
                        + "<filled><value expr=\"trip.source\"/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("ROM");
    }

    @Test
    void waitingWithoutAGrammarIsASemanticError() {
        assertThat(Site.of("<form><catch event=\"error.semantic\">no grammar<exit/></catch><field name=\"a\"/></form>")
                        .heard())
                .containsExactly("no grammar");
    }

    @Test
    void grammarOfDocumentScopeLeadsIntoItsForm() {
        var caller = new ScriptedCaller().says("from paris");
        Site.of("<form><field name=\"a\" type=\"digits\"/></form><form id=\"trip\">"
                        + CITIES.replace("<grammar ", "<grammar scope=\"document\" ")
                        + "<field name=\"source\"><filled><value expr=\"source\"/><exit/></filled></field></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("PAR");
    }

    @Test
    void grammarOfAFieldMayNotHaveAScope() {
        assertThat(Site.of(
                                "<form><field name=\"a\"><grammar scope=\"document\" src=\"builtin:dtmf/digits\"/></field></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    @Test
    void grammarOfAnUnknownTypeIsAnUnsupportedFormatWhereItIsActive() {
        assertThat(Site.of("<form><catch event=\"error.unsupported.format\">format<exit/></catch><field name=\"a\">"
                                + "<grammar type=\"application/x-nuance-gsl\">[one two]</grammar></field></form>")
                        .heard())
                .containsExactly("format");
    }

    /** Spec: VoiceXML 2.0 §5.2.6. A type falls back to its keys; a grammar that asks for speech alone cannot. */
    @Test
    void spokenBuiltinInALanguageWithoutWordsIsAnUnsupportedLanguage() {
        var listener = new ScriptedCaller();
        Site.of(
                        "<form><catch event=\"error.unsupported.language\"><value expr=\"_message\"/><exit/></catch><field name=\"a\">"
                                + "<grammar src=\"builtin:grammar/digits\" xml:lang=\"fr-FR\"/></field></form>")
                .run(listener);
        assertThat(listener.heard()).singleElement().asString().contains("“fr-FR”");

        var caller = new ScriptedCaller().presses("7");
        Site.of(
                        "<form><field name=\"a\" type=\"digits?length=1\" xml:lang=\"fr-FR\"/><filled><value expr=\"a\"/></filled></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("7");
    }
}
