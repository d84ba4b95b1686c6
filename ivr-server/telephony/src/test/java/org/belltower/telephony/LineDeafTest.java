package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.HearingLine.WORDS;
import static org.belltower.telephony.HearingLine.both;
import static org.belltower.telephony.HearingLine.prompt;
import static org.belltower.telephony.HearingLine.request;
import static org.belltower.telephony.HearingLine.seconds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A recogniser that is not there, breaks down or comes too late. */
class LineDeafTest {
    @RegisterExtension
    final HearingLine call = new HearingLine();

    @Test
    void hangUpFreesTheRecogniserAtOnce() {
        call.callerSaysYes(0.5, 10);
        call.inbox.at(seconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.HangUp.class);
        assertThat(call.recognizer.log).last().isEqualTo("1000 closed");
    }

    @Test
    void recogniserThatBreaksDownLeavesTheKeys() {
        call.recognizer.hears(seconds(0.5), seconds(1), new Heard.Failed("broken"));
        call.inbox.keysAt(seconds(5), "123");
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both()))
                .isInstanceOfSatisfying(
                        InputResult.Matched.class,
                        matched -> assertThat(matched.mode()).isEqualTo(InputMode.DTMF));
    }

    @Test
    void recogniserThatBreaksDownWhereOnlyWordsCountIsNoResource() {
        call.recognizer.hears(seconds(0.5), seconds(1), new Heard.Failed("broken"));
        assertThat(call.ask(call.line(), List.of(prompt("ask")), request(List.of(WORDS), Set.of(InputMode.VOICE))))
                .isEqualTo(new InputResult.Failed("error.noresource", "broken"));
    }

    /** Its word may have been lost in a full call.inbox. */
    @Test
    void recogniserThatNeverSaysWhatItHeardIsNotAwaitedForEver() {
        call.recognizer.hears(seconds(0.5), Duration.ofHours(1), ScriptedRecognizer.garbage());
        assertThat(call.ask(call.line(), List.of(prompt("ask")), both())).isInstanceOf(InputResult.NoInput.class);
        assertThat(call.inbox.elapsed()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatAnEarlierInputHeardIsNotTakenForAnAnswer() {
        Line line = call.line();
        call.callerSaysYes(0.5, 3);
        call.inbox.keysAt(seconds(1), "123");
        call.ask(line, List.of(prompt("first")), both());
        assertThat(call.ask(line, List.of(prompt("second")), both())).isInstanceOf(InputResult.NoInput.class);
    }

    @Test
    void refusalIsToldAndCounted() {
        call.recognizer.refuses(Admission.Reason.AT_CAPACITY, "all are taken");
        assertThat(call.line().deafTo(List.of(prompt("ask")), both())).contains("all are taken");
        assertThat(call.spoken.statistics().refused()).containsEntry(Admission.Reason.AT_CAPACITY, 1L);
        assertThat(call.tap.sinks).isEmpty();
    }

    @Test
    void serverWithoutRecogniserSaysSoOnlyWhereKeysDoNotDo() {
        Line keysOnly = call.line(new LineSettings(call.folder, uri -> Optional.empty()));
        assertThat(keysOnly.deafTo(List.of(), both())).isEmpty();
        assertThat(keysOnly.deafTo(List.of(), request(List.of(WORDS), Set.of(InputMode.DTMF, InputMode.VOICE))))
                .isPresent();
    }
}
