package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.Key;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.PromptMark;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.Content;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.junit.jupiter.api.Test;

/** Prompts, keys and timers of one call, on a clock that the test moves. A prompt takes 2 s. */
class LineTest {
    private static final Duration PROMPT = Duration.ofSeconds(2);

    private final ScriptedInbox inbox = new ScriptedInbox();
    private final ScriptedSwitch control = new ScriptedSwitch(inbox, PROMPT);
    private final List<String> heard = new ArrayList<>();
    private final Line line = line(control);

    private Line line(ScriptedSwitch switchboard) {
        return new Line(
                new ConnectionInfo(
                        URI.create("tel:88001"),
                        URI.create("tel:13800000000"),
                        "sip",
                        "2.0",
                        ConnectionInfo.Originator.REMOTE,
                        "",
                        List.of(),
                        Map.of()),
                switchboard,
                inbox,
                new Player(
                        switchboard, inbox, renderer(), wav -> !wav.toString().contains("missing")),
                new WorkBeside(Runnable::run, () -> {}),
                outcomes -> heard.add(String.join(
                        " ", outcomes.stream().map(PlayOutcome::code).toList())),
                LineSettings.direct(),
                message -> inbox.at(inbox.elapsed(), message));
    }

    /** SSML text "bad" cannot be spoken, and "foreign" in no language; any other becomes one clip of the prompt's length named after it. */
    private static PromptRenderer renderer() {
        return (ssml, language) -> ssml.equals("bad")
                ? new Rendering.Unspeakable("no words for it")
                : ssml.equals("foreign")
                        ? new Rendering.NoLanguage(Locale.forLanguageTag("tlh"), "no voice for tlh")
                        : ssml.equals("mark")
                                ? new Rendering.Rendered(new Playlist(List.of(new PlaylistItem.Mark("here"))))
                                : new Rendering.Rendered(new Playlist(List.of(new PlaylistItem.Clip(
                                        Path.of("/clips", ssml + ".wav"), PROMPT, ssml, language))));
    }

    private static QueuedPrompt prompt(String text) {
        return new QueuedPrompt(text, Locale.US, true, BargeinType.SPEECH);
    }

    private static QueuedPrompt fixed(String text) {
        return new QueuedPrompt(text, Locale.US, false, BargeinType.SPEECH);
    }

    private static InputRequest listenFor(String builtin) {
        return listenFor(builtin, DtmfTiming.DEFAULT);
    }

    private static InputRequest listenFor(String builtin, DtmfTiming timing) {
        ActiveGrammar grammar = new ActiveGrammar("field", TestGrammars.builtin(builtin));
        return new InputRequest(List.of(grammar), Duration.ofSeconds(5), timing, Set.of(InputMode.DTMF), false);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private static String matched(InputResult result) {
        assertThat(result).isInstanceOf(InputResult.Matched.class);
        return ((InputResult.Matched) result).nbest().getFirst().utterance();
    }

    @Test
    void bargeinStopsPromptAndKeepsFirstDigit() {
        inbox.keysAt(seconds(0.5), "123");

        InputResult result = line.collect(List.of(prompt("enter")), listenFor("digits?length=3"));

        assertThat(matched(result)).isEqualTo("123");
        assertThat(control.log).containsExactly("0 playback /clips/enter.wav", "500 stop");
        assertThat(inbox.elapsed()).isEqualTo(seconds(0.7));
    }

    /** Spec: VoiceXML 2.0 §4.1.3. */
    @Test
    void audioIsFetchedBeforeItIsPlayedAndWhereItCannotBeHadItsAddressStays() {
        URI there = URI.create("http://web.example/there.wav");
        URI gone = URI.create("http://web.example/gone.wav");
        List<QueuedPrompt> prompts = List.of(
                QueuedPrompt.ofAudio(there, Locale.US, Optional.of(pending(there))),
                QueuedPrompt.ofAudio(gone, Locale.US, Optional.of(pending(gone))));
        List<String> rendered = new ArrayList<>();
        PromptRenderer noting = (ssml, language) -> {
            rendered.add(ssml.replaceAll(".*<audio src=\"([^\"]*)\".*", "$1"));
            return new Rendering.Rendered(Playlist.EMPTY);
        };

        new Player(control, inbox, noting, _ -> true).prepare(prompts);

        assertThat(rendered).containsExactly("file:///fetched/there.wav", gone.toString());
    }

    private static PendingAudio pending(URI source) {
        ResourceFetcher fetcher = request -> request.uri().getPath().equals("/there.wav")
                ? new FetchResult.Fetched(request.uri(), "audio/x-wav", Content.of("RIFF"), Optional.of("1"))
                : new FetchResult.Failed("error.badfetch.http.404", "not there");
        return new PendingAudio(
                FetchRequest.get(source, Duration.ofSeconds(30)),
                fetcher,
                audio -> new AudioShelf.Placed.Ready(
                        URI.create("file:///fetched" + audio.uri().getPath())),
                new Semaphore(1),
                _ -> {});
    }

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
        line(new ScriptedSwitch(inbox, PROMPT.multipliedBy(3)))
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
    void promptsOfOneTurnArePlayedAsOnePlaybackWithoutGap() {
        inbox.keysAt(seconds(3), "1");

        line.collect(List.of(prompt("a"), prompt("b")), listenFor("digits?length=1"));

        assertThat(control.log).first().isEqualTo("0 playback file_string:///clips/a.wav!/clips/b.wav");
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
    void lostWordOfTheSwitchDoesNotHangTheCall() {
        control.respond(Optional.empty());

        assertThat(line.play(List.of(prompt("enter")))).isInstanceOf(PlayResult.Played.class);
        assertThat(inbox.elapsed()).isEqualTo(PROMPT.multipliedBy(2).plusSeconds(3));
    }

    /** A starved machine plays slower than it should; what the caller still hears is not talked over. */
    @Test
    void switchThatPlaysSlowlyIsWaitedFor() {
        Line slow = line(new ScriptedSwitch(inbox, seconds(6)));

        assertThat(slow.play(List.of(prompt("enter")))).isInstanceOf(PlayResult.Played.class);
        assertThat(inbox.elapsed()).isEqualTo(seconds(6));
    }

    @Test
    void clipThatTheSwitchCannotReadIsAFailureNotSilence() {
        control.respond(Optional.of("FILE NOT FOUND"));

        assertThat(line.play(List.of(prompt("enter")))).isInstanceOf(PlayResult.Failed.class);
        assertThat(line.collect(List.of(prompt("enter")), listenFor("digits?length=2")))
                .isInstanceOf(InputResult.Failed.class);
    }

    @Test
    void nothingIsPlayedOfATurnWithAnUnspeakableValue() {
        assertThat(line.collect(List.of(prompt("a"), prompt("bad")), listenFor("digits?length=2")))
                .isInstanceOf(InputResult.Failed.class);
        assertThat(control.log).isEmpty();
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

        assertThat(control.log)
                .containsExactly("0 playback /clips/first.wav", "500 stop", "500 playback /clips/second.wav");
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
                        "500 stop",
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
    void nothingPlaysWhereAClipIsMissing() {
        PlayResult result = line.play(List.of(prompt("value"), prompt("missing")));

        assertThat(result)
                .isInstanceOfSatisfying(
                        PlayResult.Failed.class,
                        failed -> assertThat(failed.message()).contains("missing.wav"));
        assertThat(control.log).isEmpty();
    }

    /** Spec: FreeSWITCH file_string takes 128 parts. */
    @Test
    void longReadoutIsPlayedInPartsThatTheSwitchTakes() {
        assertThat(line.play(Collections.nCopies(300, prompt("word")))).isEqualTo(new PlayResult.Played());

        assertThat(control.log).hasSize(3);
        assertThat(control.log.getFirst().split("!", -1)).hasSize(128);
        assertThat(control.log.getLast().split("!", -1)).hasSize(300 - 2 * 128);
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

    private TransferResult transfer(String audio) {
        inbox.at(seconds(1), new CallMessage.HungUp("NORMAL_CLEARING"));
        return line.transfer(
                List.of(),
                new TransferRequest(
                        URI.create("sip:agent@example.com"),
                        TransferType.BRIDGE,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(prompt(audio)),
                        "",
                        listenFor("digits?length=1")));
    }

    @Test
    void transferAudioIsHeardWhileItRings() {
        assertThat(transfer("wait")).isInstanceOf(TransferResult.HangUp.class);
        assertThat(control.log).contains("0 set transfer_ringback=/clips/wait.wav");
    }

    /** Spec: VoiceXML 2.0 §2.3.7.1, transferaudio: the transfer goes on without it. */
    @Test
    void transferAudioThatCannotBePlayedIsLeftOut() {
        assertThat(transfer("bad")).isInstanceOf(TransferResult.HangUp.class);
        assertThat(control.log)
                .contains("0 set instant_ringback=false", "0 set transfer_ringback=")
                .last()
                .asString()
                .contains("bridge [origination_uuid=");
    }

    /** Spec: VoiceXML 2.0 §5.2.6. */
    @Test
    void promptInALanguageWithoutAVoiceSaysSoByItsEvent() {
        assertThat(line.play(List.of(prompt("a"), prompt("foreign"))))
                .isEqualTo(new PlayResult.Failed("error.unsupported.language", "no voice for tlh"));
        assertThat(line.collect(List.of(prompt("foreign")), listenFor("digits?length=2")))
                .isEqualTo(new InputResult.Failed("error.unsupported.language", "no voice for tlh"));
        assertThat(control.log).isEmpty();
    }
}
