package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.Freshness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each element that fetches says about its fetch. Spec: VoiceXML 2.0 §6.1. */
class FetchAttributeTest {
    private static final String FORM = "<form><block>there</block></form>";

    /** The request for {@code there} that a document leads to whose caller presses 1. */
    private static FetchRequest request(String content) {
        Site site = new Site()
                .with("main.vxml", content)
                .raw(
                        "there",
                        content.contains("<grammar")
                                ? "#ABNF 1.0; mode dtmf; root $r; public $r = 1;"
                                : content.contains("<data") || content.contains("<script") ? "1" : Site.vxml("", FORM));
        site.run(new ScriptedCaller().presses("1"));
        return site.requests().stream()
                .filter(request -> request.uri().getPath().equals("/there"))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<menu><choice dtmf='1' next='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'>a</choice></menu>",
                "<link dtmf='1' next='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/>"
                        + "<form><field name='f' type='digits?length=2'/></form>",
                "<form><block><goto next='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/></block></form>",
                "<form><block><submit next='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/></block></form>",
                "<form><subdialog name='s' src='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/></form>",
                "<form><block><data name='d' src='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/></block></form>",
                "<form><block><script src='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/></block></form>",
                "<form><field name='f'><grammar src='there' fetchtimeout='250ms' maxage='5' maxstale='7' fetchhint='safe'/>"
                        + "</field></form>"
            })
    void timeAndAgeAreThoseOfTheElement(String content) {
        FetchRequest request = request(content);

        assertThat(request.timeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(request.freshness())
                .isEqualTo(new Freshness(Optional.of(Duration.ofSeconds(5)), Optional.of(Duration.ofSeconds(7))));
    }

    /** Spec: VoiceXML 2.0 §6.3.5; VoiceXML 2.1 §5.3. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<property name='documentmaxage' value='5'/><property name='documentmaxstale' value='7'/>"
                        + "<form><block><goto next='there'/></block></form>",
                "<property name='datamaxage' value='5'/><property name='datamaxstale' value='7'/>"
                        + "<form><block><data name='d' src='there'/></block></form>",
                "<property name='scriptmaxage' value='5'/><property name='scriptmaxstale' value='7'/>"
                        + "<form><block><script src='there'/></block></form>",
                "<property name='grammarmaxage' value='5'/><property name='grammarmaxstale' value='7'/>"
                        + "<form><field name='f'><grammar src='there'/></field></form>"
            })
    void ageIsThatOfThePropertyWhereTheElementSaysNone(String content) {
        assertThat(request(content).freshness())
                .isEqualTo(new Freshness(Optional.of(Duration.ofSeconds(5)), Optional.of(Duration.ofSeconds(7))));
    }

    /** Spec: VoiceXML 2.0 §6.1.1: prefetch permits to fetch early, it does not ask for it. */
    @Test
    void nothingButAudioIsFetchedBeforeItIsNeeded() {
        Site site = Site.of("<property name='documentfetchhint' value='prefetch'/>"
                + "<property name='scriptfetchhint' value='prefetch'/><property name='grammarfetchhint' value='prefetch'/>"
                + "<property name='datafetchhint' value='prefetch'/><property name='objectfetchhint' value='prefetch'/>"
                + "<property name='objectmaxage' value='0'/><property name='objectmaxstale' value='0'/>"
                + "<form><block><if cond='false'><goto next='there'/><script src='there'/><data name='d' src='there'/></if>"
                + "</block><field name='f' cond='false'><grammar src='there'/></field>"
                + "<object name='o' classid='belltower:clock'/></form>");
        assertThat(site.run(new ScriptedCaller())).isInstanceOf(SessionEnd.Exited.class);
        assertThat(site.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<menu><choice dtmf='1' next='there' fetchaudio='wait.wav'>a</choice></menu>",
                "<link dtmf='1' next='there' fetchaudio='wait.wav'/><form><field name='f' type='digits?length=2'/></form>",
                "<form><block><goto next='there' fetchaudio='wait.wav'/></block></form>",
                "<form><block><submit next='there' fetchaudio='wait.wav'/></block></form>",
                "<form><subdialog name='s' src='there' fetchaudio='wait.wav'/></form>",
                "<form><block><data name='d' src='there' fetchaudio='wait.wav'/></block></form>",
                "<property name='fetchaudio' value='wait.wav'/><form><block><goto next='there'/></block></form>",
                "<property name='fetchaudio' value='other.wav'/><form><block><goto next='there' fetchaudio='wait.wav'/></block></form>"
            })
    void audioOfTheFetchIsThatOfTheElementOrElseTheProperty(String content) {
        assertThat(request(content).audio().map(FetchAudio::uri)).contains(URI.create("test://site/wait.wav"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<goto next='there' fetchhint='stream'/>",
                "<goto next='there' fetchtimeout='soon'/>",
                "<goto next='there' fetchtimeout='5'/>",
                "<goto next='there' maxage='5s'/>",
                "<goto next='there' maxstale='-1'/>"
            })
    void valueThatIsNoneBreaksTheDocument(String element) {
        assertThat(Site.of("<form><block>" + element + "</block></form>").check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }
}
