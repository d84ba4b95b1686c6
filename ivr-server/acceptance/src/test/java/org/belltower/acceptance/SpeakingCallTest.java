package org.belltower.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.server.caller.CallerVoice;
import org.belltower.server.caller.Heard;
import org.belltower.server.config.CallerTapKind;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.config.SpeechConfig;
import org.belltower.server.demo.SwitchKind;
import org.belltower.speech.corpus.LineSound;
import org.belltower.speech.recognition.Admission;
import org.belltower.store.Calls;
import org.belltower.store.EndReason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers who speak, over real SIP and RTP, to a recogniser that listens. */
@OnEachSwitch
class SpeakingCallTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEYS_ONLY = "use the keys";

    private static final String LONG = "This is a long story, and it goes on and on. ".repeat(20);

    /** Documents by the application that is named after their number. */
    private static final Map<String, String> DOCUMENTS = Map.of(
            "1001",
            """
                <form>
                  <field name="account" type="digits?length=5">
                    <prompt>Please say your account number.</prompt>
                    <noinput>Are you there?</noinput>
                    <nomatch>I did not understand. <prompt>But <value expr="application.lastresult$.utterance"/></prompt><reprompt/></nomatch>
                  </field>
                  <field name="sure" type="boolean">
                    <prompt>You gave <value expr="account.split('').join(' ')"/>. Is that right?</prompt>
                  </field>
                  <block>
                    <prompt cond="sure">Thank you for saying yes.</prompt>
                    <prompt cond="!sure">Then not.</prompt>
                    <prompt cond="account$.inputmode == 'voice'">You spoke the number.</prompt>
                    <prompt cond="account$.inputmode == 'dtmf'">You keyed the number.</prompt>
                    <prompt cond="application.lastresult$.inputmode == 'voice'
                        &amp;&amp; application.lastresult$.utterance == 'no'
                        &amp;&amp; application.lastresult$[0].confidence &gt; 0.3">The last word was no.</prompt>
                  </block>
                </form>
                """,
            "1002",
            """
                <form>
                  <field name="account" type="digits?length=5">
                    <prompt>LONG</prompt>
                    <filled>
                      <prompt>You have interrupted me with <value expr="account.split('').join(' ')"/>.</prompt>
                    </filled>
                    <nomatch><prompt>That was nothing.</prompt><prompt>But <value expr="application.lastresult$.utterance"/></prompt><exit/></nomatch>
                  </field>
                </form>
                """.replace("LONG", LONG),
            "1007",
            """
                <form>
                  <field name="account" type="digits?length=5">
                    <prompt>LONG</prompt>
                    <filled>
                      <prompt>You have interrupted me with <value expr="account.split('').join(' ')"/>.</prompt>
                      <if cond="account != '40712'"><clear namelist="account"/></if>
                    </filled>
                    <nomatch><prompt>You have interrupted me, but not with a number.</prompt></nomatch>
                  </field>
                </form>
                """.replace("LONG", LONG),
            "1003",
            """
                <form>
                  <field name="sure" type="boolean">
                    <property name="recordutterance" value="true"/>
                    <prompt>Do you want to hear yourself?</prompt>
                    <filled>
                      <prompt cond="sure$.recordingsize &gt; 1000 &amp;&amp; sure$.recordingduration &gt; 100">This is
                        you.</prompt>
                      <prompt><audio expr="sure$.recording">nothing</audio></prompt>
                      <prompt>That was you.</prompt>
                    </filled>
                  </field>
                </form>
                """,
            "1004",
            """
                <form xml:lang="zh-CN">
                  <field name="sure" type="boolean">
                    <prompt xml:lang="zh-CN">对不对？</prompt>
                    <filled><prompt xml:lang="zh-CN" cond="sure">对了。</prompt></filled>
                  </field>
                </form>
                """,
            "1006",
            """
                <form>
                  <field name="what">
                    <grammar mode="voice" version="1.0" root="r"><rule id="r"><one-of>
                      <item>operator</item><item>balanse</item>
                    </one-of></rule></grammar>
                    <prompt>Say operator.</prompt>
                  </field>
                </form>
                """,
            "1005",
            """
                <form>
                  <record name="message" finalsilence="20s" maxtime="60s" modal="false">
                    <grammar mode="voice" version="1.0" root="r"><rule id="r">operator</rule></grammar>
                    <prompt>Leave a message.</prompt>
                    <filled>
                      <prompt cond="message$.duration &gt; 1000">I have your message.</prompt>
                    </filled>
                  </record>
                </form>
                """);

    /** What all methods of a half share: the switch is known only where there is a test. Closed with the last. */
    private static Optional<Shared> shared = Optional.empty();

    private final SwitchKind on;
    private final Path folder;
    private final CallerVoice voice;
    private final WholeServer server;

    private record Shared(Path folder, CallerVoice voice, WholeServer server) {}

    SpeakingCallTest(SwitchKind on) throws IOException {
        this.on = on;
        Shared own = shared(on);
        folder = own.folder;
        voice = own.voice;
        server = own.server;
    }

    private static synchronized Shared shared(SwitchKind on) throws IOException {
        Shared own = shared.isPresent() ? shared.get() : open(on);
        shared = Optional.of(own);
        return own;
    }

    private static Shared open(SwitchKind on) throws IOException {
        Path folder = Files.createTempDirectory("belltower-speaking-");
        WholeServer server =
                WholeServer.start(on, configuration(folder, folder.resolve("data"), SpeechConfig.DEFAULT), 5);
        return new Shared(folder, CallerVoice.open(), server);
    }

    @AfterAll
    static void close() {
        shared.ifPresent(own -> {
            own.server.close();
            own.voice.close();
        });
        shared = Optional.empty();
    }

    @Test
    void wordThatNobodyIsEverUnderstoodToSayIsToldAtTheStart() {
        assertThat(server.belltower().problems())
                .singleElement()
                .asString()
                .contains("app1006/start.vxml:3:", "balanse (near: ", "balance");
    }

    /** What callers say is on no disk once they have gone. */
    @AfterEach
    void nothingIsLeft() {
        Await.until("calls end", PATIENCE, () -> server.callsUp() == 0);
        Await.until("what callers said is gone", PATIENCE, () -> isEmpty(folder.resolve("data/callers")));
        Await.until("recordings are gone", PATIENCE, () -> isEmpty(folder.resolve("data/recordings")));
    }

    private static boolean isEmpty(Path path) {
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Configuration configuration(Path folder, Path data, SpeechConfig speech) throws IOException {
        Path apps = folder.resolve("voice-apps");
        List<HotlineNumber> numbers = new ArrayList<>();
        for (Map.Entry<String, String> one : DOCUMENTS.entrySet()) {
            Path application = Files.createDirectories(apps.resolve("app" + one.getKey()));
            String language = one.getKey().equals("1004") ? "zh-CN" : "en-US";
            Files.writeString(application.resolve("manifest.yaml"), """
                    name: app%s
                    title: {en-US: Test}
                    start: start.vxml
                    languages: [%s]
                    """.formatted(one.getKey(), language));
            Files.writeString(
                    application.resolve("start.vxml"),
                    "<vxml version=\"2.1\" xmlns=\"http://www.w3.org/2001/vxml\" xml:lang=\"" + language + "\">"
                            + one.getValue().replace("<form xml:lang=\"zh-CN\">", "<form>") + "</vxml>");
            numbers.add(new HotlineNumber(one.getKey(), "app" + one.getKey()));
        }
        Configuration usual = WholeServer.configuration(data);
        return new Configuration(
                usual.embeddedSwitch(),
                usual.freeSwitch(),
                usual.eventSocket(),
                usual.database(),
                speech.withModels(usual.speech().models().orElseThrow()),
                new Folders(apps, usual.folders().grammars(), usual.folders().prompts(), data),
                numbers,
                usual.fetch(),
                usual.transfer(),
                usual.limits());
    }

    private void says(Caller caller, String words) throws InterruptedException {
        caller.call.speak(voice.say(words));
    }

    private static final Pattern WORDS =
            Pattern.compile("\"words\": *\"four [01]\\.\\d+, zero [01]\\.\\d+, seven [01]\\.\\d+, one ");

    private void saysAnAccount(WholeServer to) throws InterruptedException {
        SteadyLine.call(to, "1001", caller -> {
            caller.hears("Please say your account number");
            says(caller, "four zero seven one two");
            caller.hears("four zero seven one two");
            says(caller, "no");
            caller.hears("Then not");
            caller.hears("You spoke the number");
            caller.hears("The last word was no");
            caller.isHungUpOn();
        });
        assertThat(to.awaitEndedCall("caller").end().orElseThrow().reason()).isEqualTo(EndReason.COMPLETED);
        Await.until("the path of a call has the confidence of each word", PATIENCE, () -> hasWordsInItsPath(to));
    }

    private static boolean hasWordsInItsPath(WholeServer server) {
        Calls calls = server.belltower().database().calls();
        return calls.latest(50).stream()
                .flatMap(call -> calls.path(call.uuid()).stream())
                .anyMatch(step -> WORDS.matcher(step.detail()).find());
    }

    @Test
    void accountIsSaidAndConfirmed() throws InterruptedException {
        saysAnAccount(server);
        assertThat(server.belltower().words().orElseThrow().inputs()).isPositive();
    }

    @Test
    void accountIsSaidThroughAFifo() throws IOException, InterruptedException {
        Path data = folder.resolve("fifo-data");
        try (WholeServer own =
                WholeServer.start(on, configuration(folder, data, SpeechConfig.DEFAULT.by(CallerTapKind.FIFO)), 5)) {
            saysAnAccount(own);
            Await.until("what callers said is gone", PATIENCE, () -> isEmpty(data.resolve("callers")));
        }
    }

    @Test
    void keysAndWordsAreMixed() throws InterruptedException {
        SteadyLine.call(server, "1001", caller -> {
            caller.hears("Please say your account number");
            caller.presses("40712");
            caller.hears("four zero seven one two");
            says(caller, "no");
            caller.hears("Then not");
            caller.hears("You keyed the number");
            caller.isHungUpOn();
        });
    }

    @Test
    void keyInTheMiddleOfSpeechWins() throws InterruptedException {
        SteadyLine.call(server, "1001", caller -> {
            caller.hears("Please say your account number");
            says(caller, "four zero");
            caller.presses("40712");
            caller.hears("four zero seven one two");
            caller.presses("1");
            caller.hears("Thank you for saying yes");
            caller.hears("You keyed the number");
        });
    }

    @Test
    void silentCallerIsAskedAgain() throws InterruptedException {
        SteadyLine.call(server, "1001", caller -> {
            caller.hears("Please say your account number");
            caller.hears("Are you there");
            says(caller, "four zero seven one two");
            caller.hears("four zero seven one two");
        });
    }

    @Test
    void wordsOutsideTheGrammarAreNotUnderstood() throws InterruptedException {
        SteadyLine.call(server, "1001", caller -> {
            caller.hears("Please say your account number");
            says(caller, "what a beautiful rhinoceros");
            caller.hears("I did not understand");
        });
    }

    /** Digits over a prompt of a minute. The delay is told, not asserted: the machine may stand still. */
    @Test
    void accountInterruptsALongPrompt() throws InterruptedException {
        SteadyLine.call(server, "1002", caller -> {
            caller.begins("This is a long story");
            Heard heard = caller.call.heard();
            Pcm account = voice.say("four zero seven one two");
            long spoken = System.nanoTime();
            caller.call.speak(account);
            caller.hears("You have interrupted me with four zero seven one two");
            int silent = lastSoundBeforeAPause(heard, spoken);
            OptionalLong stopped = heard.arrival(silent);
            System.out.printf(
                    "bargein: from the first word to silence %d ms%n",
                    (stopped.orElse(spoken) - spoken) / 1_000_000
                            - onset(account).toMillis());
            assertThat(heard.duration()).isLessThan(Duration.ofSeconds(60));
        });
    }

    /**
     * What the line sends back of the prompt does not stop it; a quiet caller who is a little louder than that echo of −32 dBFS does.
     * That his first word is understood, into which the echo still sounds, is not certain: he may say it three times in all.
     */
    @ParameterizedTest(name = "echo at {0} dB")
    @ValueSource(ints = {-20, -12})
    void echoOfThePromptIsNobody(int decibels) throws InterruptedException {
        Pcm account = LineSound.at(-26, voice.say("four zero seven one two"));
        SteadyLine.call(server, "1007", caller -> {
            try (EchoingLine line = new EchoingLine(caller.call, decibels)) {
                for (int i = 0; i < 4; i++) {
                    caller.hears("This is a long story");
                }
                assertThat(line.sounded()).isTrue();
                line.says(account);
                String answer = caller.hears("You have interrupted me").text();
                for (int said = 1; said < 3 && !answer.contains("four zero seven one two"); said++) {
                    System.out.printf("echo at %d dB: %s%n", decibels, answer);
                    line.says(account);
                    answer = caller.hears("You have interrupted me").text();
                }
                assertThat(answer).contains("four zero seven one two");
            }
        });
    }

    /** The end of what was played before the first half second of silence from that moment on. */
    private static int lastSoundBeforeAPause(Heard heard, long from) {
        short[] samples =
                heard.codec().decode(heard.bytes(0, Integer.MAX_VALUE)).toArray();
        int frame = 160;
        int quiet = 0;
        for (int at = 0; at + frame <= samples.length; at += frame) {
            boolean before = heard.arrival(at).orElse(from) < from;
            quiet = !before && Level.meanMagnitude(samples, at, frame) < 16 ? quiet + 1 : 0;
            if (quiet == 25) {
                return at - 24 * frame - 1;
            }
        }
        return samples.length - 1;
    }

    /** Synthesised speech begins with a little silence. */
    private static Duration onset(Pcm speech) {
        short[] samples = speech.toArray();
        int at = 0;
        while (at + 160 <= samples.length && Level.meanMagnitude(samples, at, 160) < 200) {
            at += 160;
        }
        return SampleRate.HZ_8000.durationOf(at);
    }

    @Test
    void utteranceIsKeptForTheCallAndHeardAgain() throws InterruptedException {
        SteadyLine.call(server, "1003", caller -> {
            caller.hears("Do you want to hear yourself");
            says(caller, "no");
            caller.hears("This is you");
            caller.hears("That was you");
            caller.isHungUpOn();
        });
    }

    @Test
    void wordsEndARecording() throws InterruptedException {
        SteadyLine.call(server, "1005", caller -> {
            caller.hears("Leave a message");
            caller.call.listen(Duration.ofMillis(500));
            says(caller, "please call me back tomorrow morning");
            // Longer than the incomplete timeout: what comes after it is another input.
            caller.call.listen(Duration.ofSeconds(2));
            says(caller, "operator");
            caller.hears("I have your message");
            caller.isHungUpOn();
        });
    }

    @Test
    void languageWithoutAModelFallsBackToKeysAndSaysSo() throws InterruptedException {
        long before = refused(Admission.Reason.NO_MODEL);
        try (Caller caller = Caller.dial(server, "1004")) {
            caller.hears("现在无法识别语音");
            caller.hears("对不对");
            caller.presses("1");
            caller.hears("对了");
            caller.isHungUpOn();
        }
        assertThat(refused(Admission.Reason.NO_MODEL)).isGreaterThan(before);
    }

    private long refused(Admission.Reason reason) {
        return server.belltower().words().orElseThrow().refused().getOrDefault(reason, 0L);
    }

    /** The first caller is listened to until he hangs up; the second keys meanwhile, and the third is listened to again. */
    @Test
    void atCapacityAFieldTakesKeysUntilAPlaceIsFree() throws IOException, InterruptedException {
        Path data = folder.resolve("full-data");
        SpeechConfig one = SpeechConfig.DEFAULT.toAtMost(1);
        try (WholeServer own = WholeServer.start(on, configuration(folder, data, one), 5)) {
            try (Caller first = Caller.dial(own, "1002");
                    Caller second = Caller.dial(own, "1001")) {
                first.begins("This is a long story");
                second.hears(KEYS_ONLY);
                second.presses("40712");
                second.hears("four zero seven one two");
                second.presses("2");
                second.isHungUpOn();
            }
            var full = own.belltower().words().orElseThrow();
            assertThat(full.refused().get(Admission.Reason.AT_CAPACITY)).isPositive();
            Await.until("the first call ends", PATIENCE, () -> own.callsUp() == 0);
            saysAnAccount(own);
            assertThat(own.belltower().words().orElseThrow().inputs()).isGreaterThan(full.inputs());
        }
    }

    @Test
    void callerWhoHangsUpWhileSpeakingLeavesNothing() throws InterruptedException {
        try (Caller caller = Caller.dial(server, "1001")) {
            caller.hears("Please say your account number");
            says(caller, "four zero seven");
            caller.call.hangUp();
        }
        assertThat(server.awaitEndedCall("caller").end().orElseThrow().reason())
                .isIn(EndReason.CALLER_HUNG_UP, EndReason.COMPLETED);
    }
}
