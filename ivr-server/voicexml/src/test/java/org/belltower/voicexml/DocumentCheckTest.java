package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.voicexml.markup.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What authors are told. */
class DocumentCheckTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<form><block><goto/></block></form> | 3:14 | <goto> has none of next, expr, nextitem, expritem",
                "<form><block><audio/></block></form> | 3:14 | <audio> has none of src, expr",
                "<form><block><zap/></block></form> | 3:14 | <zap> is not supported",
                "<form><block><choice/></block></form> | 3:14 | <choice> may not stand in <block>",
                "<form><prompt>a</prompt></form> | 3:7 | <prompt> may not stand in <form>",
                "<form>words</form> | 3:7 | text may not stand in <form>",
                "<form id='a'/><form id='a'/> | 3:15 | two dialogs have the id a",
                "<form><field name='a'/><field name='a'/></form> | 3:24 | two items of the form are called a",
                "<form><filled namelist='z'/></form> | 3:1 | <filled> names z, which is no input item of the form",
                "<form><block><prompt timeout='soon'>a</prompt></block></form> | 3:14 | timeout=\"soon\" is not a time",
                "<property name='timeout' value='5'/> | 3:1 | timeout is \"5\", not a time",
                "<property name='documentmaxage' value='5s'/> | 3:1 | documentmaxage is \"5s\", no number of seconds",
                "<form><block><prompt count='0'>a</prompt></block></form> | 3:14 | count=\"0\" is not a number from 1",
                "<form><block><audio src='a.wav' maxage='soon'/></block></form> | 3:14 | maxage=\"soon\" is no number of seconds",
                "<form><field><grammar src='g' fetchhint='later'/></field></form> | 3:14 | fetchhint=\"later\"",
                "<form><field><grammar src='g' fetchtimeout='soon'/></field></form> | 3:14 | fetchtimeout=\"soon\" is not a time",
                "<link dtmf='x' event='e'/> | 3:1 | dtmf=\"x\" is no key",
                "<menu dtmf='true'><choice dtmf='1' event='e'/></menu> | 3:19 | dtmf=\"1\" in a menu that numbers its choices",
                "<form><block><if cond='1'><else/>a<else/>b</if></block></form> | 3:35 | nothing may follow <else>",
                "<form scope='here'/> | 3:1 | scope=\"here\"",
                "<form><field name='f' type='digits?length=1;minlength=4'/></form> | 3:7 | length stands beside minlength",
                "<form><grammar mode='dtmf' root='r'><rule id='r'>z</rule></grammar></form> | 3:50 | ",
                "<form><block>a</form> | 3:17 | not well-formed XML",
                "<form><block>&nbsp;</block></form> | 3:20 | ",
            })
    void brokenDocumentIsToldWithItsPlace(String content, String place, @Nullable String what) {
        assertThat(Site.of(content).check()).isInstanceOfSatisfying(DocumentCheck.Broken.class, broken -> {
            DocumentError error = broken.errors().getFirst();
            assertThat(error.toString()).startsWith("test://site/main.vxml:" + place + ":");
            assertThat(error.what()).contains(what == null ? "" : what);
            assertThat(error.instead()).isNotBlank();
            assertThat(error.rule()).isNotBlank();
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<form><block><promt>a</promt></block></form> | did you mean <prompt>?",
                "<form><block><Prompt>a</Prompt></block></form> | did you mean <prompt>?",
                "<from/> | did you mean <form>?",
                "<form><feild name='x'/></form> | did you mean <field>?",
                "<form><field><pormpt>a</pormpt></field></form> | did you mean <prompt>?",
                "<form><block><goot next='#a'/></block></form> | did you mean <goto>?",
                "<form><block><zap/></block></form> | see the table of supported elements"
            })
    void elementThatIsMisspeltIsToldWithTheOneThatWasMeant(String content, String instead) {
        assertThat(Site.of(content).check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken ->
                                assertThat(broken.errors().getFirst().instead()).isEqualTo(instead));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<field name='x' type='foo'/> | there is no builtin “foo”: error.unsupported.builtin",
                "<field name='x'><grammar src='builtin:grammar/foo'/></field> | there is no builtin “foo”",
                "<field name='x'><grammar src='builtin:dtmf/foo'/></field> | there is no builtin “foo”",
                "<field name='x'><grammar src='a.txt' type='text/plain'/></field> | the type text/plain is not understood"
            })
    void grammarThatThisPlatformLacksIsAWarning(String field, String what) {
        assertThat(Site.of("<form>" + field + "</form>").check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Sound.class,
                        sound -> assertThat(sound.warnings()).singleElement().satisfies(warning -> {
                            assertThat(warning.what()).contains(what);
                            assertThat(warning.position().line()).isEqualTo(3);
                            assertThat(warning.instead()).isNotBlank();
                        }));
    }

    @Test
    void positionIsWhereTheElementBegins() {
        assertThat(Site.of("<form>\n  <block>\n    <goto/>\n  </block></form>").check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors().getFirst().position())
                                .isEqualTo(new Position("test://site/main.vxml", 5, 5)));
    }

    @Test
    void allErrorsAreToldAtOnce() {
        assertThat(Site.of("<form><block><goto/><submit/><throw/></block></form>")
                        .check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors()).hasSize(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<vxml version='2.1'/> | of the namespace",
                "<html xmlns='http://www.w3.org/2001/vxml'/> | the document is <html>",
                "<vxml version='1.0' xmlns='http://www.w3.org/2001/vxml'/> | version is 1.0",
                "<vxml xmlns='http://www.w3.org/2001/vxml'/> | needs version",
                "'' | not well-formed",
                "<!DOCTYPE vxml [<!ENTITY a 'boom'>]><vxml version='2.1' xmlns='http://www.w3.org/2001/vxml'>&a;</vxml> | ",
            })
    void wrongRootIsTold(String text, @Nullable String what) {
        assertThat(new Site().raw("main.vxml", text).check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors().getFirst().what()).contains(what == null ? "" : what));
    }

    @Test
    void externalEntityIsNeverOpened() {
        var site = new Site()
                .raw(
                        "main.vxml",
                        "<!DOCTYPE vxml SYSTEM \"test://site/evil.dtd\" [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
                                + "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\"><form><block>&x;</block></form></vxml>");
        assertThat(site.check()).isInstanceOf(DocumentCheck.Broken.class);
        assertThat(site.requests()).hasSize(1);
    }

    @Test
    void deepNestingIsRefused() {
        String deep = "<if cond=\"1\">".repeat(200) + "</if>".repeat(200);
        assertThat(Site.of("<form><block>" + deep + "</block></form>").check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(broken.errors().getFirst().what()).contains("nest deeper"));
    }

    @Test
    void documentCutOffAnywhereIsRefusedWithoutAnException() {
        String whole = Site.vxml(
                "", "<form><field name=\"a\" type=\"digits\"><prompt>你好 <value expr=\"1\"/></prompt></field></form>");
        for (int end = 0; end < whole.length(); end++) {
            assertThat(new Site().raw("main.vxml", whole.substring(0, end)).check())
                    .as("cut off at %s", end)
                    .isInstanceOf(DocumentCheck.Broken.class);
        }
    }

    @Test
    void unknownAttributeIsAWarning() {
        assertThat(Site.of("<form colour=\"red\"/>").check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Sound.class,
                        sound -> assertThat(sound.warnings().getFirst().toString())
                                .contains("<form> has no attribute colour"));
    }

    /** Spec: VoiceXML 2.0 §5.1.1. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form><var name='a.b'/></form>",
                "<form><field name='a.b'/></form>",
                "<form><block name='a.b'>x</block></form>"
            })
    void nameThatNoVariableMayHaveIsAWarning(String content) {
        assertThat(onlyWarning(content)).contains("\"a.b\" is no name of a variable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeuot", "maxage", "org.belltower.sercet"})
    void propertyThatNothingReadsIsAWarning(String name) {
        assertThat(onlyWarning("<property name=\"" + name
                        + "\" value=\"1\"/><property name=\"com.example.any\" value=\"1\"/>"))
                .contains("nothing reads the property \"" + name + "\"");
    }

    private static String onlyWarning(String content) {
        DocumentCheck check = Site.of(content).check();
        assertThat(check)
                .isInstanceOfSatisfying(
                        DocumentCheck.Sound.class,
                        sound -> assertThat(sound.warnings()).hasSize(1));
        return ((DocumentCheck.Sound) check).warnings().getFirst().toString();
    }

    @Test
    void missingDocumentIsUnreachable() {
        assertThat(new Site().check()).isInstanceOf(DocumentCheck.Unreachable.class);
    }

    /** Blanks before a root element are part of no other piece of the document. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<vxml/>@1:1",
                "<?xml version=\"1.0\"?>\n<vxml/>@2:1",
                "<?xml version=\"1.0\"?>\r\n<!-- of the bank -->\r\n\r\n  <vxml\r\n  id=\"a\"/>@4:3",
                "\uFEFF  <vxml/>@1:3"
            })
    void problemAtTheRootElementIsToldWhereItBegins(String documentAndPlace) {
        int at = documentAndPlace.lastIndexOf('@');
        assertThat(new Site()
                        .raw("main.vxml", documentAndPlace.substring(0, at))
                        .check())
                .isInstanceOfSatisfying(
                        DocumentCheck.Broken.class,
                        broken -> assertThat(
                                        broken.errors().getFirst().position().toString())
                                .endsWith("main.vxml:" + documentAndPlace.substring(at + 1)));
    }
}
