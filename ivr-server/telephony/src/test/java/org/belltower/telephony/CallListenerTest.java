package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.belltower.eventsocket.Limits;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.prompt.Playlist;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls over real sockets, with the switch's side written out byte by byte. */
@Timeout(120)
class CallListenerTest {
    private static final Map<String, String> CHANNEL =
            Map.of("Caller-Destination-Number", "88001", "Caller-Caller-ID-Number", "13800000000");
    private static final QueuedPrompt PROMPT = new QueuedPrompt("hello", Locale.US, true, BargeinType.SPEECH);

    private final LinkedBlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private Optional<CallListener> opened = Optional.empty();

    @TempDir
    Path clips;

    private Rendering render(String ssml, Locale language) {
        return new Rendering.Rendered(new Playlist(
                List.of(new PlaylistItem.Clip(clips.resolve(ssml + ".wav"), Duration.ofSeconds(60), ssml, language))));
    }

    @BeforeEach
    void record() throws IOException {
        Files.createFile(clips.resolve("hello.wav"));
    }

    private InetSocketAddress listen(CallHandler handler) {
        CallListener listener = CallListener.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                handler,
                Limits.defaults(),
                Duration.ofSeconds(30));
        opened = Optional.of(listener);
        return listener.address();
    }

    @AfterEach
    void close() {
        opened.ifPresent(CallListener::close);
    }

    private Object next() throws InterruptedException {
        Object value = seen.poll(30, TimeUnit.SECONDS);
        assertThat(value).as("something that the handler saw").isNotNull();
        return Optional.ofNullable(value).orElseThrow();
    }

    private Platform answered(Call call) {
        return call.answer(this::render, PlayObserver.NONE).orElseThrow();
    }

    private static void isAnswered(WireSwitch caller) throws IOException {
        isAnswered(caller, CHANNEL);
    }

    private static void isAnswered(WireSwitch caller, Map<String, String> channel) throws IOException {
        caller.connects(channel);
        caller.subscribes();
        assertThat(WireSwitch.header(caller.runs("multiset", "_none_"), "execute-app-arg"))
                .isEqualTo("^^;playback_terminators=none;belltower_next=again;belltower_handed_on=false");
        caller.runs("answer", "_none_");
    }

    @Test
    void callIsAnsweredPlayedToAndHungUp() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = answered(call);
            seen.add(line.connection().local());
            seen.add(line.connection().remote());
            seen.add(line.play(List.of(PROMPT)));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            assertThat(next()).isEqualTo(URI.create("tel:88001"));
            assertThat(next()).isEqualTo(URI.create("tel:13800000000"));
            assertThat(WireSwitch.header(caller.runs("playback", "FILE PLAYED"), "execute-app-arg"))
                    .isEqualTo(clips.resolve("hello.wav").toString());
            assertThat(next()).isEqualTo(new PlayResult.Played());

            // The handler just returned: what is still up is hung up, and the connection ends after the switch has done
            // so.
            assertThat(caller.command()).contains("call-command: hangup", "hangup-cause: NORMAL_CLEARING");
            caller.ok();
            caller.event("CHANNEL_HANGUP_COMPLETE", "Hangup-Cause", "NORMAL_CLEARING");
            caller.isClosedOn();
        }
    }

    @Test
    void keyStopsThePromptAndIsTheAnswer() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> seen.add(answered(call)
                .collect(
                        List.of(PROMPT),
                        new InputRequest(
                                List.of(new ActiveGrammar("field", TestGrammars.builtin("digits?length=1"))),
                                Duration.ofSeconds(60),
                                DtmfTiming.DEFAULT,
                                Set.of(InputMode.DTMF),
                                false))));
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            assertThat(caller.command())
                    .contains("execute-app-name: set", "playback_terminators=1234567890*", "event-lock: true");
            caller.ok();
            assertThat(caller.command()).contains("execute-app-name: playback", "event-lock: true");
            caller.ok();
            caller.event("DTMF", "DTMF-Digit", "7");
            assertThat(caller.command().strip()).isEqualTo("api uuid_break " + WireSwitch.UUID);
            caller.ok();
            assertThat(next())
                    .isInstanceOfSatisfying(
                            InputResult.Matched.class,
                            matched -> assertThat(matched.nbest().getFirst().utterance())
                                    .isEqualTo("7"));
        }
    }

    @Test
    void clipThatTheSwitchCannotPlayIsAFailure() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = answered(call);
            seen.add(line.play(List.of(PROMPT)));
            seen.add(line.play(List.of(PROMPT)));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.runs("playback", "FILE NOT FOUND");
            assertThat(next()).isInstanceOf(PlayResult.Failed.class);
            caller.command();
            caller.refuses("invalid application");
            assertThat(next())
                    .isInstanceOfSatisfying(
                            PlayResult.Failed.class,
                            failed -> assertThat(failed.message()).contains("invalid application"));
        }
    }

    @Test
    void hangUpDuringAPromptIsAnOutcomeWithItsCause() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(answered(call).play(List.of(PROMPT)));
            seen.add(call.hangupCause().orElse(""));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.command();
            caller.ok();
            caller.event("CHANNEL_HANGUP", "Hangup-Cause", "USER_BUSY");
            assertThat(next()).isEqualTo(new PlayResult.HangUp());
            assertThat(next()).isEqualTo("USER_BUSY");
            caller.isClosedOn();
        }
    }

    @Test
    void lostConnectionEndsTheCall() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(answered(call).play(List.of(PROMPT)));
            seen.add(call.hangupCause().orElse(""));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.command();
            caller.ok();
        }
        assertThat(next()).isEqualTo(new PlayResult.HangUp());
        assertThat(next()).isEqualTo(Call.CONNECTION_LOST);
    }

    /** FreeSWITCH gives up a connection for which too many events wait, and the call stays up. */
    @Test
    void goodbyeOfTheSwitchIsNoHangUp() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(answered(call).play(List.of(PROMPT)));
            seen.add(call.hangupCause().orElse(""));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.command();
            caller.ok();
            caller.saysGoodbye();
        }
        assertThat(next()).isEqualTo(new PlayResult.HangUp());
        assertThat(next()).isEqualTo(Call.CONNECTION_LOST);
    }

    /** What a switch says twice, too late, too early or of somebody else. */
    @Test
    void eventsOfOtherCallsDuplicatesAndWrongOrderEndNothingButTheCallThatHasEnded()
            throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(answered(call).play(List.of(PROMPT)));
            seen.add(call.hangupCause().orElse(""));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            String playback = caller.command();
            caller.ok();
            String other = "00000000-3e5b-4bbc-9a31-0f2a8bcd0002";
            caller.eventOf(other, "CHANNEL_HANGUP", "Hangup-Cause", "USER_BUSY");
            caller.eventOf(other, "CHANNEL_HANGUP_COMPLETE", "Hangup-Cause", "USER_BUSY");
            caller.eventOf(
                    other, "CHANNEL_EXECUTE_COMPLETE", "Application-UUID", WireSwitch.header(playback, "Event-UUID"));
            caller.event("CHANNEL_EXECUTE_COMPLETE", "Application-UUID", "answer");
            caller.event("CHANNEL_EXECUTE_COMPLETE", "Application-UUID", "nobody asked for this");
            caller.event("CHANNEL_EXECUTE_COMPLETE");
            caller.event("DTMF", "DTMF-Digit", "much too long");
            caller.event("CHANNEL_BRIDGE");
            caller.event("CHANNEL_HANGUP_COMPLETE", "Hangup-Cause", "NORMAL_CLEARING");
            caller.event("CHANNEL_HANGUP", "Hangup-Cause", "USER_BUSY");
            caller.event("CHANNEL_HANGUP", "Hangup-Cause", "USER_BUSY");
            assertThat(next()).isEqualTo(new PlayResult.HangUp());
            assertThat(next()).isEqualTo("NORMAL_CLEARING");
        }
    }

    @Test
    void keyThatIsToldTwiceWasPressedOnce() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> seen.add(answered(call)
                .collect(
                        List.of(),
                        new InputRequest(
                                List.of(new ActiveGrammar("two", TestGrammars.builtin("digits?length=2"))),
                                Duration.ofSeconds(60),
                                DtmfTiming.DEFAULT,
                                Set.of(InputMode.DTMF),
                                false))));
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.event("DTMF", "Event-Sequence", "4711", "DTMF-Digit", "1");
            caller.event("DTMF", "Event-Sequence", "4711", "DTMF-Digit", "1");
            caller.event("DTMF", "Event-Sequence", "4712", "DTMF-Digit", "2");
            assertThat(next())
                    .isInstanceOfSatisfying(
                            InputResult.Matched.class,
                            matched -> assertThat(matched.nbest().getFirst().utterance())
                                    .isEqualTo("12"));
        }
    }

    @Test
    void callerWhoGoesBeforeTheAnswerLeavesNoLine() throws IOException, InterruptedException {
        hangsUpBeforeTheSwitchSaysAnswered("ORIGINATOR_CANCEL", "0");
        assertThat(next()).isEqualTo(Optional.empty());
        assertThat(next()).isEqualTo(false);
    }

    @Test
    void callerWhoGoesAsTheCallIsAnsweredWasAnsweredAllTheSame() throws IOException, InterruptedException {
        hangsUpBeforeTheSwitchSaysAnswered("NORMAL_CLEARING", "1795136399112345");
        assertThat(next()).isEqualTo(Optional.empty());
        assertThat(next()).isEqualTo(true);
    }

    private void hangsUpBeforeTheSwitchSaysAnswered(String cause, String answeredAt)
            throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(call.answer(this::render, PlayObserver.NONE));
            seen.add(call.isEndedAfterAnswer());
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            caller.connects(CHANNEL);
            caller.subscribes();
            caller.runs("multiset", "_none_");
            caller.command();
            caller.ok();
            caller.event("CHANNEL_HANGUP", "Hangup-Cause", cause, "Caller-Channel-Answered-Time", answeredAt);
        }
    }

    @Test
    void switchThatRefusesACommandLosesOnlyThatCall() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> seen.add(call.number()));
        try (WireSwitch first = new WireSwitch(address)) {
            first.connects(CHANNEL);
            first.command();
            first.refuses("no filter for you");
            first.isClosedOn();
        }
        try (WireSwitch second = new WireSwitch(address)) {
            second.connects(CHANNEL);
            second.subscribes();
            assertThat(next()).isEqualTo("88001");
        }
    }

    @Test
    void serverThatStopsEndsItsCallsAndSaysSo() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            seen.add(answered(call).play(List.of(PROMPT)));
            seen.add(call.hangupCause().orElse(""));
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            caller.command();
            caller.ok();
            opened.orElseThrow().close();
            assertThat(next()).isEqualTo(new PlayResult.HangUp());
            assertThat(next()).isEqualTo(Call.SERVER_STOPS);
        }
    }

    @Test
    void recordingIsGoneWhenTheCallIs() throws IOException, InterruptedException {
        Path recordings = clips.resolve("recordings");
        var input =
                new InputRequest(List.of(), Duration.ofSeconds(60), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false);
        InetSocketAddress address = listen(call -> seen.add(call.answer(
                        this::render, PlayObserver.NONE, LineSettings.direct().recordingIn(recordings))
                .orElseThrow()
                .record(
                        List.of(),
                        new RecordRequest(false, Optional.empty(), Optional.empty(), true, Optional.empty(), input))));
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            String record = caller.command();
            assertThat(record).contains("execute-app-name: record");
            caller.ok();
            String argument = WireSwitch.header(record, "execute-app-arg");
            Path file = Path.of(argument.substring(0, argument.indexOf(' ')));
            assertThat(file.getParent()).isEqualTo(recordings);
            Files.writeString(file, "what somebody said");
            caller.event("CHANNEL_HANGUP", "Hangup-Cause", "NORMAL_CLEARING");
            assertThat(next()).isInstanceOf(RecordResult.HangUp.class);
            caller.isClosedOn();
            assertThat(file).doesNotExist();
        }
    }

    @Test
    void refusedReferIsNoTransfer() throws IOException, InterruptedException {
        InetSocketAddress address =
                listen(call -> seen.add(answered(call).transfer(List.of(), blind("sip:agent@example.com"))));
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            assertThat(caller.command()).contains("execute-app-name: deflect");
            caller.ok();
            caller.event(
                    "CHANNEL_HANGUP",
                    "Hangup-Cause",
                    "BLIND_TRANSFER",
                    "variable_sip_refer_status_code",
                    "202",
                    "variable_sip_refer_target_status_code",
                    "486");
            assertThat(next()).isEqualTo(new TransferResult.HangUp(Duration.ZERO));
        }
    }

    @Test
    void callThatTheDialplanTakesIsOverWhenItsCallerHangsUp() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = withADesk(call);
            seen.add(line.transfer(List.of(), blind("dialplan:nobody")).getClass());
            seen.add(line.transfer(List.of(), blind("dialplan:desk")));
            call.awaitRelease();
            seen.add(call.hangupCause().orElseThrow());
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            assertThat(WireSwitch.header(caller.runs("multiset", "_none_"), "execute-app-arg"))
                    .isEqualTo("^^;belltower_next=over;belltower_handed_on=true;belltower_hand_ons=1"
                            + ";hangup_after_bridge=true;continue_on_fail=false;playback_terminators=none");
            assertThat(WireSwitch.header(caller.runs("transfer", "_none_"), "execute-app-arg"))
                    .isEqualTo("to-desk XML belltower");
            assertThat(next()).isEqualTo(TransferResult.Failed.class);
            assertThat(next()).isEqualTo(new TransferResult.Transferred());
        }
        assertThat(next()).as("the dialplan has it, so nothing is lost").isEqualTo(Call.HANDED_ON);
    }

    @ParameterizedTest
    @CsvSource({"9, 10", "10, ''", "11, ''", "many, 1"})
    void callIsHandedOnTenTimesAtMost(String before, String after) throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = withADesk(call);
            seen.add(line.transfer(List.of(), blind("dialplan:desk")));
        });
        Map<String, String> channel = new HashMap<>(CHANNEL);
        channel.put("variable_belltower_hand_ons", before);
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller, channel);
            if (after.isEmpty()) {
                assertThat(next())
                        .isInstanceOfSatisfying(
                                TransferResult.Failed.class,
                                failed -> assertThat(failed.event()).isEqualTo("error.connection.noresource"));
            } else {
                assertThat(WireSwitch.header(caller.runs("multiset", "_none_"), "execute-app-arg"))
                        .contains(";belltower_hand_ons=" + after + ";");
                caller.runs("transfer", "_none_");
                assertThat(next()).isEqualTo(new TransferResult.Transferred());
            }
        }
    }

    @Test
    void toneOfAnAnsweringMachineEndsABridge() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = call.answer(
                            this::render,
                            PlayObserver.NONE,
                            LineSettings.direct().tellingMachines(true))
                    .orElseThrow();
            seen.add(line.transfer(List.of(), transfer("sip:agent@example.com", TransferType.BRIDGE))
                    .getClass());
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            String bridge = bridged(caller);
            assertThat(caller.command().strip()).isEqualTo("api module_exists mod_avmd");
            caller.apiAnswers("true");
            String filter = caller.command();
            String other = filter.strip().replace("filter Unique-ID ", "");
            assertThat(WireSwitch.header(bridge, "execute-app-arg")).contains("origination_uuid=" + other);
            caller.ok();
            assertThat(caller.command().strip()).isEqualTo("event plain CUSTOM avmd::beep");
            caller.ok();
            assertThat(caller.command().strip()).isEqualTo("api uuid_broadcast " + other + " avmd_start:: aleg");
            caller.apiAnswers("+OK Message sent\n");
            caller.eventOf(other, "CUSTOM", "Event-Subclass", "avmd::start");
            caller.eventOf(WireSwitch.UUID, "CUSTOM", "Event-Subclass", "avmd::beep");
            caller.eventOf(other, "CUSTOM", "Event-Subclass", "avmd::beep", "Beep-Status", "DETECTED");
            assertThat(caller.command().strip()).isEqualTo("api uuid_kill " + other + " NORMAL_CLEARING");
            caller.apiAnswers("+OK\n");
            caller.event("CHANNEL_EXECUTE_COMPLETE", "Application-UUID", WireSwitch.header(bridge, "Event-UUID"));
            assertThat(next()).isEqualTo(TransferResult.Machine.class);
            assertThat(caller.command().strip()).isEqualTo("filter delete Unique-ID " + other);
        }
    }

    @Test
    void switchThatTellsNoMachinesIsAskedForNothingElse() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            Platform line = call.answer(
                            this::render,
                            PlayObserver.NONE,
                            LineSettings.direct().tellingMachines(true))
                    .orElseThrow();
            seen.add(line.transfer(List.of(), transfer("sip:agent@example.com", TransferType.BRIDGE))
                    .getClass());
            call.hangUp("NORMAL_CLEARING");
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            isAnswered(caller);
            String bridge = bridged(caller);
            assertThat(caller.command().strip()).isEqualTo("api module_exists mod_avmd");
            caller.apiAnswers("-ERR module_exists Command not found!\n");
            caller.event("CHANNEL_EXECUTE_COMPLETE", "Application-UUID", WireSwitch.header(bridge, "Event-UUID"));
            assertThat(next()).isEqualTo(TransferResult.FarEndLeft.class);
            assertThat(caller.command()).contains("call-command: hangup");
        }
    }

    /** The command that bridged the caller to somebody who has answered. */
    private static String bridged(WireSwitch caller) throws IOException {
        String bridge = caller.command();
        while (!bridge.contains("execute-app-name: bridge")) {
            caller.ok();
            bridge = caller.command();
        }
        caller.ok();
        caller.event("CHANNEL_BRIDGE");
        return bridge;
    }

    private Platform withADesk(Call call) {
        return call.answer(
                        this::render,
                        PlayObserver.NONE,
                        LineSettings.direct().withExtensions(Map.of("desk", "to-desk XML belltower")))
                .orElseThrow();
    }

    private static TransferRequest blind(String destination) {
        return transfer(destination, TransferType.BLIND);
    }

    private static TransferRequest transfer(String destination, TransferType type) {
        return new TransferRequest(
                URI.create(destination),
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                new InputRequest(List.of(), Duration.ofSeconds(60), DtmfTiming.DEFAULT, Set.of(InputMode.DTMF), false));
    }

    @Test
    void drainingWaitsForACallThatHasYetToSayWhichItIs() throws IOException {
        InetSocketAddress address = listen(call -> {});
        CallListener listener = opened.orElseThrow();
        try (WireSwitch caller = new WireSwitch(address)) {
            assertThat(caller.command().strip()).isEqualTo("connect");
            assertThat(listener.drain(Duration.ofMillis(1))).isFalse();
        }
        assertThat(listener.drain(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void handlerWithADefectStillHangsUp() throws IOException, InterruptedException {
        InetSocketAddress address = listen(call -> {
            throw new IllegalStateException("defect of the application");
        });
        try (WireSwitch caller = new WireSwitch(address)) {
            caller.connects(CHANNEL);
            caller.subscribes();
            assertThat(caller.command()).contains("call-command: hangup");
            caller.ok();
            caller.event("CHANNEL_HANGUP_COMPLETE", "Hangup-Cause", "NORMAL_CLEARING");
            caller.isClosedOn();
        }
    }

    @Test
    void withheldAndOddNumbersAreAnonymous() throws IOException, InterruptedException {
        InetSocketAddress address =
                listen(call -> seen.add(answered(call).connection().remote()));
        try (WireSwitch caller = new WireSwitch(address)) {
            caller.connects(Map.of("Caller-Destination-Number", "88001"));
            caller.subscribes();
            caller.runs("multiset", "_none_");
            caller.runs("answer", "_none_");
            assertThat(next()).isEqualTo(URI.create("tel:anonymous"));
        }
    }

    @Test
    void drainingWaitsForCallsInProgress() throws IOException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch handling = new CountDownLatch(1);
        InetSocketAddress address = listen(call -> {
            handling.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        CallListener listener = opened.orElseThrow();
        try (WireSwitch caller = new WireSwitch(address)) {
            caller.connects(CHANNEL);
            caller.subscribes();
            assertThat(await(handling)).isTrue();
            assertThat(listener.drain(Duration.ofMillis(1))).isFalse();

            CompletableFuture<Boolean> drained =
                    CompletableFuture.supplyAsync(() -> listener.drain(Duration.ofSeconds(30)));
            release.countDown();
            assertThat(caller.command()).contains("call-command: hangup");
            caller.ok();
            caller.event("CHANNEL_HANGUP_COMPLETE", "Hangup-Cause", "NORMAL_CLEARING");
            assertThat(drained.join()).isTrue();
        }
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
