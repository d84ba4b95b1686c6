package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.HearingLine.both;
import static org.belltower.telephony.HearingLine.prompt;
import static org.belltower.telephony.HearingLine.request;
import static org.belltower.telephony.HearingLine.seconds;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Words that end a recording or a transfer. Spec: VoiceXML 2.0 §2.3.6, §2.3.7. */
class LineWordsEndTest {
    @RegisterExtension
    final HearingLine call = new HearingLine();

    /** Spec: VoiceXML 2.0 §2.3.6. */
    @Test
    void wordsThatAGrammarTakesEndARecording() {
        call.callerSaysYes(3, 4);
        call.control.respond(Optional.empty());
        call.inbox.at(seconds(5), new CallMessage.Executed("record", ""));
        RecordResult result = call.line()
                .record(
                        List.of(),
                        new RecordRequest(false, Optional.empty(), Optional.empty(), true, Optional.empty(), both()));
        assertThat(call.recognizer.requests.getFirst().hotword()).isTrue();
        assertThat(call.control.log).contains("4000 stop");
        // The scripted switch writes no file, so that nothing has been said.
        assertThat(result).isInstanceOf(RecordResult.NoInput.class);
    }

    private TransferResult transfer(Line line, List<QueuedPrompt> prompts, InputRequest input) {
        return line.transfer(
                prompts,
                new TransferRequest(
                        URI.create("sip:agent@example.com"),
                        TransferType.BRIDGE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        input));
    }

    /** Spec: VoiceXML 2.0 §2.3.7.2.2. */
    @Test
    void wordDuringABridgeEndsIt() {
        call.callerSaysYes(20, 21);
        call.control.respond(Optional.empty());
        call.inbox.at(seconds(5), new CallMessage.Bridged());
        call.inbox.at(seconds(22), new CallMessage.Executed("bridge", ""));
        assertThat(transfer(call.line(), List.of(), both()))
                .isInstanceOfSatisfying(TransferResult.CallerEnded.class, ended -> {
                    assertThat(ended.input().mode()).isEqualTo(InputMode.VOICE);
                    assertThat(ended.talked()).isEqualTo(seconds(17));
                });
        assertThat(call.control.log).contains("21000 hangup other NORMAL_CLEARING");
        assertThat(call.recognizer.requests.getFirst().hotword()).isTrue();
    }

    @Test
    void wordDuringThePromptOfATransferKeepsItFromBeginning() {
        call.callerSaysYes(0.5, 1);
        assertThat(transfer(call.line(), List.of(prompt("connecting")), both()))
                .isInstanceOfSatisfying(
                        TransferResult.CallerEnded.class,
                        ended -> assertThat(ended.talked()).isZero());
        assertThat(call.control.log).noneMatch(entry -> entry.contains("bridge"));
    }

    @Test
    void keysThatNoGrammarTakesDuringThePromptOfATransferDoNotKeepItFromBeginning() {
        call.inbox.keysAt(seconds(0.5), "*");
        call.control.respond(Optional.of("FILE PLAYED"));
        call.inbox.at(
                seconds(30), new CallMessage.Executed("bridge", "", Map.of("originate_disposition", "USER_BUSY")));
        transfer(call.line(), List.of(prompt("connecting")), both());
        assertThat(call.control.log).anyMatch(entry -> entry.contains("bridge"));
    }

    @Test
    void nobodyListensInOnABridgeThatNoWordEnds() {
        Line line = call.line();
        call.callerSaysYes(0.5, 1);
        call.ask(line, List.of(prompt("ask")), both());
        call.inbox.at(seconds(5), new CallMessage.Executed("bridge", ""));
        transfer(line, List.of(), request(List.of(), Set.of(InputMode.DTMF, InputMode.VOICE)));
        assertThat(call.control.log).contains("1000 stop recording /tap/caller.raw");
        assertThat(call.tap.closed).isEqualTo(1);
    }
}
