package org.belltower.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spec: SISR 1.0 §7. */
class MeaningXmlTest {
    /** What a grammar means whose only tag says this. */
    private static MeaningXml.Outcome written(String out) {
        Grammar grammar = Grammars.dtmf("tag-format=\"semantics/1.0\"", "1<tag><![CDATA[out = " + out + ";]]></tag>");
        return switch (grammar.meaning(List.of("1"))) {
            case Meaning.Known(ScriptValue value) -> MeaningXml.write(value, "result");
            case Meaning.Failed(GrammarProblem problem) -> throw new AssertionError(problem.toString());
        };
    }

    private static String xml(String out) {
        assertThat(written(out)).isInstanceOf(MeaningXml.Outcome.Written.class);
        return ((MeaningXml.Outcome.Written) written(out)).xml();
    }

    @Test
    void propertiesAreElementsAndArraysHaveItemsWithTheirIndices() {
        assertThat(xml("{pizza: {number: 3, hot: true, topping: ['ham', {kind: 'corn'}]}}"))
                .isEqualTo(
                        "<result><pizza><number>3</number><hot>true</hot><topping length=\"2\">"
                                + "<item index=\"0\">ham</item><item index=\"1\"><kind>corn</kind></item></topping></pizza></result>");
    }

    @Test
    void simpleResultIsTheTextOfTheElement() {
        assertThat(xml("'净值 <&>'")).isEqualTo("<result>净值 &lt;&amp;&gt;</result>");
        assertThat(xml("0.5")).isEqualTo("<result>0.5</result>");
        assertThat(xml("''")).isEqualTo("<result/>");
        assertThat(xml("null")).isEqualTo("<result/>");
    }

    @Test
    void whatIsUndefinedIsLeftOutAndNullIsEmpty() {
        assertThat(xml("{a: undefined, b: null, c: [undefined, 1]}"))
                .isEqualTo("<result><b/><c length=\"2\"><item index=\"1\">1</item></c></result>");
    }

    @Test
    void objectNamesItsAttributesItsTextAndItsNamespaces() {
        assertThat(xml("{drink: {_nsdecl: {_prefix: 'n1', _name: 'http://www.example.com/n1'}, _nsprefix: 'n1',"
                        + " liquid: {_nsdecl: [{_prefix: 'n2', _name: 'http://www.example.com/n2'}, {_prefix: '', _name: 'urn:x'}],"
                        + " _attributes: {color: {_nsprefix: 'n2', _value: 'black'}, iced: true}, _value: 'coke'},"
                        + " size: 'medium'}}"))
                .isEqualTo("<result><n1:drink xmlns:n1=\"http://www.example.com/n1\">"
                        + "<liquid xmlns:n2=\"http://www.example.com/n2\" xmlns=\"urn:x\" n2:color=\"black\" iced=\"true\">coke</liquid>"
                        + "<size>medium</size></n1:drink></result>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'to go': 1}                       | “to go” is no name in XML",
                "{'': 1}                            | is no name in XML",
                "{a: {_nsprefix: 'n', _value: 1}}   | the prefix “n” of “a” is declared by no _nsdecl",
                "{a: {_attributes: {b: [1]}}}       | is an object instead of a text",
                "{a: {_attributes: {'1b': 1}}}      | “1b” is no name in XML",
                "'\\u0007'                          | a character that XML has not"
            })
    void whatXmlCannotSayIsToldWithItsReason(String out, String reason) {
        assertThat(written(out))
                .isInstanceOfSatisfying(
                        MeaningXml.Outcome.Impossible.class,
                        impossible -> assertThat(impossible.reason()).contains(reason));
    }
}
