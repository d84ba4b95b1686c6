package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Optional;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.junit.jupiter.api.Test;

/** In which encoding a script of its own is read. Spec: VoiceXML 2.0 §5.3.12. */
class ScriptEncodingTest {
    private static final Charset GB18030 = Charset.forName("GB18030");

    /** What a caller hears of a document whose script says 净值 in this encoding. */
    private static String heard(String attributes, Charset written, Optional<Charset> named) {
        String document = Site.vxml(
                "",
                "<form><catch event=\"error\"><value expr=\"_event\"/><exit/></catch><block><script src=\"say.js\" "
                        + attributes + "/><value expr=\"said\"/></block></form>");
        ResourceFetcher site = request -> new FetchResult.Fetched(
                request.uri(),
                "",
                request.uri().getPath().endsWith(".js")
                        ? Content.of("var said = '净值';".getBytes(written), named)
                        : Content.of(document),
                Optional.empty());
        var caller = new ScriptedCaller();
        new VoiceXmlEngine(EngineSettings.DEFAULT, Fetchers.none().with("test", site), InstantSource.system())
                .run(URI.create("test://site/main.vxml"), caller, SessionObserver.NONE);
        return caller.heard().getFirst();
    }

    @Test
    void attributeSaysTheEncodingWhereTheAnswerDoesNot() {
        assertThat(heard("charset=\"GB18030\"", GB18030, Optional.empty())).isEqualTo("净值");
        assertThat(heard("charset=\"UTF-16\"", StandardCharsets.UTF_16, Optional.empty()))
                .isEqualTo("净值");
        assertThat(heard("", StandardCharsets.UTF_8, Optional.empty())).isEqualTo("净值");
    }

    @Test
    void answerKnowsItsEncodingBetterThanTheDocument() {
        assertThat(heard("charset=\"GB18030\"", StandardCharsets.UTF_8, Optional.of(StandardCharsets.UTF_8)))
                .isEqualTo("净值");
    }

    @Test
    void bytesThatAreNoTextInTheEncodingAreABadFetch() {
        assertThat(heard("", GB18030, Optional.empty())).isEqualTo("error.badfetch");
    }

    @Test
    void encodingThatNobodyKnowsBreaksTheDocument() {
        for (String name : new String[] {"x-klingon", "not a name", ""}) {
            assertThat(Site.of("<form><block><script src=\"a.js\" charset=\"" + name + "\"/></block></form>")
                            .check())
                    .as(name)
                    .isInstanceOf(DocumentCheck.Broken.class);
        }
    }
}
