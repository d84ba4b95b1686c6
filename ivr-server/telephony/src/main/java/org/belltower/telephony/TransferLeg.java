package org.belltower.telephony;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.belltower.speech.recognition.Heard;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transfer of a call, from dialling to its outcome. Confined to the call's thread.
 *
 * <p>A bridge is the switch's application {@code bridge}; the other leg has a name given here, so that it can be hung up when
 * time is up or the caller has keyed enough. A consultation is a bridge that the session leaves when the other party answers: the
 * parties go on talking, and the end of either is the end of the call. A blind transfer is {@code deflect}, a REFER to the
 * caller's side, which ends the call whatever becomes of it; the switch's last word tells whether it was refused. To a place of the
 * switch's dialplan it is {@code transfer}: the call goes on there, and its end is the end of the call.
 *
 * <p>Spec: VoiceXML 2.0 §2.3.7; VoiceXML 2.1 §8. Deviates:
 * {@code aai} goes to the other party as the headers {@code X-AAI} and {@code User-to-User}; where the caller's side calls that
 * party, it is asked to say them.
 */
final class TransferLeg {
    private static final Logger LOG = LoggerFactory.getLogger(TransferLeg.class);
    private static final Duration RINGS = Duration.ofSeconds(60);
    /** How long the switch may take to say that a leg which was hung up has gone. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(5);
    /** How long the switch may take to hang up a call that it has handed on. */
    private static final Duration HANDED_ON = Duration.ofSeconds(1);

    private final CallControl control;
    private final Inbox inbox;
    private final TransferRequest request;
    private final String dialString;
    private final Optional<String> extension;
    private final boolean tellsMachines;
    private final Optional<String> ringback;
    private final Optional<WordHearing> words;
    private final String otherLeg = UUID.randomUUID().toString();
    private DtmfCollector collector;
    private Duration keysSince = Duration.ZERO;
    private Optional<Duration> talkingSince = Optional.empty();
    private Optional<Cut> cut = Optional.empty();
    private boolean watched;

    /** Why the other leg was hung up from here. */
    private sealed interface Cut {
        record RangTooLong() implements Cut {}

        record TalkedTooLong() implements Cut {}

        record Machine() implements Cut {}

        record ByCaller(InputResult.Matched input) implements Cut {}
    }

    /**
     * @param extension where a blind transfer leads that the switch's own dialplan does, as {@code transfer} takes it; empty where the
     *     caller's side is asked
     * @param tellsMachines whether a bridge ends at an answering machine
     * @param ringback what the caller hears until the other party answers, as {@code playback} takes it
     * @param words how words that end it are heard
     */
    TransferLeg(
            CallControl control,
            Inbox inbox,
            TransferRequest request,
            String dialString,
            Optional<String> extension,
            boolean tellsMachines,
            Optional<String> ringback,
            Optional<WordHearing> words) {
        this.words = words;
        this.extension = extension;
        this.tellsMachines = tellsMachines;
        this.ringback = ringback;
        this.control = control;
        this.inbox = inbox;
        this.request = request;
        this.dialString = dialString;
        this.collector = collector(request.input());
    }

    private static DtmfCollector collector(InputRequest input) {
        return new DtmfCollector(input.grammars(), input.dtmf());
    }

    /** Runs it to its end. */
    TransferResult run() {
        return switch (request.type()) {
            case BRIDGE, CONSULTATION -> bridge();
            case BLIND -> blind();
        };
    }

    /** The call ends by the word of the switch that it has been handed on; a call that goes on after that was not. */
    private TransferResult blind() {
        extension.ifPresentOrElse(
                place -> {
                    tellNextParty();
                    control.handOn(place, "transfer");
                },
                () -> control.execute("deflect", referredTo(), "transfer"));
        Duration until = inbox.elapsed().plus(RINGS);
        String why = "the switch did not say what became of the transfer";
        while (true) {
            Optional<CallMessage> message = inbox.take(until.minus(inbox.elapsed()));
            switch (message.orElse(null)) {
                case null -> {
                    if (extension.isPresent()) {
                        control.execute("multiset", "^^;" + Call.DRIVEN, "transfer-stays");
                    }
                    return new TransferResult.Failed("error.connection.protocol", why);
                }
                case CallMessage.HungUp gone -> {
                    return handedOn(gone);
                }
                case CallMessage.Executed executed -> {
                    if (executed.id().equals("transfer")) {
                        if (extension.isPresent() && !executed.response().startsWith("ERROR")) {
                            return new TransferResult.Transferred();
                        }
                        until = inbox.elapsed().plus(HANDED_ON);
                        why = "the switch did not transfer the call: " + executed.response();
                    }
                }
                case CallMessage.KeyPressed _,
                        CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.PlaybackBegan _,
                        CallMessage.WorkDone _,
                        CallMessage.MachineHeard _,
                        CallMessage.Bridged _ -> {}
            }
        }
    }

    /** The last status counts; where the switch says none, its hang-up cause does. Spec: RFC 3515 §2.4. */
    private TransferResult handedOn(CallMessage.HungUp gone) {
        if (!gone.cause().equals(Call.HANDED_ON)) {
            return new TransferResult.HangUp(Duration.ZERO);
        }
        String status = gone.outcome()
                .getOrDefault(CallMessage.HungUp.REACHED, gone.outcome().getOrDefault(CallMessage.HungUp.REFERRED, ""));
        if (status.isEmpty() || status.startsWith("2")) {
            return new TransferResult.Transferred();
        }
        LOG.warn("a blind transfer came to nothing, SIP status {}; the switch has hung up all the same", status);
        return new TransferResult.HangUp(Duration.ZERO);
    }

    /** Whoever is called next over this channel, by a bridge here or in the switch's dialplan, gets what {@code aai} says. */
    private void tellNextParty() {
        if (!request.aai().isEmpty()) {
            control.execute("export", "nolocal:sip_h_X-AAI=" + oneLine(request.aai()), "transfer-aai");
            control.execute("export", "nolocal:sip_h_User-to-User=" + UserToUser.header(request.aai()), "transfer-uui");
        }
    }

    /** Whom the caller's side is to call, with the headers that it is to say. Spec: RFC 3261 §19.1.1, RFC 3515 §2.1, RFC 7433 §4.1. */
    private String referredTo() {
        String to = request.destination().toString();
        if (request.aai().isEmpty() || !to.regionMatches(true, 0, "sip", 0, 3)) {
            return to;
        }
        return to + (to.indexOf('?') < 0 ? '?' : '&') + "User-to-User=" + escaped(UserToUser.header(request.aai()))
                + "&X-AAI=" + escaped(oneLine(request.aai()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]", " ");
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private boolean isConsultation() {
        return request.type() == TransferType.CONSULTATION;
    }

    private TransferResult bridge() {
        control.execute("set", "continue_on_fail=true", "transfer-set-1");
        control.execute("set", "hangup_after_bridge=" + isConsultation(), "transfer-set-2");
        tellNextParty();
        Duration rings = request.connectTimeout().orElse(RINGS);
        long seconds = Math.max(1, rings.plusMillis(999).toSeconds());
        control.execute("set", "call_timeout=" + seconds, "transfer-set-3");
        // Set where there is none too: an earlier attempt of the call may have had one.
        control.execute("set", "instant_ringback=" + ringback.isPresent(), "transfer-set-4");
        control.execute("set", "transfer_ringback=" + ringback.orElse(""), "transfer-set-5");
        // The caller hears what the document says until the answer, not what the network has to say before it.
        String early = ringback.isPresent() ? ",ignore_early_media=true" : "";
        control.execute("bridge", "[origination_uuid=" + otherLeg + early + "]" + dialString, "bridge");
        Duration ringsUntil = inbox.elapsed().plus(rings);
        words.ifPresent(WordHearing::begin);
        words.ifPresent(WordHearing::promptsEnded);
        while (true) {
            Optional<CallMessage> message = inbox.take(patience(ringsUntil));
            switch (message.orElse(null)) {
                case null -> {
                    if (cut.isPresent()) {
                        // The switch is silent about a leg that it was told to drop: go on without its word.
                        return ended(Map.of());
                    }
                    timeIsUp(ringsUntil);
                }
                case CallMessage.KeyPressed(char key) -> pressed(key);
                case CallMessage.Bridged _ -> {
                    if (isConsultation() && cut.isEmpty()) {
                        return new TransferResult.Transferred();
                    }
                    if (talkingSince.isEmpty() && tellsMachines) {
                        control.watchForMachine(otherLeg);
                        watched = true;
                    }
                    talkingSince = Optional.of(inbox.elapsed());
                }
                case CallMessage.MachineHeard _ -> {
                    if (cut.isEmpty()) {
                        hangUpOther(new Cut.Machine());
                    }
                }
                case CallMessage.Executed executed -> {
                    if (executed.id().equals("bridge")) {
                        return ended(executed.outcome());
                    }
                }
                case CallMessage.SpeechHeard(long hearing, Heard said) -> spoken(hearing, said);
                case CallMessage.PlaybackBegan _, CallMessage.SpeechBegan _, CallMessage.WorkDone _ -> {}
                case CallMessage.HungUp _ -> {
                    return new TransferResult.HangUp(talked());
                }
            }
        }
    }

    /** How long to wait for the next message: until something is due here, or the switch must have answered. */
    private Duration patience(Duration ringsUntil) {
        Duration now = inbox.elapsed();
        if (cut.isPresent()) {
            return CONFIRMATION;
        }
        Duration due = talkingSince
                .map(since -> request.maxTime().map(since::plus).orElse(now.plus(RINGS)))
                .orElse(ringsUntil)
                .minus(now);
        if (keysArePending()) {
            Duration keys = keysSince.plus(collector.patience(RINGS)).minus(now);
            due = keys.compareTo(due) < 0 ? keys : due;
        }
        return due.isNegative() ? Duration.ZERO : due;
    }

    private boolean keysArePending() {
        return !keysSince.isZero();
    }

    private void timeIsUp(Duration ringsUntil) {
        Duration now = inbox.elapsed();
        if (keysArePending() && now.compareTo(keysSince.plus(collector.patience(RINGS))) >= 0) {
            heard(collector.outOfTime());
        } else if (talkingSince.isEmpty() && now.compareTo(ringsUntil) >= 0) {
            hangUpOther(new Cut.RangTooLong());
        } else if (talkingSince.isPresent()
                && request.maxTime().isPresent()
                && now.compareTo(talkingSince.get().plus(request.maxTime().get())) >= 0) {
            hangUpOther(new Cut.TalkedTooLong());
        }
    }

    private void pressed(char key) {
        if (cut.isPresent() || !request.input().modes().contains(InputMode.DTMF)) {
            return;
        }
        keysSince = inbox.elapsed();
        switch (collector.key(key)) {
            case DtmfCollector.Progress.Waiting _ -> {}
            case DtmfCollector.Progress.Done(InputResult result) -> heard(result);
            case DtmfCollector.Progress.DoneBefore(InputResult result) -> heard(result);
        }
    }

    /** Keys that no grammar takes are for the other party. */
    private void heard(InputResult result) {
        keysSince = Duration.ZERO;
        collector = collector(request.input());
        if (result instanceof InputResult.Matched matched) {
            hangUpOther(new Cut.ByCaller(matched));
        }
    }

    /** Words that no grammar takes are for the other party. */
    private void spoken(long hearing, Heard said) {
        if (cut.isEmpty()
                && words.isPresent()
                && words.get().isMine(hearing)
                && said instanceof Heard.Understood understood) {
            hangUpOther(new Cut.ByCaller(words.get().matched(understood)));
        }
    }

    private void hangUpOther(Cut why) {
        cut = Optional.of(why);
        control.hangUpOther(otherLeg, "NORMAL_CLEARING");
    }

    private Duration talked() {
        return talkingSince.map(since -> inbox.elapsed().minus(since)).orElse(Duration.ZERO);
    }

    private TransferResult ended(Map<String, String> said) {
        if (watched) {
            control.stopWatching(otherLeg);
        }
        return outcome(said);
    }

    private TransferResult outcome(Map<String, String> said) {
        if (cut.isPresent()) {
            return switch (cut.get()) {
                case Cut.RangTooLong _ -> new TransferResult.NoAnswer();
                case Cut.TalkedTooLong _ -> new TransferResult.TimeOver(talked());
                case Cut.Machine _ -> new TransferResult.Machine(talked());
                case Cut.ByCaller(InputResult.Matched input) -> new TransferResult.CallerEnded(talked(), input);
            };
        }
        if (talkingSince.isPresent()) {
            return switch (said.getOrDefault("bridge_hangup_cause", "NORMAL_CLEARING")) {
                case "NORMAL_CLEARING" -> new TransferResult.FarEndLeft(talked());
                case "MEDIA_TIMEOUT", "NETWORK_OUT_OF_ORDER", "NORMAL_TEMPORARY_FAILURE", "RECOVERY_ON_TIMER_EXPIRE" ->
                    new TransferResult.NetworkLeft(talked());
                default -> new TransferResult.FarEndLeft(talked());
            };
        }
        return unanswered(said.getOrDefault("originate_disposition", ""));
    }

    /** Spec: ITU-T Q.850 causes under FreeSWITCH's names. */
    private TransferResult unanswered(String cause) {
        return switch (cause) {
            case "USER_BUSY", "CALL_REJECTED" -> new TransferResult.Busy();
            case "NO_ANSWER", "NO_USER_RESPONSE", "ALLOTTED_TIMEOUT", "PROGRESS_TIMEOUT", "ORIGINATOR_CANCEL" ->
                new TransferResult.NoAnswer();
            case "NORMAL_CIRCUIT_CONGESTION", "SWITCH_CONGESTION", "NETWORK_OUT_OF_ORDER", "NORMAL_TEMPORARY_FAILURE" ->
                new TransferResult.NetworkBusy();
            case "UNALLOCATED_NUMBER", "INVALID_NUMBER_FORMAT", "INVALID_URL", "NUMBER_CHANGED" ->
                new TransferResult.Failed("error.connection.baddestination", failed(cause));
            // A telephone that has not registered, or not any more.
            case "USER_NOT_REGISTERED",
                    "SUBSCRIBER_ABSENT",
                    "NO_ROUTE_DESTINATION",
                    "NO_ROUTE_TRANSIT_NET",
                    "INVALID_GATEWAY",
                    "INVALID_PROFILE" -> new TransferResult.Failed("error.connection.noroute", failed(cause));
            case "OUTGOING_CALL_BARRED" -> new TransferResult.Failed("error.connection.noauthorization", failed(cause));
            case "REQUESTED_CHAN_UNAVAIL", "CHAN_NOT_IMPLEMENTED", "FACILITY_NOT_SUBSCRIBED" ->
                new TransferResult.Failed("error.connection.noresource", failed(cause));
            default -> new TransferResult.Unknown(Duration.ZERO);
        };
    }

    private String failed(String cause) {
        return "the switch could not call " + request.destination() + ": " + cause;
    }
}
