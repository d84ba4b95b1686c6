package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Spec: VoiceXML 2.0 §2.3.6. */
class RecordTest {
    private static final String TELL = "<value expr=\"[m$.duration, m$.size, m$.termchar, m$.maxtime].join()\"/>";

    @Test
    void recordingIsAValueThatCanBePlayedAndItsShadowDescribesIt() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(4));
        Site.of("<form><record name=\"m\" beep=\"true\" maxtime=\"10s\" finalsilence=\"3s\" type=\"audio/x-wav\">speak"
                        + "<filled><audio expr=\"m\"/>" + TELL + "</filled></record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("speak", "[file:///recordings/4000.wav] 4000,64000,,false");
        RecordRequest request = caller.recordings().getFirst();
        assertThat(request.beep()).isTrue();
        assertThat(request.maxTime()).contains(Duration.ofSeconds(10));
        assertThat(request.finalSilence()).contains(Duration.ofSeconds(3));
        assertThat(request.mediaType()).contains("audio/x-wav");
        assertThat(request.input().grammars()).isEmpty();
    }

    @Test
    void keyEndsItAndIsTold() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(1), '#');
        Site.of("<form><record name=\"m\"><filled>" + TELL + "</filled></record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("1000,16000,#,false");
    }

    @Test
    void keysEndItUnlessItSaysOtherwise() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(1)).speaksFor(Duration.ofSeconds(1));
        Site.of("<form><record name=\"a\"/><record name=\"b\" dtmfterm=\"false\"/></form>")
                .run(caller);
        assertThat(caller.recordings()).extracting(RecordRequest::dtmfTerm).containsExactly(true, false);
    }

    @Test
    void longestTimeCutsItOff() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(9));
        Site.of("<form><record name=\"m\" maxtime=\"5s\"><filled>" + TELL + "</filled></record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("5000,80000,,true");
    }

    @Test
    void silenceIsNoInputAndLeavesTheItemUnfilled() {
        var caller = new ScriptedCaller().staysSilent().speaksFor(Duration.ofSeconds(1));
        Site.of("<form><record name=\"m\">speak<noinput><value expr=\"m === undefined\"/><reprompt/></noinput>"
                        + "<filled>ok</filled></record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("speak", "true", "speak", "ok");
    }

    @Test
    void hangUpKeepsWhatWasSaid() {
        var logged = new java.util.ArrayList<String>();
        SessionEnd end = Site.of(
                        "<form><catch event=\"connection.disconnect.hangup\"><log expr=\"m$.duration\"/></catch>"
                                + "<record name=\"m\"/></form>")
                .run(new ScriptedCaller().hangsUp(), new SessionObserver() {
                    @Override
                    public void onLog(String label, String text, java.time.Instant at) {
                        logged.add(text);
                    }
                });
        assertThat(logged).containsExactly("2000");
        assertThat(end).isEqualTo(new SessionEnd.HungUp());
    }

    @Test
    void unknownMediaTypeIsAnUnsupportedFormat() {
        assertThat(Site.of("<form><catch event=\"error.unsupported.format\">format<exit/></catch>"
                                + "<record name=\"m\" type=\"audio/gramophone\"/></form>")
                        .heard())
                .containsExactly("format");
    }

    @Test
    void grammarOfItsOwnEndsItAndIsDescribed() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(1), '*');
        Site.of("<form><record name=\"m\"><grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\">*</rule></grammar>"
                        + "<filled><value expr=\"[m$.utterance, m$.inputmode, m$.duration, m$.termchar].join()\"/></filled>"
                        + "</record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("*,dtmf,1000,");
    }

    @Test
    void grammarFromElsewhereEndsItAndLeavesItUnfilled() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(1), '0');
        Site.of(
                        "<link dtmf=\"0\" event=\"operator\"/><form><catch event=\"operator\"><value expr=\"m === undefined\"/><exit/>"
                                + "</catch><record name=\"m\" modal=\"false\"/></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("true");
    }

    @Test
    void itIsModalUnlessItSaysOtherwise() {
        var caller = new ScriptedCaller().speaksFor(Duration.ofSeconds(1), '0');
        Site.of("<link dtmf=\"0\" event=\"operator\"/><form><record name=\"m\"><filled>"
                        + "<value expr=\"m$.termchar\"/></filled></record></form>")
                .run(caller);
        assertThat(caller.heard()).containsExactly("0");
    }
}
