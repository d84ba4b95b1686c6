package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.voicexml.markup.DataReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code <data>}. Spec: VoiceXML 2.1 §5, appendix D. */
class DataTest {
    private static final String QUOTE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- of today -->
            <quote xmlns:x="urn:x" date="2026-11-20" x:source="exchange"><plan code="P1">1.25</plan>
            <plan code="P2"><![CDATA[2 < 3]]></plan><x:note>净值</x:note><?go on?></quote>""";

    /** What is said of an expression about the data {@code d}. */
    private static String said(String data, String expression) {
        String escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
        var heard = Site.of("<form><catch event=\"error\"><value expr=\"_event\"/><exit/></catch><block>"
                        + "<data name=\"d\" src=\"d.xml\"/><value expr=\"" + escaped + "\"/></block></form>")
                .raw("d.xml", data)
                .heard();
        return String.join(" ", heard);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "d.nodeType | 9",
                "d.nodeName | #document",
                "d.documentElement.tagName | quote",
                "d.documentElement.getAttribute('date') | 2026-11-20",
                "d.documentElement.getAttribute('none') + '.' | .",
                "d.documentElement.getAttributeNS('urn:x', 'source') | exchange",
                "d.documentElement.hasAttribute('date') | true",
                "d.documentElement.attributes.getNamedItem('date').value | 2026-11-20",
                "d.documentElement.attributes.length | 3",
                "d.getElementsByTagName('plan').length | 2",
                "d.getElementsByTagName('plan').item(0).firstChild.data | 1.25",
                "d.getElementsByTagName('plan')[1].firstChild.nodeType | 4",
                "d.getElementsByTagName('plan')[1].firstChild.nodeValue | 2 < 3",
                "d.getElementsByTagName('plan')[2] === undefined | true",
                "d.getElementsByTagName('plan').item(2) === null | true",
                "d.getElementsByTagNameNS('urn:x', '*')[0].localName | note",
                "d.getElementsByTagNameNS('urn:x', 'note')[0].prefix | x",
                "d.getElementsByTagName('x:note')[0].firstChild.substringData(0, 1) | 净",
                "d.documentElement.firstChild.parentNode === d.documentElement | true",
                "d.documentElement.ownerDocument === d | true",
                "d.documentElement.lastChild.target + d.documentElement.lastChild.data | goon",
                "d.documentElement.previousSibling.nodeType === d.COMMENT_NODE | true",
                "d.parentNode === null | true",
                "d.doctype === null | true",
                "d.documentElement.nodeValue === null | true",
                "d.documentElement.hasChildNodes() | true",
                "d.isSupported('Core', '2.0') | true",
                "typeof d.getClass | undefined",
                "d.nothing === undefined | true",
            })
    void scriptReadsXmlByItsDom(String expression, String value) {
        assertThat(said(QUOTE, expression)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d.documentElement.setAttribute('date', 'x')",
                "d.documentElement.removeChild(d.documentElement.firstChild)",
                "d.createElement('a')",
                "d.documentElement.nodeValue = 'x'",
                "d.getElementsByTagName('plan')[0] = 1",
                "d.documentElement.attributes.removeNamedItem('date')",
                "d.documentElement.firstChild.firstChild.appendData('x')",
            })
    void nothingOfItCanBeChanged(String change) {
        String attempt = "(function () { try { " + change
                + "; return 'changed' } catch (e) { return e.name + ' ' + e.code } })()";
        assertThat(said(QUOTE, attempt)).isEqualTo("DOMException 7");
    }

    @Test
    void placeOutsideATextIsAnExceptionOfTheDom() {
        assertThat(said(
                        QUOTE,
                        "(function () { try { d.documentElement.firstChild.firstChild.substringData(99, 1) }"
                                + " catch (e) { return e.code } })()"))
                .isEqualTo("1");
    }

    @Test
    void exceptionThatNoScriptCatchesIsSemantic() {
        assertThat(said(QUOTE, "d.createElement('a')")).isEqualTo("error.semantic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a></b>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
                "<a>&nbsp;</a>",
                "<?xml version=\"1.0\" encoding=\"klingon\"?><a/>",
                "{\"a\":",
                "",
                "no data",
            })
    void whatCannotBeReadIsBadFetch(String data) {
        assertThat(said(data, "1")).isEqualTo("error.badfetch");
    }

    @Test
    void xmlThatNestsTooDeepIsBadFetch() {
        String deep = "<a>".repeat(3_000_000);
        assertThat(said(deep, "1")).isEqualTo("error.badfetch");
        int most = DataReader.MAX_DEPTH;
        assertThat(said("<a>".repeat(most) + "</a>".repeat(most), "d.nodeType")).isEqualTo("9");
        assertThat(said("<a>".repeat(most + 1) + "</a>".repeat(most + 1), "d.nodeType"))
                .isEqualTo("error.badfetch");
    }

    @Test
    void xmlWithTooManyNodesIsBadFetch() {
        assertThat(said("<a>" + "<b/>".repeat(DataReader.MAX_NODES) + "</a>", "1"))
                .isEqualTo("error.badfetch");
    }

    @Test
    void jsonThatNestsTooDeepIsBadFetch() {
        assertThat(said("[".repeat(2_000_000), "1")).isEqualTo("error.badfetch");
    }

    @Test
    void longJsonIsReadWholeAndCannotBeChanged() {
        var rows = new StringBuilder("{\"rows\":[");
        for (int i = 0; i < 60_000; i++) {
            rows.append(i == 0 ? "" : ",").append("{\"n\":").append(i).append(",\"v\":null}");
        }
        assertThat(said(rows + "]}", "(d.rows[59999].n = 7) + d.rows.length + (d.rows.x = 1) + d.rows[59999].n"))
                .isEqualTo("120007");
    }

    @Test
    void dataThatIsForOthersIsNotAuthorized() {
        assertThat(said("<?access-control allow=\"www.example.com\"?><a/>", "1"))
                .isEqualTo("1");
        var heard = Site.of("<form><catch event=\"error\"><value expr=\"_event\"/><exit/></catch><block>"
                        + "<data name=\"d\" src=\"test://elsewhere/d.xml\"/>read</block></form>")
                .raw("d.xml", "<?access-control allow=\"www.example.com\"?><a/>")
                .heard();
        assertThat(heard).containsExactly("error.noauthorization");
    }
}
