package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.belltower.voicexml.fetch.FetchRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What travels with a fetch, and how. Spec: VoiceXML 2.0 §2.3.4, §5.3.8; VoiceXML 2.1 §5. */
class SentValuesTest {
    private static FetchRequest request(String element) {
        String content = "<var name='a' expr='1'/><var name='b' expr=\"'x y'\"/><form>"
                + (element.startsWith("<subdialog") ? element : "<block>" + element + "</block>") + "</form>";
        Site site = Site.of(content)
                .raw(
                        "there",
                        element.startsWith("<data") ? "1" : Site.vxml("", "<form><block><return/></block></form>"));
        site.run(new ScriptedCaller());
        return site.requests().getLast();
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            `<submit next='there' namelist='a b'/>`,                           GET
            `<submit expr="'the' + 're'" method='post' namelist='a b'/>`,      POST
            `<subdialog name='s' src='there' namelist='a b'/>`,                GET
            `<subdialog name='s' srcexpr="'there'" method='post' namelist='a b'/>`, POST
            `<data name='d' src='there' namelist='a b'/>`,                     GET
            `<data name='d' srcexpr="'there'" method='post' namelist='a b'/>`, POST
            """)
    void valuesOfTheNamelistTravelByItsMethod(String element, FetchRequest.Method method) {
        FetchRequest request = request(element);

        assertThat(request.uri().getPath()).isEqualTo("/there");
        assertThat(request.method()).isEqualTo(method);
        assertThat(request.parameters()).containsExactly(Map.entry("a", "1"), Map.entry("b", "x y"));
        assertThat(request.encoding()).isEqualTo(FetchRequest.Encoding.FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<submit next='there' method='post' enctype='multipart/form-data' namelist='a b'/>",
                "<subdialog name='s' src='there' method='post' enctype='multipart/form-data' namelist='a b'/>",
                "<data name='d' src='there' method='post' enctype='multipart/form-data' namelist='a b'/>"
            })
    void valuesTravelAsPartsWhereTheElementSaysSo(String element) {
        assertThat(request(element).encoding()).isEqualTo(FetchRequest.Encoding.MULTIPART);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<submit next='there' method='put'/>",
                "<submit next='there' enctype='text/plain'/>",
                "<data name='d' src='there' method='GET'/>"
            })
    void methodOrEncodingThatIsNoneBreaksTheDocument(String element) {
        assertThat(Site.of("<form><block>" + element + "</block></form>").check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }
}
