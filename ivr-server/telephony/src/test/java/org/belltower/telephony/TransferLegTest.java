package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers against a switch whose words come at moments that the test sets. */
class TransferLegTest {
    private static final Duration ANSWERED = Duration.ofSeconds(4);

    private static final InputRequest KEYS = new InputRequest(
            List.of(new ActiveGrammar("stop", TestGrammars.builtin("digits?length=2"))),
            Duration.ofSeconds(5),
            DtmfTiming.DEFAULT,
            Set.of(InputMode.DTMF),
            false);

    private boolean tellsMachines;
    private final ScriptedInbox inbox = new ScriptedInbox();
    private final List<String> asked = new ArrayList<>();
    private final CallControl control = new CallControl() {
        @Override
        public void execute(String application, String argument, String id) {
            asked.add(application + " " + argument.replaceAll("origination_uuid=[0-9a-f-]{36}", "origination_uuid=ID"));
        }

        @Override
        public void stopPlaying() {
            asked.add("stop");
        }

        // A switch reports the end of a bridge when its other leg has gone.
        @Override
        public void stopRecording(String path) {}

        @Override
        public void handOn(String place, String id) {
            asked.add("hand on to " + place);
        }

        @Override
        public int handOnsLeft() {
            return 1;
        }

        @Override
        public void watchForMachine(String leg) {
            asked.add("watch for a machine");
        }

        @Override
        public void stopWatching(String leg) {
            asked.add("watch no more");
        }

        @Override
        public void hangUpOther(String leg, String cause) {
            asked.add("drop at " + inbox.elapsed().toMillis());
            inbox.after(Duration.ofMillis(20), new CallMessage.Executed("bridge", "", Map.of()));
        }

        @Override
        public void hangUp(String cause) {
            asked.add("hangup " + cause);
        }
    };

    private TransferResult run(TransferType type, Optional<Duration> ring, Optional<Duration> talk) {
        return run(type, ring, talk, Optional.empty());
    }

    private TransferResult run(
            TransferType type, Optional<Duration> ring, Optional<Duration> talk, Optional<String> ringback) {
        var request = new TransferRequest(
                URI.create("sip:agent@example.com"), type, ring, talk, Optional.empty(), "42", KEYS);
        return new TransferLeg(
                        control,
                        inbox,
                        request,
                        "sofia/internal/agent@example.com",
                        Optional.empty(),
                        tellsMachines,
                        ringback,
                        Optional.empty())
                .run();
    }

    private TransferResult blindTo(String extension) {
        var request = new TransferRequest(
                URI.create("dialplan:desk"),
                TransferType.BLIND,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                KEYS);
        return new TransferLeg(
                        control, inbox, request, "", Optional.of(extension), false, Optional.empty(), Optional.empty())
                .run();
    }

    private TransferResult bridge(Optional<Duration> talk) {
        return run(TransferType.BRIDGE, Optional.of(Duration.ofMillis(20_500)), talk);
    }

    private void ends(Duration at, Map<String, String> outcome) {
        inbox.at(at, new CallMessage.Executed("bridge", "", outcome));
    }

    @Test
    void farEndThatHangsUpEndsTheBridgeAndTheTalkIsMeasured() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        ends(
                ANSWERED.plusSeconds(9),
                Map.of("originate_disposition", "SUCCESS", "bridge_hangup_cause", "NORMAL_CLEARING"));
        assertThat(bridge(Optional.empty())).isEqualTo(new TransferResult.FarEndLeft(Duration.ofSeconds(9)));
        assertThat(asked)
                .containsExactly(
                        "set continue_on_fail=true",
                        "set hangup_after_bridge=false",
                        "export nolocal:sip_h_X-AAI=42",
                        "export nolocal:sip_h_User-to-User=3432;encoding=hex",
                        "set call_timeout=21",
                        "set instant_ringback=false",
                        "set transfer_ringback=",
                        "bridge [origination_uuid=ID]sofia/internal/agent@example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "USER_BUSY, Busy",
        "NO_ANSWER, NoAnswer",
        "NORMAL_CIRCUIT_CONGESTION, NetworkBusy",
        "NORMAL_TEMPORARY_FAILURE, NetworkBusy",
        "NORMAL_UNSPECIFIED, Unknown"
    })
    void causeOfTheSwitchIsAnOutcome(String cause, String outcome) {
        ends(Duration.ofSeconds(2), Map.of("originate_disposition", cause));
        assertThat(bridge(Optional.empty()).getClass().getSimpleName()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "UNALLOCATED_NUMBER, error.connection.baddestination",
        "NO_ROUTE_DESTINATION, error.connection.noroute",
        "OUTGOING_CALL_BARRED, error.connection.noauthorization",
        "CHAN_NOT_IMPLEMENTED, error.connection.noresource"
    })
    void causeThatNobodyCanHelpIsAnEvent(String cause, String event) {
        ends(Duration.ofSeconds(2), Map.of("originate_disposition", cause));
        assertThat(bridge(Optional.empty()))
                .isInstanceOfSatisfying(
                        TransferResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo(event));
    }

    @Test
    void placeOfTheDialplanTakesTheCallForGood() {
        inbox.at(Duration.ofMillis(30), new CallMessage.Executed("transfer", "_none_"));
        assertThat(blindTo("to-desk XML belltower")).isEqualTo(new TransferResult.Transferred());
        assertThat(asked).containsExactly("hand on to to-desk XML belltower");
    }

    @Test
    void placeOfTheDialplanThatTheSwitchRefusesIsAnEvent() {
        inbox.at(Duration.ofMillis(30), new CallMessage.Executed("transfer", "ERROR -ERR refused"));
        assertThat(blindTo("to-desk XML belltower"))
                .isInstanceOfSatisfying(
                        TransferResult.Failed.class,
                        failed -> assertThat(failed.event()).isEqualTo("error.connection.protocol"));
        assertThat(asked)
                .as("the call stays with this server")
                .containsExactly(
                        "hand on to to-desk XML belltower",
                        "multiset ^^;belltower_next=again;belltower_handed_on=false");
    }

    @Test
    void callerWhoGoesWhileTheCallIsHandedOnHasGone() {
        inbox.at(Duration.ofMillis(10), new CallMessage.HungUp("NORMAL_CLEARING"));
        assertThat(blindTo("to-desk XML belltower")).isEqualTo(new TransferResult.HangUp(Duration.ZERO));
    }

    @Test
    void machineThatAnswersIsLeftAtItsTone() {
        tellsMachines = true;
        inbox.at(ANSWERED, new CallMessage.Bridged());
        inbox.at(ANSWERED.plusSeconds(6), new CallMessage.MachineHeard());
        inbox.at(ANSWERED.plusSeconds(6), new CallMessage.MachineHeard());
        assertThat(bridge(Optional.empty())).isEqualTo(new TransferResult.Machine(Duration.ofMillis(6_020)));
        assertThat(asked).endsWith("watch for a machine", "drop at 10000", "watch no more");
    }

    @Test
    void machinesAreNotAskedForUnlessConfigured() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        ends(ANSWERED.plusSeconds(9), Map.of("bridge_hangup_cause", "NORMAL_CLEARING"));
        assertThat(bridge(Optional.empty())).isInstanceOf(TransferResult.FarEndLeft.class);
        assertThat(asked).doesNotContain("watch for a machine");
    }

    @Test
    void ringingEndsToTheMillisecond() {
        assertThat(bridge(Optional.empty())).isEqualTo(new TransferResult.NoAnswer());
        assertThat(asked).last().isEqualTo("drop at 20500");
    }

    @Test
    void talkEndsWhenItsTimeIsUp() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        assertThat(bridge(Optional.of(Duration.ofSeconds(60)))).isInstanceOf(TransferResult.TimeOver.class);
        assertThat(asked).last().isEqualTo("drop at 64000");
    }

    @Test
    void keysOfTheGrammarEndTheBridgeAndOthersDoNot() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        inbox.keysAt(Duration.ofSeconds(6), "*");
        inbox.keysAt(Duration.ofSeconds(8), "12");
        assertThat(bridge(Optional.empty())).isInstanceOfSatisfying(TransferResult.CallerEnded.class, ended -> {
            assertThat(ended.input().nbest().getFirst().utterance()).isEqualTo("12");
            assertThat(ended.talked()).isEqualTo(Duration.ofMillis(4_120));
        });
        assertThat(asked).last().isEqualTo("drop at 8100");
    }

    @Test
    void halfAnEntryIsForgottenAfterItsTime() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        inbox.keysAt(Duration.ofSeconds(6), "1");
        inbox.keysAt(Duration.ofSeconds(12), "2");
        ends(Duration.ofSeconds(30), Map.of("bridge_hangup_cause", "NORMAL_CLEARING"));
        assertThat(bridge(Optional.empty())).isEqualTo(new TransferResult.FarEndLeft(Duration.ofSeconds(26)));
    }

    @Test
    void callerWhoHangsUpWhileItRingsIsGone() {
        inbox.at(Duration.ofSeconds(3), new CallMessage.HungUp("ORIGINATOR_CANCEL"));
        assertThat(bridge(Optional.empty())).isEqualTo(new TransferResult.HangUp(Duration.ZERO));
    }

    @Test
    void blindTransferIsReferredAndEndsTheCall() {
        inbox.at(Duration.ofSeconds(1), new CallMessage.HungUp("BLIND_TRANSFER"));
        assertThat(run(TransferType.BLIND, Optional.empty(), Optional.empty()))
                .isEqualTo(new TransferResult.Transferred());
        assertThat(asked).containsExactly("deflect sip:agent@example.com?User-to-User=3432%3Bencoding%3Dhex&X-AAI=42");
    }

    @ParameterizedTest
    @CsvSource({"202, 200, Transferred", "202, , Transferred", "202, 486, HangUp", "202, 503, HangUp", "603, , HangUp"})
    void statusOfTheReferTellsWhetherTheCallerWasHandedOn(String referred, @Nullable String reached, String outcome) {
        var said = new HashMap<>(Map.of("sip_refer_status_code", referred));
        if (reached != null) {
            said.put("sip_refer_target_status_code", reached);
        }
        inbox.at(Duration.ofSeconds(1), new CallMessage.HungUp("BLIND_TRANSFER", said));
        assertThat(run(TransferType.BLIND, Optional.empty(), Optional.empty())
                        .getClass()
                        .getSimpleName())
                .isEqualTo(outcome);
    }

    @Test
    void transferThatTheSwitchRefusesFailsAtOnce() {
        inbox.at(Duration.ofMillis(20), new CallMessage.Executed("transfer", "ERROR -ERR invalid application"));
        assertThat(run(TransferType.BLIND, Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(TransferResult.Failed.class, failed -> {
                    assertThat(failed.event()).isEqualTo("error.connection.protocol");
                    assertThat(failed.message()).contains("invalid application");
                });
        assertThat(inbox.elapsed()).isEqualTo(Duration.ofMillis(1_020));
    }

    @Test
    void transferThatIsReportedBeforeTheHangUpIsDone() {
        inbox.at(Duration.ofSeconds(3), new CallMessage.Executed("transfer", "SIP/2.0 200 OK"));
        inbox.at(Duration.ofMillis(3_020), new CallMessage.HungUp("BLIND_TRANSFER"));
        assertThat(run(TransferType.BLIND, Optional.empty(), Optional.empty()))
                .isEqualTo(new TransferResult.Transferred());
    }

    @Test
    void endOfAnEarlierApplicationIsNotTheTransfers() {
        inbox.at(Duration.ofMillis(20), new CallMessage.Executed("prompt-1", "FILE PLAYED"));
        inbox.at(Duration.ofSeconds(9), new CallMessage.HungUp("BLIND_TRANSFER"));
        assertThat(run(TransferType.BLIND, Optional.empty(), Optional.empty()))
                .isEqualTo(new TransferResult.Transferred());
    }

    @Test
    void consultationLeavesThePartiesToEachOtherWhenTheOtherAnswers() {
        inbox.at(ANSWERED, new CallMessage.Bridged());
        assertThat(run(TransferType.CONSULTATION, Optional.empty(), Optional.empty()))
                .isEqualTo(new TransferResult.Transferred());
        assertThat(inbox.elapsed()).isEqualTo(ANSWERED);
        assertThat(asked)
                .contains("set hangup_after_bridge=true")
                .last()
                .isEqualTo("bridge [origination_uuid=ID]sofia/internal/agent@example.com");
    }

    @Test
    void consultationThatNobodyAnswersGoesOn() {
        ends(Duration.ofSeconds(2), Map.of("originate_disposition", "USER_BUSY"));
        assertThat(run(TransferType.CONSULTATION, Optional.empty(), Optional.empty()))
                .isEqualTo(new TransferResult.Busy());
    }

    @Test
    void keyBeforeTheAnswerCallsAConsultationOff() {
        inbox.keysAt(Duration.ofSeconds(2), "12");
        inbox.at(Duration.ofMillis(2110), new CallMessage.Bridged());
        assertThat(run(TransferType.CONSULTATION, Optional.empty(), Optional.empty()))
                .isInstanceOf(TransferResult.CallerEnded.class);
    }

    @Test
    void transferAudioIsWhatTheCallerHearsUntilTheAnswer() {
        ends(Duration.ofSeconds(2), Map.of("originate_disposition", "USER_BUSY"));
        assertThat(run(TransferType.BRIDGE, Optional.empty(), Optional.empty(), Optional.of("/clips/wait.wav")))
                .isEqualTo(new TransferResult.Busy());
        assertThat(asked)
                .contains("set instant_ringback=true", "set transfer_ringback=/clips/wait.wav")
                .last()
                .isEqualTo("bridge [origination_uuid=ID,ignore_early_media=true]sofia/internal/agent@example.com");
    }
}
