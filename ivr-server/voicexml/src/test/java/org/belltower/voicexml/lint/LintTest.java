package org.belltower.voicexml.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.GrammarCompiler;
import org.belltower.grammar.GrammarLimits;
import org.belltower.grammar.GrammarLoader;
import org.belltower.grammar.Key;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.graph.SourceApplication;
import org.belltower.voicexml.graph.SourceDocument;
import org.belltower.voicexml.graph.UnreadableDocument;
import org.belltower.voicexml.markup.MarkupReader;
import org.belltower.voicexml.markup.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule with what it finds and what it leaves alone. */
class LintTest {
    private static final Map<String, List<String>> PROMPTS =
            Map.of("app.hello", List.of("Hello"), "app.ask", List.of("请输入密码", "Your code, please"));

    private final List<SourceDocument> documents = new ArrayList<>();
    private final List<UnreadableDocument> unreadable = new ArrayList<>();
    private Function<URI, CompileResult> grammars =
            uri -> new CompileResult.Compiled(GrammarCompiler.keys(List.of(Key.ONE)));

    private LintTest document(String name, String attributes, String body) {
        String text =
                "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" " + attributes + ">" + body + "</vxml>";
        if (!(new MarkupReader().read(Content.of(text), name) instanceof MarkupReader.Outcome.Read(var root))) {
            throw new AssertionError("not well-formed: " + text);
        }
        documents.add(new SourceDocument(name, URI.create("file:///app/" + name), root));
        return this;
    }

    private LintTest form(String body) {
        return document("a.vxml", "", "<form id=\"f\">" + body + "</form>");
    }

    private List<DocumentError> errors() {
        var application = new SourceApplication(
                documents, unreadable, Optional.of(documents.getFirst().uri()));
        var subject = LintSubject.of(
                application,
                Optional.of(PROMPTS),
                uri -> grammars.apply(uri),
                uri -> uri.getPath().endsWith("/no.wav") ? Optional.of("there is no such file") : Optional.empty(),
                Set.of("date", "money"));
        return Lint.check(subject);
    }

    private List<String> found() {
        return errors().stream().map(DocumentError::what).toList();
    }

    private void isClean() {
        assertThat(found()).isEmpty();
    }

    private void finds(String... words) {
        assertThat(found()).singleElement().asString().contains(words);
    }

    @Test
    void gotoToMissingDialogOrDocumentIsFound() {
        form("<block><goto next=\"#x\"/></block>").finds("#x", "no dialog has the id x");
        documents.clear();
        form("<block><goto next=\"b.vxml\"/></block>").finds("b.vxml", "not there");
    }

    @Test
    void documentThatNothingLeadsToIsFoundAndRootDocumentsAreReached() {
        document("a.vxml", "application=\"root.vxml\"", "<form><block><goto next=\"b.vxml\"/></block></form>")
                .document("b.vxml", "", "<form><block><exit/></block></form>")
                .document("root.vxml", "", "")
                .document("lost.vxml", "", "<form><block><exit/></block></form>")
                .finds("nothing leads to lost.vxml");
    }

    @Test
    void documentThatAVariableNamesIsReached() {
        document(
                        "a.vxml",
                        "",
                        "<var name=\"back\" expr=\"'b.vxml'\"/><form><block><goto expr=\"document.back\"/></block></form>")
                .document("b.vxml", "", "<form><block><exit/></block></form>")
                .isClean();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<block>Bye</block>",
                "<block><if cond=\"true\"><exit/></if></block>",
                "<block><if cond=\"true\"><exit/><elseif cond=\"false\"/><exit/></if></block>",
                "<block cond=\"true\"><exit/></block>"
            })
    void dialogThatRunsOutIsADeadEnd(String body) {
        form(body).finds("dead end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<block><exit/></block>",
                "<block><if cond=\"true\"><exit/><else/><goto next=\"#f\"/></if></block>",
                "<block><if cond=\"true\"><clear/><else/><disconnect/></if></block>",
                "<block>Hello</block><block><return/></block>"
            })
    void dialogThatAlwaysLeadsOnIsNone(String body) {
        form(body).isClean();
    }

    @Test
    void fieldThatAsksForEverIsFound() {
        form("<field name=\"x\" type=\"digits\"><filled><exit/></filled></field>")
                .finds("noinput and nomatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<noinput count=\"3\"><exit/></noinput>|nomatch",
                "<nomatch count=\"3\"><exit/></nomatch>|noinput",
                "<link dtmf=\"0\" next=\"#f\"/>|noinput",
                "<link dtmf=\"0\" event=\"again\"/><catch event=\"again\"><reprompt/></catch>|noinput and nomatch"
            })
    void wayOutForOneKindOfCallerIsNoneForTheOther(String around, String missing) {
        document(
                        "a.vxml",
                        "",
                        around
                                + "<form id=\"f\"><field name=\"x\" type=\"digits\"><filled><exit/></filled></field></form>")
                .finds("no handler of " + missing + " leads");
    }

    @Test
    void handlersOfTheRootDocumentAreAWayOut() {
        document(
                        "a.vxml",
                        "application=\"root.vxml\"",
                        "<form id=\"f\"><field name=\"x\" type=\"digits\"><filled><exit/></filled></field></form>")
                .document("root.vxml", "", "<catch event=\"noinput nomatch\" count=\"3\"><exit/></catch>")
                .isClean();
    }

    @Test
    void promptThatTheCatalogueLacksIsFoundInAttributesAndScripts() {
        form("<block><audio src=\"prompt:app.no\"/><exit/></block>").finds("no prompt app.no");
        documents.clear();
        form("<block><audio expr=\"'prompt:app.' + 'x'\"/><audio expr=\"'prompt:other.' + 'x'\"/>"
                        + "<audio src=\"prompt:app.hello\"/><exit/></block>")
                .finds("no prompt other.…");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name=\"pin\"|its name is pin",
                "name=\"newPassword\"|its name is newPassword",
                "name=\"x\"><prompt><audio src=\"prompt:app.ask\"/></prompt|密码",
                "name=\"x\"><prompt>Key your PIN</prompt|Key your PIN"
            })
    void secretThatIsNotMarkedIsFound(String start, String why) {
        document(
                        "a.vxml",
                        "",
                        "<catch event=\"noinput nomatch\"><exit/></catch><form><field type=\"digits\" " + start
                                + "><filled><exit/></filled></field></form>")
                .finds("asks for a secret", why);
    }

    @Test
    void markedSecretAndWordsThatOnlyContainOneAreLeftAlone() {
        document(
                        "a.vxml",
                        "",
                        "<catch event=\"noinput nomatch\"><exit/></catch><form><field name=\"pin\" type=\"digits\">"
                                + "<property name=\"org.belltower.secret\" value=\"true\"/></field>"
                                + "<field name=\"spinner\" type=\"digits\"><filled><exit/></filled></field></form>")
                .isClean();
    }

    @Test
    void undeclaredVariableIsFoundWithTheFormThatHasOne() {
        document(
                        "a.vxml",
                        "",
                        "<form id=\"f\"><block><assign name=\"total\" expr=\"1\"/><goto next=\"#g\"/></block></form>"
                                + "<form id=\"g\"><var name=\"total\"/><block><exit/></block></form>")
                .finds("uses total", "the dialog g of a.vxml");
    }

    @Test
    void variablesOfEveryScopeAreSeen() {
        document(
                        "a.vxml",
                        "application=\"root.vxml\"",
                        "<script>function twice(n) { var m = n; return m + n; }</script><var name=\"d\"/>"
                                + "<form id=\"f\"><var name=\"v\"/><block name=\"b\"><var name=\"local\"/>"
                                + "<foreach item=\"each\" array=\"[1]\"><value expr=\"each + twice(local) + d + v + shared\"/></foreach>"
                                + "<if cond=\"typeof nothing == 'undefined' &amp;&amp; application.shared &amp;&amp; document.d\"/>"
                                + "<value expr=\"({plan: Math.max(1, 2)}).plan\"/><exit namelist=\"v b\"/></block></form>")
                .document("root.vxml", "", "<var name=\"shared\"/>")
                .isClean();
    }

    @Test
    void variableOfOneBlockIsNotSeenInAnother() {
        form("<block><var name=\"x\"/></block><block><value expr=\"x\"/><exit/></block>")
                .finds("<value> uses x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form id='f'><block>hello<goto next='#f'/></block></form>",
                "<form id='f'><block><goto next='#g'/></block></form><form id='g'><block/><block><goto next='#f'/></block></form>"
            })
    void circleOnWhichNobodyIsAskedIsTold(String dialogs) {
        document("a.vxml", "", dialogs)
                .finds("<form> f leads back to itself for ever, and nobody is asked anything on the way");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<form id='f'><block cond='first'><goto next='#f'/></block><block><exit/></block></form>",
                "<form id='f'><block><if cond='first'><goto next='#f'/><else/><exit/></if></block></form>",
                "<form id='f'><subdialog name='s' src='#s'/><block><goto next='#f'/></block></form>"
                        + "<form id='s'><block><return/></block></form>"
            })
    void circleThatEndsOrAsksIsLeftAlone(String dialogs) {
        document("a.vxml", "", "<var name='first' expr='true'/>" + dialogs).isClean();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<field name='x'><prompt>How many?</prompt><filled><exit/></filled></field>",
                "<initial name='i'/><field name='x' type='digits'><filled><exit/></filled></field>"
            })
    void questionThatNoAnswerFitsIsADeadEnd(String items) {
        document("a.vxml", "", "<catch event='noinput nomatch'><exit/></catch><form>" + items + "</form>");

        assertThat(errors()).singleElement().satisfies(error -> {
            assertThat(error.what()).contains("no answer is understood", "<grammar>");
            assertThat(error.rule()).startsWith("VoiceXML 2.0 §2.");
            assertThat(error.instead()).contains("<grammar>");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<field name='x' type='boolean'><filled><exit/></filled></field>",
                "<field name='x'><option dtmf='1'>one</option><filled><exit/></filled></field>",
                "<field name='x'><grammar src='g.grxml'/><filled><exit/></filled></field>",
                "<grammar src='g.grxml'/><initial/><field name='x'><filled><exit/></filled></field>",
                "<field name='x'><noinput><assign name='x' expr='true'/></noinput></field><block><exit/></block>"
            })
    void fieldThatAnAnswerOrAScriptFillsIsLeftAlone(String items) {
        document("a.vxml", "", "<catch event='noinput nomatch'><exit/></catch><form>" + items + "</form>")
                .isClean();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<audio src='no.wav'/> | ERROR | no.wav cannot be had: there is no such file, and nothing stands in its place",
                "<audio src='no.wav'><desc>a bell</desc> </audio> | ERROR | no.wav",
                "<audio src='no.wav'>Ding</audio> | WARNING | what stands in the <audio> is spoken",
                "<audio expr=\"'no.wav'\"/> | ERROR | no.wav",
                "<audio src='prompt:app.no'/> | ERROR | no prompt app.no",
                "<audio src='prompt:app.no'>Hello</audio> | WARNING | is spoken",
                "<audio expr=\"'prompt:app.no'\"><audio src='prompt:app.hello'/></audio> | WARNING | is spoken"
            })
    void recordingThatIsMissingIsAnErrorUnlessSomethingIsSpokenInItsPlace(
            String audio, DocumentError.Severity severity, String what) {
        form("<block>" + audio + "<exit/></block>");

        assertThat(errors()).singleElement().satisfies(error -> {
            assertThat(error.severity()).isEqualTo(severity);
            assertThat(error.what()).contains(what);
        });
    }

    @Test
    void recordingsThatAreThereAreLeftAlone() {
        form("<block><audio src='yes.wav'/><audio expr=\"'no' + '.wav'\"/><exit/></block>")
                .isClean();
    }

    @Test
    void readoutThatThereIsNoneOfIsToldWithThoseThatThereAre() {
        form(
                "<block><prompt><say-as interpret-as='date'>20261120</say-as><say-as interpret-as='cash'>5</say-as></prompt>"
                        + "<exit/></block>");

        assertThat(errors()).singleElement().satisfies(error -> {
            assertThat(error.what()).contains("interpret-as=\"cash\"");
            assertThat(error.instead()).isEqualTo("write one of date, money");
            assertThat(error.rule()).isEqualTo("SSML 1.0 §3.1.8");
        });
    }

    @Test
    void itemThatTheFormDoesNotHaveIsFound() {
        form("<block><goto nextitem='there'/></block>").finds("the item there, which this dialog does not have");
    }

    @Test
    void grammarThatIsNotThereHasNoPlaceInAFileAndABrokenOneHas() {
        grammars = uri -> new GrammarCompiler(
                        uriOfIt -> uriOfIt.getPath().endsWith("broken.gram")
                                ? new GrammarLoader.Loaded.Content(
                                        "#ABNF 1.0 UTF-8;\nlanguage en-US;\nroot $a;\n$a = $b;\n"
                                                .getBytes(StandardCharsets.UTF_8))
                                : new GrammarLoader.Loaded.Missing("there is no such file"),
                        GrammarLimits.defaults())
                .compile(uri, Locale.US);
        document(
                "a.vxml",
                "",
                "<catch event='noinput nomatch'><exit/></catch><form><field name='x'><grammar src='missing.gram'/>"
                        + "<grammar src='broken.gram'/><filled><exit/></filled></field></form>");

        assertThat(found())
                .hasSize(2)
                .anySatisfy(
                        what -> assertThat(what)
                                .isEqualTo(
                                        "the grammar missing.gram cannot be used: the grammar cannot be had: there is no such file"))
                .anySatisfy(
                        what -> assertThat(what).startsWith("the grammar broken.gram cannot be used: broken.gram:4:"));
    }

    @Test
    void rootDocumentThatIsNotThereIsFound() {
        document("a.vxml", "application=\"gone.vxml\"", "<form id=\"f\"><block><exit/></block></form>")
                .finds("names the root document \"gone.vxml\", which is not there");
    }

    /** What it declares, handles and leads to, nobody can tell; that it cannot be read is the compiler's to tell. */
    @Test
    void whatADocumentThatCannotBeReadMayHoldIsNotTold() {
        unreadable.add(new UnreadableDocument(
                "root.vxml",
                URI.create("file:///app/root.vxml"),
                DocumentError.error(new Position("root.vxml", 1, 1), "not well-formed XML", "XML 1.0", "correct it")));
        document(
                        "a.vxml",
                        "application=\"root.vxml\"",
                        "<form id=\"f\"><field name=\"x\" type=\"digits\"><prompt><value expr=\"shared\"/></prompt>"
                                + "<filled><goto next=\"root.vxml\"/></filled></field></form>")
                .document("b.vxml", "", "<form><block><exit/></block></form>")
                .isClean();
    }
}
