package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.ScriptedLine.PROMPT;
import static org.belltower.telephony.ScriptedLine.fixed;
import static org.belltower.telephony.ScriptedLine.listenFor;
import static org.belltower.telephony.ScriptedLine.prompt;
import static org.belltower.telephony.ScriptedLine.seconds;

import java.util.List;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.PromptMark;
import org.junit.jupiter.api.Test;

/** What was heard of prompts that a key stops, and what the switch is asked for next. */
class LineProgressTest {
    private final ScriptedLine call = new ScriptedLine();
    private final ScriptedInbox inbox = call.inbox;
    private final ScriptedSwitch control = call.control;
    private final List<String> heard = call.heard;
    private final Line line = call.line;

    @Test
    void recordIsToldWhatWasHeardOfEachPrompt() {
        inbox.keysAt(seconds(2.5), "1");
        line.collect(List.of(fixed("must"), prompt("enter")), listenFor("digits?length=1"));
        line.play(List.of(prompt("a"), prompt("b")));
        line.play(List.of(prompt("bad")));
        line.collect(List.of(prompt("silence")), listenFor("digits?length=1"));
        inbox.at(inbox.elapsed().plusSeconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));
        line.collect(List.of(prompt("goes")), listenFor("digits?length=1"));
        line.play(List.of(prompt("nobody")));

        assertThat(heard)
                .containsExactly("whole", "stopped", "whole whole", "failed", "whole", "hung-up", "not-played");
    }

    /** The figure was heard although a key stopped what followed it in the same playback. */
    @Test
    void keyInTheSecondPromptLeavesTheFirstWholeAndTheThirdUnheard() {
        inbox.keysAt(seconds(2.5), "1");
        call.line(new ScriptedSwitch(inbox, PROMPT.multipliedBy(3)))
                .collect(List.of(prompt("figure"), prompt("choices"), prompt("more")), listenFor("digits?length=1"));
        assertThat(heard).containsExactly("whole stopped not-played");
    }

    @Test
    void promptThatKeysWentAheadOfIsToldAsNotPlayed() {
        inbox.keysAt(seconds(0.5), "1");
        line.play(List.of(prompt("first")));
        line.collect(List.of(prompt("enter")), listenFor("digits?length=1"));
        assertThat(heard).containsExactly("whole", "not-played");
    }

    @Test
    void endOfAStoppedPromptIsNotTakenForTheEndOfTheNext() {
        // The stopped prompt's end is reported at 2 s, in the middle of the second.
        inbox.keysAt(seconds(0.5), "1");
        line.collect(List.of(prompt("first")), listenFor("digits?length=1"));

        assertThat(line.play(List.of(prompt("second")))).isInstanceOf(PlayResult.Played.class);

        assertThat(inbox.elapsed()).isEqualTo(seconds(0.52).plus(PROMPT));
    }

    @Test
    void promptBehindAStoppedOneThatWasHeardIsAskedForAtOnce() {
        inbox.at(seconds(0.02), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(0.5), "1");
        line.collect(List.of(prompt("first")), listenFor("digits?length=1"));

        assertThat(line.play(List.of(prompt("second")))).isInstanceOf(PlayResult.Played.class);

        assertThat(control.log).containsExactly("0 playback /clips/first.wav", "500 playback /clips/second.wav");
    }

    @Test
    void promptThatIsStoppedBeforeItIsHeardIsAwaitedAlthoughTheOneBeforeItWasHeard() {
        inbox.at(seconds(0.02), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(0.5), "1");
        line.collect(List.of(prompt("first")), listenFor("digits?length=1"));
        inbox.keysAt(seconds(0.51), "2");
        line.collect(List.of(prompt("second")), listenFor("digits?length=1"));

        line.play(List.of(prompt("third")));

        assertThat(control.log)
                .containsExactly(
                        "0 playback /clips/first.wav",
                        "500 playback /clips/second.wav",
                        "510 stop",
                        "530 playback /clips/third.wav");
    }

    @Test
    void stopThatTheSwitchMissedIsSentAgainBeforeTheNextPrompt() {
        control.ignoreStops(1);
        inbox.keysAt(seconds(0.5), "1");
        line.collect(List.of(prompt("first")), listenFor("digits?length=1"));

        line.play(List.of(prompt("second")));

        assertThat(control.log)
                .containsExactly(
                        "0 playback /clips/first.wav", "500 stop", "600 stop", "620 playback /clips/second.wav");
    }

    /** Spec: VoiceXML 2.1 §4. */
    @Test
    void markThatWasReachedBeforeAKeyIsTold() {
        inbox.keysAt(seconds(0.5), "1");

        InputResult result = line.collect(List.of(prompt("mark"), prompt("a")), listenFor("digits?length=1"));

        assertThat(((InputResult.Matched) result).mark()).contains(new PromptMark("here", seconds(0.5)));
    }

    @Test
    void marksCountFromWhenTheSwitchSaysThatThePromptIsHeard() {
        inbox.at(seconds(0.2), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(0.5), "1");

        InputResult result = line.collect(List.of(prompt("mark"), prompt("a")), listenFor("digits?length=1"));

        assertThat(((InputResult.Matched) result).mark()).contains(new PromptMark("here", seconds(0.3)));
    }

    @Test
    void markThatWasNotReachedIsNotTold() {
        inbox.keysAt(seconds(0.5), "1");

        InputResult result =
                line.collect(List.of(prompt("a"), prompt("mark"), prompt("b")), listenFor("digits?length=1"));

        assertThat(((InputResult.Matched) result).mark()).isEmpty();
    }

    @Test
    void markOfAnEarlierTurnIsForgotten() {
        inbox.keysAt(seconds(3), "1");
        line.collect(List.of(prompt("a"), prompt("mark"), prompt("b")), listenFor("digits?length=1"));

        InputResult result = line.collect(List.of(prompt("c")), listenFor("digits?length=1"));

        assertThat(result).isEqualTo(new InputResult.NoInput());
    }
}
