package org.belltower.voicexml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.belltower.grammar.DtmfMatcher;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Key;
import org.belltower.grammar.Match;
import org.belltower.grammar.MatchState;

/**
 * A caller in memory: hears prompts as text and does, one after the other, what a script says. What is said is words, which the
 * grammars parse; whoever the call is transferred to is scripted too. Confined to the test's thread. Time is counted, not waited
 * for: a mark is always half a second old.
 */
final class ScriptedCaller implements Platform {
    private final Deque<Act> acts = new ArrayDeque<>();
    private final StringBuilder typedAhead = new StringBuilder();
    private final List<String> heard = new ArrayList<>();
    private final List<QueuedPrompt> prompts = new ArrayList<>();
    private final List<InputRequest> requests = new ArrayList<>();
    private Duration silence = Duration.ZERO;
    private boolean gone;
    private boolean disconnected;
    private int workUntilHangUp = -1;
    private boolean deaf;
    private Set<Integer> withoutRecogniser = Set.of();
    private int spokenInputs;
    private Optional<RuntimeException> lineDefect = Optional.empty();
    private Optional<String> lastingTrouble = Optional.empty();
    private FarEnd farEnd = FarEnd.NO_ANSWER;
    private final List<TransferRequest> transfers = new ArrayList<>();
    private final List<RecordRequest> recordings = new ArrayList<>();

    private static final Duration SINCE_MARK = Duration.ofMillis(500);
    private static final Pattern MARK = Pattern.compile("<mark name=\"([^\"]*)\"/>");
    private static final int BYTES_A_SECOND = 16_000;

    /** How the other party of a transfer behaves; it talks for three seconds where it ends the call. */
    enum FarEnd {
        ANSWERS,
        ANSWERS_HANGS_UP,
        NO_ANSWER,
        BUSY,
        NETWORK_BUSY,
        /** The network breaks off while they talk. */
        NETWORK_FAILS,
        /** The line cannot tell what became of it. */
        UNKNOWN
    }

    /** What a recogniser takes the words for. */
    record Reading(String words, double confidence) {}

    /** What the caller does when it is listened to. */
    private sealed interface Act {
        record Press(String keys) implements Act {}

        record Say(List<Reading> readings) implements Act {}

        record Speak(Duration length, Optional<Key> end) implements Act {}

        record TalkOn() implements Act {}

        record Silence() implements Act {}

        record HangUp() implements Act {}

        record Trouble(String event) implements Act {}
    }

    /** Presses these keys in one go; more than one grammar's worth is typed ahead. */
    ScriptedCaller presses(String keys) {
        acts.add(new Act.Press(keys));
        return this;
    }

    /** Says words that a recogniser is sure of. */
    ScriptedCaller says(String words) {
        return says(new Reading(words, 0.9));
    }

    /** Says something that a recogniser takes for these, the most likely first. */
    ScriptedCaller says(Reading... readings) {
        acts.add(new Act.Say(List.of(readings)));
        return this;
    }

    /** Nobody can listen to words for these of the inputs that want them, from 1. */
    ScriptedCaller hasNoRecogniserFor(Integer... inputs) {
        withoutRecogniser = Set.of(inputs);
        return this;
    }

    @Override
    public Optional<String> deafTo(List<QueuedPrompt> due, InputRequest request) {
        return request.listensTo(InputMode.VOICE) && withoutRecogniser.contains(++spokenInputs)
                ? Optional.of("as many listen as the machine bears")
                : Optional.empty();
    }

    /** Speaks for so long into a recording and then is silent. */
    ScriptedCaller speaksFor(Duration length) {
        acts.add(new Act.Speak(length, Optional.empty()));
        return this;
    }

    /** Speaks for so long into a recording and then presses a key. */
    ScriptedCaller speaksFor(Duration length, char key) {
        acts.add(new Act.Speak(length, Key.of(key)));
        return this;
    }

    /** Speaks to a recogniser without end. */
    ScriptedCaller talksOn() {
        acts.add(new Act.TalkOn());
        return this;
    }

    /** From now on whoever a call is transferred to behaves like this. */
    ScriptedCaller meets(FarEnd behaviour) {
        farEnd = behaviour;
        return this;
    }

    List<TransferRequest> transfers() {
        return transfers;
    }

    List<RecordRequest> recordings() {
        return recordings;
    }

    ScriptedCaller staysSilent() {
        acts.add(new Act.Silence());
        return this;
    }

    ScriptedCaller hangsUp() {
        acts.add(new Act.HangUp());
        return this;
    }

    /** What is played without waiting for input cannot be spoken. */
    ScriptedCaller hearsNothing() {
        deaf = true;
        return this;
    }

    /** Hangs up while the next piece of work but so many is being done. */
    ScriptedCaller hangsUpDuringWork(int before) {
        workUntilHangUp = before;
        return this;
    }

    /** The platform fails with this event. */
    ScriptedCaller meetsTrouble(String event) {
        acts.add(new Act.Trouble(event));
        return this;
    }

    /** The platform has a defect: whatever it is to play without waiting for input ends in this. */
    ScriptedCaller breaksWith(RuntimeException defect) {
        lineDefect = Optional.of(defect);
        return this;
    }

    /** The platform fails with this event whenever it is to listen; a session that does not give up fails the test. */
    ScriptedCaller meetsLastingTrouble(String event) {
        lastingTrouble = Optional.of(event);
        return this;
    }

    /** Each prompt as text, markup left out except what a recording is called. */
    List<String> heard() {
        return heard;
    }

    List<QueuedPrompt> prompts() {
        return prompts;
    }

    List<InputRequest> requests() {
        return requests;
    }

    /** How long the caller was waited for in all. */
    Duration silence() {
        return silence;
    }

    boolean wasDisconnected() {
        return disconnected;
    }

    @Override
    public ConnectionInfo connection() {
        return new ConnectionInfo(
                URI.create("tel:88001"),
                URI.create("tel:13900000000"),
                "sip",
                "2.0",
                ConnectionInfo.Originator.REMOTE,
                "",
                List.of(new ConnectionInfo.Redirect(URI.create("tel:88002"), "0", "1", "no reply")),
                Map.of("trunk", "7"));
    }

    @Override
    public InputResult collect(List<QueuedPrompt> queued, InputRequest request) {
        if (gone) {
            return new InputResult.HangUp();
        }
        requests.add(request);
        if (lastingTrouble.isPresent()) {
            assertThat(requests).as("attempts to listen on a line that cannot").hasSizeLessThan(10_000);
            return new InputResult.Failed(lastingTrouble.get(), "scripted trouble");
        }
        hear(queued);
        return input(queued, request);
    }

    private InputResult input(List<QueuedPrompt> queued, InputRequest request) {
        Optional<PromptMark> mark = mark(queued);
        if (typedAhead.isEmpty()) {
            Act act = acts.isEmpty() ? new Act.HangUp() : acts.remove();
            switch (act) {
                case Act.Press(String keys) -> typedAhead.append(keys);
                case Act.Say(List<Reading> readings) -> {
                    return request.modes().contains(InputMode.VOICE)
                            ? words(readings, request, mark)
                            : new InputResult.NoInput(mark);
                }
                case Act.TalkOn() -> {
                    return new InputResult.TooMuchSpeech(
                            mark,
                            request.speech()
                                    .recordUtterance()
                                    .map(type -> recording(request.speech().maxSpeech(), type)));
                }
                case Act.Silence() -> {
                    silence = silence.plus(request.timeout());
                    return new InputResult.NoInput(mark);
                }
                case Act.Speak(Duration length, Optional<Key> end) ->
                    throw new AssertionError("nothing is being recorded");
                case Act.HangUp() -> {
                    gone = true;
                    return new InputResult.HangUp();
                }
                case Act.Trouble(String event) -> {
                    return new InputResult.Failed(event, "scripted trouble");
                }
            }
        }
        return match(request, mark);
    }

    private static Optional<PromptMark> mark(List<QueuedPrompt> queued) {
        return queued.stream()
                .flatMap(prompt -> MARK.matcher(prompt.ssml()).results())
                .reduce((first, second) -> second)
                .map(found -> new PromptMark(found.group(1), SINCE_MARK));
    }

    private InputResult words(List<Reading> readings, InputRequest request, Optional<PromptMark> mark) {
        Optional<Recording> utterance =
                request.speech().recordUtterance().map(type -> recording(Duration.ofSeconds(1), type));
        List<InputResult.Hypothesis> nbest = readings.stream()
                .filter(reading -> reading.confidence()
                        >= request.speech().confidenceLevel().value())
                .flatMap(reading -> hypothesis(reading, request).stream())
                .limit(request.speech().maxNBest())
                .toList();
        return nbest.isEmpty()
                ? new InputResult.NoMatch(InputMode.VOICE, readings.getFirst().words(), mark, utterance)
                : new InputResult.Matched(InputMode.VOICE, nbest, mark, utterance);
    }

    private static Optional<InputResult.Hypothesis> hypothesis(Reading reading, InputRequest request) {
        List<String> tokens = List.of(reading.words().split(" "));
        List<Match> matches = request.grammars().stream()
                .filter(active -> active.grammar().mode() == GrammarMode.VOICE
                        && active.grammar().parse(tokens).isPresent())
                .map(active -> new Match(active, tokens))
                .toList();
        return matches.isEmpty()
                ? Optional.empty()
                : Optional.of(new InputResult.Hypothesis(
                        reading.words(),
                        new Confidence(reading.confidence()),
                        tokens.stream()
                                .map(word -> new SpokenWord(word, new Confidence(reading.confidence())))
                                .toList(),
                        matches));
    }

    private static Recording recording(Duration length, String type) {
        return new Recording(
                Path.of("/recordings/" + length.toMillis() + ".wav"),
                type,
                length,
                length.toMillis() * BYTES_A_SECOND / 1_000);
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work) {
        T result = work.get();
        if (!gone && workUntilHangUp-- == 0) {
            gone = true;
            return Optional.empty();
        }
        return Optional.of(result);
    }

    private InputResult match(InputRequest request, Optional<PromptMark> mark) {
        DtmfMatcher matcher = DtmfMatcher.of(request.grammars());
        var keys = new StringBuilder();
        List<Match> found = List.of();
        while (!typedAhead.isEmpty()) {
            char symbol = typedAhead.charAt(0);
            Key key = Key.of(symbol).orElseThrow();
            boolean terminates = request.dtmf().termChar().equals(Optional.of(key))
                    && !matcher.expected().contains(key);
            if (terminates) {
                typedAhead.deleteCharAt(0);
                break;
            }
            keys.append(symbol);
            typedAhead.deleteCharAt(0);
            MatchState state = matcher.feed(key);
            found = state.found();
            if (state instanceof MatchState.Closed || state instanceof MatchState.NoMatch) {
                break;
            }
        }
        return found.isEmpty()
                ? new InputResult.NoMatch(InputMode.DTMF, keys.toString(), mark, Optional.empty())
                : new InputResult.Matched(
                        InputMode.DTMF,
                        List.of(new InputResult.Hypothesis(keys.toString(), Confidence.CERTAIN, found)),
                        mark,
                        Optional.empty());
    }

    @Override
    public PlayResult play(List<QueuedPrompt> queued) {
        if (gone) {
            return new PlayResult.HangUp();
        }
        lineDefect.ifPresent(defect -> {
            throw defect;
        });
        if (deaf) {
            return new PlayResult.Failed("error.noresource", "the voice is gone");
        }
        hear(queued);
        return new PlayResult.Played();
    }

    @Override
    public RecordResult record(List<QueuedPrompt> queued, RecordRequest request) {
        if (gone) {
            return new RecordResult.HangUp(Optional.empty());
        }
        recordings.add(request);
        hear(queued);
        String type = request.mediaType().orElse("audio/x-wav");
        if (!type.equals("audio/x-wav")) {
            return new RecordResult.Failed("error.unsupported.format", "nothing but audio/x-wav, but not " + type);
        }
        Act act = acts.isEmpty() ? new Act.HangUp() : acts.remove();
        return switch (act) {
            case Act.Speak(Duration length, Optional<Key> end) -> {
                boolean cut = request.maxTime()
                        .filter(most -> most.compareTo(length) < 0)
                        .isPresent();
                Recording said = recording(cut ? request.maxTime().get() : length, type);
                if (cut || end.isEmpty()) {
                    yield new RecordResult.Recorded(said, Optional.empty(), cut, mark(queued));
                }
                acts.addFirst(new Act.Press(String.valueOf(end.get().symbol())));
                yield switch (input(queued, request.input())) {
                    case InputResult.Matched matched -> new RecordResult.EndedByInput(matched, said);
                    default ->
                        new RecordResult.Recorded(
                                said, request.dtmfTerm() ? end : Optional.empty(), false, mark(queued));
                };
            }
            case Act.HangUp() -> {
                gone = true;
                yield new RecordResult.HangUp(Optional.of(recording(Duration.ofSeconds(2), type)));
            }
            case Act.Trouble(String event) -> new RecordResult.Failed(event, "scripted trouble");
            case Act.Silence() -> new RecordResult.NoInput(mark(queued));
            case Act.Press(String keys) -> new RecordResult.NoInput(mark(queued));
            case Act.Say(List<Reading> readings) ->
                new RecordResult.Recorded(
                        recording(Duration.ofSeconds(1), type), Optional.empty(), false, mark(queued));
            case Act.TalkOn() ->
                new RecordResult.Recorded(
                        recording(request.maxTime().orElse(Duration.ofMinutes(1)), type),
                        Optional.empty(),
                        true,
                        mark(queued));
        };
    }

    @Override
    public TransferResult transfer(List<QueuedPrompt> queued, TransferRequest request) {
        if (gone) {
            return new TransferResult.HangUp(Duration.ZERO);
        }
        transfers.add(request);
        hear(queued);
        if (request.type() == TransferType.BLIND) {
            gone = true;
            return new TransferResult.Transferred();
        }
        return switch (farEnd) {
            case NO_ANSWER -> new TransferResult.NoAnswer();
            case BUSY -> new TransferResult.Busy();
            case NETWORK_BUSY -> new TransferResult.NetworkBusy();
            case NETWORK_FAILS -> new TransferResult.NetworkLeft(Duration.ofSeconds(3));
            case UNKNOWN -> new TransferResult.Unknown(Duration.ZERO);
            case ANSWERS, ANSWERS_HANGS_UP -> answered(request);
        };
    }

    private TransferResult answered(TransferRequest request) {
        Duration talk = Duration.ofSeconds(3);
        if (request.type() == TransferType.CONSULTATION) {
            gone = true;
            return new TransferResult.Transferred();
        }
        if (acts.peek() instanceof Act.HangUp) {
            acts.remove();
            gone = true;
            return new TransferResult.HangUp(talk);
        }
        if (acts.peek() instanceof Act.Press || acts.peek() instanceof Act.Say) {
            if (input(List.of(), request.input()) instanceof InputResult.Matched matched) {
                return new TransferResult.CallerEnded(talk, matched);
            }
        }
        return farEnd == FarEnd.ANSWERS && request.maxTime().isPresent()
                ? new TransferResult.TimeOver(request.maxTime().get())
                : new TransferResult.FarEndLeft(talk);
    }

    @Override
    public void disconnect() {
        disconnected = true;
        gone = true;
    }

    private void hear(List<QueuedPrompt> queued) {
        for (QueuedPrompt prompt : queued) {
            prompts.add(prompt);
            heard.add(words(prompt.ssml()));
        }
    }

    private static String words(String ssml) {
        return ssml.replaceAll("<audio src=\"([^\"]*)\"/?>", "[$1]")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
