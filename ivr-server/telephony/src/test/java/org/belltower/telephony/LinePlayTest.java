package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.telephony.ScriptedLine.PROMPT;
import static org.belltower.telephony.ScriptedLine.listenFor;
import static org.belltower.telephony.ScriptedLine.prompt;
import static org.belltower.telephony.ScriptedLine.seconds;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.PlayResult;
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

/** What is played, and what cannot be. */
class LinePlayTest {
    private final ScriptedLine call = new ScriptedLine();
    private final ScriptedInbox inbox = call.inbox;
    private final ScriptedSwitch control = call.control;
    private final Line line = call.line;

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
    void promptsOfOneTurnArePlayedAsOnePlaybackWithoutGap() {
        inbox.keysAt(seconds(3), "1");

        line.collect(List.of(prompt("a"), prompt("b")), listenFor("digits?length=1"));

        assertThat(control.log).first().isEqualTo("0 playback file_string:///clips/a.wav!/clips/b.wav");
    }

    @Test
    void switchThatDoesNotSeeTheClipsIsToldWhereToFetchThemAlsoWhileItRings() {
        Playlist marked =
                new Playlist(List.of(new PlaylistItem.Mark("here"), new PlaylistItem.Silence(Duration.ofSeconds(1))));
        Player player = new Player(
                control,
                inbox,
                (ssml, language) -> new Rendering.Rendered(marked),
                _ -> true,
                new WorkBeside(Runnable::run, () -> {}),
                sounds -> "http://192.0.2.5:8086/" + sounds.size());
        Player.Prepared prepared = player.prepare(List.of(prompt("a")));

        player.start(prepared);

        assertThat(control.log).first().isEqualTo("0 playback http://192.0.2.5:8086/1");
        assertThat(player.argument(prepared)).contains("http://192.0.2.5:8086/1");
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
        Line slow = call.line(new ScriptedSwitch(inbox, seconds(6)));

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
