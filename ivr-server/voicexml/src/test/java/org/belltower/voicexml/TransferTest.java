package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8. */
class TransferTest {
    private static String bridge(String inside) {
        return "<form><transfer name=\"t\" dest=\"tel:+86108888\" bridge=\"true\" connecttimeout=\"20s\" maxtime=\"60s\">"
                + inside + "</transfer></form>";
    }

    @ParameterizedTest
    @CsvSource({
        "ANSWERS, maxtime_disconnect/60",
        "ANSWERS_HANGS_UP, far_end_disconnect/3",
        "NO_ANSWER, noanswer/0",
        "BUSY, busy/0",
        "NETWORK_BUSY, network_busy/0",
        "NETWORK_FAILS, network_disconnect/3",
        "UNKNOWN, unknown/0"
    })
    void outcomeOfABridgeIsTheValueOfTheItem(ScriptedCaller.FarEnd farEnd, String told) {
        var caller = new ScriptedCaller().meets(farEnd);
        Site.of(bridge("please hold<filled><value expr=\"t + '/' + t$.duration\"/></filled>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("please hold", told);
        TransferRequest request = caller.transfers().getFirst();
        assertThat(request.destination()).isEqualTo(URI.create("tel:+86108888"));
        assertThat(request.type()).isEqualTo(TransferType.BRIDGE);
        assertThat(request.connectTimeout()).contains(Duration.ofSeconds(20));
        assertThat(request.maxTime()).contains(Duration.ofSeconds(60));
    }

    @Test
    void transferAudioIsResolvedAgainstTheDocumentAndSpokenInItsLanguage() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.BUSY);
        Site.of("<form><transfer name=\"t\" dest=\"tel:110\" bridge=\"true\" transferaudio=\"wait.wav\"/></form>")
                .run(caller);
        QueuedPrompt audio = caller.transfers().getFirst().audio().orElseThrow();
        assertThat(audio.ssml()).contains("<audio src=\"test://site/wait.wav\"></audio>");
        assertThat(audio.bargein()).isFalse();
    }

    @Test
    void informationForTheOtherPartyGoesWithTheTransfer() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.BUSY);
        Site.of("<form><transfer name=\"t\" dest=\"tel:110\" bridge=\"true\" aai=\"account 7\"/></form>")
                .run(caller);
        assertThat(caller.transfers().getFirst().aai()).isEqualTo("account 7");
    }

    @Test
    void keyOfTheTransferEndsTheBridge() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.ANSWERS).presses("*");
        Site.of(
                        "<link dtmf=\"0\" event=\"never\"/>"
                                + bridge(
                                        "<grammar mode=\"dtmf\" root=\"r\"><rule id=\"r\">*</rule></grammar>"
                                                + "<filled><value expr=\"[t, t$.inputmode, t$.utterance, t$.duration].join()\"/></filled>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("near_end_disconnect,dtmf,*,3");
        assertThat(caller.transfers().getFirst().input().grammars()).hasSize(1);
    }

    @Test
    void wordOfTheTransferEndsTheBridge() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.ANSWERS).says("返回");
        Site.of(bridge("<grammar mode=\"voice\" root=\"r\"><rule id=\"r\">返回</rule></grammar>"
                        + "<filled><value expr=\"t + t$.inputmode\"/></filled>"))
                .run(caller);
        assertThat(caller.heard()).containsExactly("near_end_disconnectvoice");
    }

    @Test
    void callerWhoHangsUpDuringTheBridgeEndsTheSession() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.ANSWERS).hangsUp();
        List<String> events = new ArrayList<>();
        SessionEnd end = Site.of(bridge("<filled>never</filled>")).run(caller, events(events));
        assertThat(events).containsExactly("connection.disconnect.hangup");
        assertThat(end).isEqualTo(new SessionEnd.HungUp());
    }

    @Test
    void blindTransferEndsTheSessionAndItsHandlerTidiesUp() {
        List<String> events = new ArrayList<>();
        var caller = new ScriptedCaller();
        SessionEnd end = Site.of("<form><catch event=\"connection.disconnect.transfer\"><log>bye</log></catch>"
                        + "<transfer name=\"t\" dest=\"sip:agent@example.com\" aaiexpr=\"'id' + 7\"><filled>never</filled></transfer>"
                        + "<block>never</block></form>")
                .run(caller, events(events));
        assertThat(events).containsExactly("connection.disconnect.transfer");
        assertThat(end).isEqualTo(new SessionEnd.Transferred());
        assertThat(caller.heard()).isEmpty();
        assertThat(caller.transfers().getFirst().aai()).isEqualTo("id7");
    }

    @Test
    void consultationGoesOnWhereNobodyAnswersAndEndsWhereSomebodyDoes() {
        String form = "<form><transfer name=\"t\" destexpr=\"'tel:' + 110\" type=\"consultation\"><filled>"
                + "<value expr=\"t\"/></filled></transfer></form>";
        var unanswered = new ScriptedCaller().meets(ScriptedCaller.FarEnd.BUSY);
        Site.of(form).run(unanswered);
        assertThat(unanswered.heard()).containsExactly("busy");
        var answered = new ScriptedCaller().meets(ScriptedCaller.FarEnd.ANSWERS);
        assertThat(Site.of(form).run(answered)).isEqualTo(new SessionEnd.Transferred());
    }

    @Test
    void addressThatIsNoneIsAnUnsupportedUri() {
        assertThat(Site.of("<form><catch event=\"error.unsupported.uri\">no<exit/></catch>"
                                + "<transfer name=\"t\" dest=\"4711\"/></form>")
                        .heard())
                .containsExactly("no");
    }

    @ParameterizedTest
    @CsvSource({
        "bridge='true' type='blind' dest='tel:1'",
        "dest='tel:1' destexpr='a'",
        "bridge='true'",
        "dest='tel:1' aai='a' aaiexpr='b'",
        "dest='tel:1' type='sideways'"
    })
    void attributesThatContradictEachOtherAreABadDocument(String attributes) {
        assertThat(Site.of("<form><transfer name=\"t\" " + attributes + "/></form>")
                        .check())
                .isInstanceOf(DocumentCheck.Broken.class);
    }

    @Test
    void maxtimeOfZeroIsNoLimit() {
        var caller = new ScriptedCaller().meets(ScriptedCaller.FarEnd.ANSWERS_HANGS_UP);
        Site.of("<form><transfer name=\"t\" dest=\"tel:1\" bridge=\"true\" maxtime=\"0s\"/></form>")
                .run(caller);
        assertThat(caller.transfers().getFirst().maxTime()).isEmpty();
    }

    private static SessionObserver events(List<String> events) {
        return new SessionObserver() {
            @Override
            public void onEvent(String event, String message, java.time.Instant at) {
                events.add(event);
            }
        };
    }
}
