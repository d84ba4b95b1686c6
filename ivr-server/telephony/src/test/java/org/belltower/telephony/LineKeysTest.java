package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.ScriptedLine.PROMPT;
import static org.belltower.telephony.ScriptedLine.fixed;
import static org.belltower.telephony.ScriptedLine.listenFor;
import static org.belltower.telephony.ScriptedLine.matched;
import static org.belltower.telephony.ScriptedLine.prompt;
import static org.belltower.telephony.ScriptedLine.seconds;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.Key;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PlayResult;
import org.junit.jupiter.api.Test;

/** Keys and the timers for them, and the caller's hang-up. */
class LineKeysTest {
    private final ScriptedLine call = new ScriptedLine();
    private final ScriptedInbox inbox = call.inbox;
    private final ScriptedSwitch control = call.control;
    private final Line line = call.line;

    @Test
    void bargeinStopsPromptAndKeepsFirstDigit() {
        inbox.keysAt(seconds(0.5), "123");

        InputResult result = line.collect(List.of(prompt("enter")), listenFor("digits?length=3"));

        assertThat(matched(result)).isEqualTo("123");
        assertThat(control.log).containsExactly("0 playback /clips/enter.wav", "500 stop");
        assertThat(inbox.elapsed()).isEqualTo(seconds(0.7));
    }

    /** The caller does not wait for the word to stop. */
    @Test
    void switchStopsAPromptAtAKeyByItself() {
        inbox.at(seconds(0.1), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(0.5), "12");

        assertThat(matched(line.collect(List.of(prompt("enter")), listenFor("digits?length=2"))))
                .isEqualTo("12");
        assertThat(control.terminators).containsExactly("1234567890*");
        assertThat(control.log).containsExactly("0 playback /clips/enter.wav");
    }

    @Test
    void poundIsLeftToTheLineWhichKnowsWhatItEnds() {
        inbox.at(seconds(0.1), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(0.5), "#");

        line.collect(List.of(prompt("enter")), listenFor("digits?length=2"));

        assertThat(control.log).containsExactly("0 playback /clips/enter.wav", "500 stop");
    }

    @Test
    void keyBeforeThePromptHasBegunIsNotLeftToTheSwitch() {
        inbox.keysAt(seconds(0.5), "12");

        line.collect(List.of(prompt("enter")), listenFor("digits?length=2"));

        assertThat(control.log).containsExactly("0 playback /clips/enter.wav", "500 stop");
    }

    @Test
    void switchStopsNoPromptThatMustBeHeardAndNoRecording() {
        line.collect(List.of(prompt("enter")), listenFor("digits?length=2"));
        line.collect(List.of(fixed("warning"), prompt("enter")), listenFor("digits?length=2"));
        line.play(List.of(prompt("wait")));

        assertThat(control.terminators).containsExactly("1234567890*", "none", "1234567890*", "none");
    }

    /** Where words alone are listened to, keys stop nothing. */
    @Test
    void switchStopsNoPromptWhereKeysDoNotCount() {
        InputRequest keys = listenFor("digits?length=2");
        line.collect(
                List.of(prompt("say")),
                new InputRequest(keys.grammars(), keys.timeout(), keys.dtmf(), Set.of(InputMode.VOICE), false));

        assertThat(control.terminators).isEmpty();
    }

    /** A termchar other than the pound that may still come is no wish to go on. */
    @Test
    void switchIsNotToStopAtATermCharThatMayStillCome() {
        DtmfTiming star = new DtmfTiming(Duration.ofSeconds(3), Duration.ZERO, Optional.of(Key.STAR));
        inbox.keysAt(seconds(1), "123");

        line.collect(List.of(), listenFor("digits?length=3", star));
        inbox.at(seconds(2), new CallMessage.PlaybackBegan());
        inbox.keysAt(seconds(2.5), "*");
        assertThat(line.collect(List.of(prompt("enter")), listenFor("digits?length=2", star)))
                .isInstanceOf(InputResult.NoInput.class);

        assertThat(control.terminators).containsExactly("1234567890");
        assertThat(control.log).noneMatch(entry -> entry.contains("stop"));
    }

    @Test
    void noInputTimeRunsFromTheEndOfThePrompt() {
        InputResult result = line.collect(List.of(prompt("enter")), listenFor("digits?length=3"));

        assertThat(result).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isEqualTo(PROMPT.plusSeconds(5));
    }

    @Test
    void noInputTimeRunsAtOnceWhereNothingIsSaid() {
        assertThat(line.collect(List.of(), listenFor("digits?length=3"))).isInstanceOf(InputResult.NoInput.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(5));
    }

    @Test
    void interdigitTimeAcceptsWhatIsCompleteAndRefusesWhatIsNot() {
        inbox.keysAt(seconds(1), "1234");
        assertThat(matched(line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9"))))
                .isEqualTo("1234");
        assertThat(inbox.elapsed()).isEqualTo(seconds(1.3 + 3));

        inbox.keysAt(seconds(10), "12");
        InputResult tooShort = line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9"));
        assertThat(tooShort).isInstanceOf(InputResult.NoInput.class);
        assertThat(line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "12"));
    }

    @Test
    void poundEndsAnEntryAtOnce() {
        inbox.keysAt(seconds(1), "1234#");

        assertThat(matched(line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9"))))
                .isEqualTo("1234");
        assertThat(inbox.elapsed()).isEqualTo(seconds(1.4));
    }

    @Test
    void poundBeforeEnoughDigitsIsNoMatch() {
        inbox.keysAt(seconds(1), "12#");

        assertThat(line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "12"));
    }

    @Test
    void poundAloneIsNoMatch() {
        inbox.keysAt(seconds(1), "#");

        assertThat(line.collect(List.of(), listenFor("digits?minlength=4;maxlength=9")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "#"));
    }

    @Test
    void wrongFirstKeyIsAnsweredWithoutDelay() {
        inbox.keysAt(seconds(1), "*");

        assertThat(line.collect(List.of(), listenFor("digits?length=1")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "*"));
        assertThat(inbox.elapsed()).isEqualTo(seconds(1));
    }

    @Test
    void restOfAWrongEntryIsNotTakenForTheNextAnswer() {
        inbox.keysAt(seconds(1), "12*45#");

        assertThat(line.collect(List.of(), listenFor("digits?length=6")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "12*45"));
        assertThat(line.collect(List.of(), listenFor("digits?length=1"))).isInstanceOf(InputResult.NoInput.class);
    }

    @Test
    void termTimeAllowsForThePoundAfterAFullEntry() {
        DtmfTiming timing = new DtmfTiming(Duration.ofSeconds(3), Duration.ofSeconds(1), Optional.of(Key.POUND));
        inbox.keysAt(seconds(1), "123#");
        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3", timing))))
                .isEqualTo("123");
        assertThat(inbox.elapsed()).isEqualTo(seconds(1.3));

        inbox.keysAt(seconds(5), "123");
        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3", timing))))
                .isEqualTo("123");
        assertThat(inbox.elapsed()).isEqualTo(seconds(5.2 + 1));
    }

    /** Without a time to wait for it, a full entry ends before the pound that callers press all the same. */
    @Test
    void poundRightAfterAFullEntryIsNoAnswerToTheNext() {
        inbox.keysAt(seconds(1), "123#");

        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3"))))
                .isEqualTo("123");
        inbox.keysAt(seconds(2), "45");
        assertThat(matched(line.collect(List.of(prompt("second")), listenFor("digits?length=2"))))
                .isEqualTo("45");
        assertThat(control.log).containsExactly("1200 playback /clips/second.wav", "2000 stop");
    }

    @Test
    void poundKeyedAheadBehindAFullEntryIsNoAnswerToTheNext() {
        inbox.keysAt(Duration.ZERO, "123#45");

        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3"))))
                .isEqualTo("123");
        assertThat(line.play(List.of(prompt("wait")))).isInstanceOf(PlayResult.Played.class);
        assertThat(matched(line.collect(List.of(prompt("second")), listenFor("digits?length=2"))))
                .isEqualTo("45");
    }

    @Test
    void onlyOnePoundIsTheEndOfAFullEntry() {
        inbox.keysAt(Duration.ZERO, "123##");

        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3"))))
                .isEqualTo("123");
        assertThat(line.collect(List.of(), listenFor("digits?length=2")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "#"));
    }

    @Test
    void poundThatComesTooLateIsAnAnswer() {
        inbox.keysAt(seconds(1), "123");
        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3"))))
                .isEqualTo("123");

        inbox.keysAt(seconds(5), "#");
        assertThat(line.collect(List.of(), listenFor("digits?length=2")))
                .isEqualTo(new InputResult.NoMatch(InputMode.DTMF, "#"));
    }

    @Test
    void poundThatTheNextGrammarTakesIsAnAnswer() {
        inbox.keysAt(seconds(1), "1#");

        assertThat(matched(line.collect(List.of(), listenFor("digits?length=1"))))
                .isEqualTo("1");
        assertThat(matched(line.collect(List.of(), listenFor("boolean?y=7;n=#"))))
                .isEqualTo("#");
    }

    @Test
    void keyAfterAFullEntryBelongsToTheNext() {
        DtmfTiming timing = new DtmfTiming(Duration.ofSeconds(3), Duration.ofSeconds(1), Optional.of(Key.POUND));
        inbox.keysAt(seconds(1), "1234");

        assertThat(matched(line.collect(List.of(), listenFor("digits?length=3", timing))))
                .isEqualTo("123");
        assertThat(matched(line.collect(List.of(), listenFor("digits?length=1"))))
                .isEqualTo("4");
    }

    @Test
    void typeAheadIsTakenWithoutPlayingTheNextPrompts() {
        inbox.keysAt(seconds(0.5), "12");

        assertThat(matched(line.collect(List.of(prompt("first")), listenFor("digits?length=1"))))
                .isEqualTo("1");
        assertThat(line.play(List.of(prompt("wait")))).isInstanceOf(PlayResult.Played.class);
        assertThat(matched(line.collect(List.of(prompt("second")), listenFor("digits?length=1"))))
                .isEqualTo("2");

        assertThat(control.log).noneMatch(entry -> entry.contains("second"));
    }

    @Test
    void promptThatMustBeHeardEmptiesTheKeyBuffer() {
        inbox.keysAt(seconds(0.5), "99");

        InputResult result = line.collect(List.of(fixed("warning"), prompt("enter")), listenFor("digits?length=2"));

        assertThat(result).isInstanceOf(InputResult.NoInput.class);
        assertThat(control.log).containsExactly("0 playback /clips/warning.wav", "2000 playback /clips/enter.wav");
    }

    @Test
    void hangUpDuringAPromptEndsTheWaitAtOnceAndForEver() {
        inbox.at(seconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));

        assertThat(line.collect(List.of(prompt("enter")), listenFor("digits?length=2")))
                .isInstanceOf(InputResult.HangUp.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(1));
        assertThat(line.collect(List.of(), listenFor("digits?length=2"))).isInstanceOf(InputResult.HangUp.class);
        assertThat(line.play(List.of(prompt("late")))).isInstanceOf(PlayResult.HangUp.class);
        assertThat(control.log).hasSize(1);
    }

    @Test
    void hangUpDuringAPromptThatMustBeHeardEndsTheWaitToo() {
        inbox.at(seconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));

        assertThat(line.collect(List.of(fixed("warning")), listenFor("digits?length=2")))
                .isInstanceOf(InputResult.HangUp.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(1));
    }

    @Test
    void keyThatCameWhileNothingListenedIsSeenBeforeThePromptStarts() {
        inbox.at(Duration.ZERO, new CallMessage.KeyPressed('7'));

        assertThat(matched(line.collect(List.of(prompt("menu")), listenFor("digits?length=1"))))
                .isEqualTo("7");
        assertThat(control.log).isEmpty();
    }

    @Test
    void disconnectHangsUpOnceAndWaitsForIt() {
        line.disconnect();
        line.disconnect();

        assertThat(control.log).containsExactly("0 hangup NORMAL_CLEARING");
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void keysThatAreNotListenedForAreDropped() {
        inbox.keysAt(seconds(1), "12");
        InputRequest voiceOnly = new InputRequest(
                listenFor("digits?length=1").grammars(),
                Duration.ofSeconds(5),
                DtmfTiming.DEFAULT,
                Set.of(InputMode.VOICE),
                false);

        assertThat(line.collect(List.of(prompt("speak")), voiceOnly)).isInstanceOf(InputResult.NoInput.class);
        assertThat(control.log).hasSize(1);
    }

    @Test
    void keyStopsALongReadoutWhole() {
        inbox.keysAt(seconds(0.5), "7");

        assertThat(matched(line.collect(Collections.nCopies(300, prompt("word")), listenFor("digits?length=1"))))
                .isEqualTo("7");

        assertThat(control.log).hasSize(2).last().isEqualTo("500 stop");
        line.play(List.of(prompt("next")));
        assertThat(control.log).hasSize(3);
    }
}
