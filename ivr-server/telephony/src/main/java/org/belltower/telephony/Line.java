package org.belltower.telephony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.PromptMark;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;
import org.belltower.voicexml.fetch.FetchAudio;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call as a VoiceXML session sees it: plays prompts, listens to keys and words, hangs up. Confined to the call's thread.
 *
 * <p>A key stops the prompt at once and counts from its first digit; the next prompt is queued behind the stopped one, so
 * nothing waits for the switch to confirm the stop.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5 (bargein), §4.1.8 (queueing and type-ahead), §6.3.3 (timers), appendix D;
 * VoiceXML 2.1 §4 (marks), §7 (recordutterance). Deviates: a key stops a prompt of bargeintype hotword too, matched or not, because
 * a caller who keys has heard enough; audio that cannot be had is not left out of its prompt (§4.1.3), but nothing of what waits is
 * played, because half a figure is a wrong figure.
 */
final class Line implements Platform {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration HANG_UP_CONFIRMATION = Duration.ofSeconds(5);
    /** A switch ends a stopped prompt with its next frame, 20 ms later at most. */
    private static final Duration STOPPED = Duration.ofMillis(100);

    private static final int STOP_TRIES = 5;
    /** The end of work wakes the call's thread; this is only how long one wait is. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final ConnectionInfo connection;
    private final CallControl control;
    private final Inbox inbox;
    private final KeyBuffer waitingKeys = new KeyBuffer();
    private final Player player;
    private final WorkBeside beside;
    private final PlayObserver observer;
    private final LineSettings settings;
    private final List<Path> recordings = new ArrayList<>();
    private final CallWords words;
    /** Got ready for the input that comes next. */
    private Optional<WordHearing> ready = Optional.empty();

    private Optional<CallRecording> wholeCall = Optional.empty();
    private boolean ended;

    /** @param said takes what a recogniser says into the inbox, from any thread */
    Line(
            ConnectionInfo connection,
            CallControl control,
            Inbox inbox,
            Player player,
            WorkBeside beside,
            PlayObserver observer,
            LineSettings settings,
            Consumer<CallMessage> said) {
        this.settings = settings;
        this.words = new CallWords(settings.words(), control, inbox, said, settings.recordings(), recordings::add);
        this.connection = connection;
        this.control = control;
        this.inbox = inbox;
        this.player = player;
        this.beside = beside;
        this.observer = observer;
    }

    /** What is silenced while a secret is keyed. */
    void recordedBy(CallRecording recording) {
        wholeCall = Optional.of(recording);
    }

    @Override
    public ConnectionInfo connection() {
        return connection;
    }

    @Override
    public PlayResult play(List<QueuedPrompt> prompts) {
        settle();
        if (ended) {
            tell(prompts, PlayOutcome.NOT_PLAYED);
            return new PlayResult.HangUp();
        }
        Optional<Player.Prepared> prepared = whileConnected(() -> player.prepare(prompts));
        if (prepared.isEmpty()) {
            tell(prompts, PlayOutcome.NOT_PLAYED);
            return new PlayResult.HangUp();
        }
        PlayResult result = switch (player.start(prepared.get())) {
            case Player.Start.Nothing _ -> new PlayResult.Played();
            case Player.Start.Unspeakable(String event, String reason) -> new PlayResult.Failed(event, reason);
            case Player.Start.Playing _ -> awaitEndOfPrompts();
        };
        switch (result) {
            case PlayResult.Played _ -> tell(prompts, PlayOutcome.WHOLE);
            case PlayResult.HangUp _ -> tell(player.heardUntilNow(PlayOutcome.HUNG_UP));
            case PlayResult.Failed _ -> tell(prompts, PlayOutcome.FAILED);
        }
        return result;
    }

    private void tell(List<QueuedPrompt> prompts, PlayOutcome ofAll) {
        tell(Collections.nCopies(prompts.size(), ofAll));
    }

    /** What became of prompts, in their order. */
    void tell(List<PlayOutcome> outcomes) {
        if (!outcomes.isEmpty()) {
            observer.onPlayed(outcomes);
        }
    }

    /**
     * Takes in what has come meanwhile. A prompt that was stopped while it was heard has the next queued behind it at once. One that
     * was stopped before may not have been: the switch ignores a stop that overtakes the prompt's beginning, so its end is awaited.
     *
     * @return whether the caller is still there
     */
    boolean settle() {
        for (int tries = 0; !ended; ) {
            Optional<CallMessage> message = inbox.take(player.isStopping() ? STOPPED : Duration.ZERO);
            switch (message.orElse(null)) {
                case null -> {
                    if (!player.isStopping()) {
                        return true;
                    }
                    if (++tries < STOP_TRIES) {
                        player.stopAgain();
                    } else {
                        player.giveUpStopping();
                    }
                }
                case CallMessage.KeyPressed(char key) -> waitingKeys.add(key);
                case CallMessage.Executed executed -> player.ended(executed);
                case CallMessage.PlaybackBegan _ -> player.began();
                case CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.WorkDone _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> ended = true;
            }
        }
        return false;
    }

    /** The caller is gone. */
    void end() {
        ended = true;
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work) {
        if (ended) {
            beside.awaitLeft();
            return Optional.of(work.get());
        }
        WorkBeside.Job<T> job = beside.start(work);
        while (!job.isDone()) {
            Optional<CallMessage> message = inbox.take(LOOK_AGAIN);
            switch (message.orElse(null)) {
                case null -> {}
                case CallMessage.KeyPressed(char key) -> waitingKeys.add(key);
                case CallMessage.Executed executed -> player.ended(executed);
                case CallMessage.PlaybackBegan _ -> player.began();
                case CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.WorkDone _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> {
                    ended = true;
                    beside.leave(job);
                    return Optional.empty();
                }
            }
        }
        return Optional.of(job.result());
    }

    @Override
    public <T> Optional<T> whileConnected(Supplier<T> work, FetchAudio audio) {
        settle();
        if (ended) {
            return whileConnected(work);
        }
        WorkBeside.Job<T> job = beside.start(work);
        FetchSound sound = FetchSound.of(audio, inbox, player, beside);
        while (!job.isDone() || sound.mustGoOn()) {
            Duration patience = sound.advance(job.isDone());
            Optional<CallMessage> message = inbox.take(patience.compareTo(LOOK_AGAIN) < 0 ? patience : LOOK_AGAIN);
            switch (message.orElse(null)) {
                case null -> {}
                case CallMessage.KeyPressed(char key) -> waitingKeys.add(key);
                case CallMessage.Executed executed -> player.ended(executed);
                case CallMessage.PlaybackBegan _ -> player.began();
                case CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.WorkDone _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> {
                    ended = true;
                    sound.leave();
                    beside.leave(job);
                    return Optional.empty();
                }
            }
        }
        sound.stop();
        return Optional.of(job.result());
    }

    private PlayResult awaitEndOfPrompts() {
        while (player.isPlaying()) {
            Optional<CallMessage> message = inbox.take(player.patience());
            switch (message.orElse(null)) {
                case null -> player.giveUpWaiting();
                case CallMessage.KeyPressed(char key) -> waitingKeys.add(key);
                case CallMessage.Executed _, CallMessage.WorkDone _ -> player.over(message.get());
                case CallMessage.PlaybackBegan _ -> player.began();
                case CallMessage.SpeechBegan _,
                        CallMessage.SpeechHeard _,
                        CallMessage.Bridged _,
                        CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> {
                    ended = true;
                    return new PlayResult.HangUp();
                }
            }
        }
        return player.failure()
                .<PlayResult>map(reason -> new PlayResult.Failed("error.noresource", reason))
                .orElseGet(() -> new PlayResult.Played(player.mark()));
    }

    /**
     * Asks for a recogniser, who then waits for {@link #collect}. Where keys have been pressed ahead they are the input, and nobody
     * listens to words.
     */
    @Override
    public Optional<String> deafTo(List<QueuedPrompt> prompts, InputRequest request) {
        unready();
        if (!request.listensTo(InputMode.VOICE)) {
            return Optional.empty();
        }
        boolean keysCount = prompts.stream().allMatch(QueuedPrompt::bargein)
                && request.modes().contains(InputMode.DTMF);
        if (!settle() || (keysCount && waitingKeys.isKeyedFor(request.grammars()))) {
            return Optional.empty();
        }
        return switch (words.ready(request, isHotword(prompts))) {
            case CallWords.Readiness.NotWanted _ -> Optional.empty();
            case CallWords.Readiness.Deaf(String reason) -> Optional.of(reason);
            case CallWords.Readiness.Ready(WordHearing hearing) -> {
                ready = Optional.of(hearing);
                yield Optional.empty();
            }
        };
    }

    /** That of the last prompt, whose timeout counts as well. Spec: VoiceXML 2.0 §4.1.5.1: mixed types are unpredictable. */
    private static boolean isHotword(List<QueuedPrompt> prompts) {
        return !prompts.isEmpty()
                && prompts.getLast().bargein()
                && prompts.getLast().bargeinType() == BargeinType.HOTWORD;
    }

    private void unready() {
        ready.ifPresent(WordHearing::close);
        ready = Optional.empty();
    }

    @Override
    public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
        if (!request.secret()) {
            return unmasked(prompts, request);
        }
        wholeCall.ifPresent(CallRecording::mask);
        try {
            return unmasked(prompts, request);
        } finally {
            wholeCall.ifPresent(CallRecording::unmask);
        }
    }

    private InputResult unmasked(List<QueuedPrompt> prompts, InputRequest request) {
        try {
            return heard(prompts, request);
        } finally {
            unready();
        }
    }

    private InputResult heard(List<QueuedPrompt> prompts, InputRequest request) {
        if (ended) {
            tell(prompts, PlayOutcome.NOT_PLAYED);
            return new InputResult.HangUp();
        }
        Optional<String> format = Recorder.unsupported(request.speech().recordUtterance());
        if (format.isPresent() && request.listensTo(InputMode.VOICE)) {
            tell(prompts, PlayOutcome.NOT_PLAYED);
            return new InputResult.Failed("error.unsupported.format", format.get());
        }
        player.forgetMark();
        int free = prompts.size();
        while (free > 0 && prompts.get(free - 1).bargein()) {
            free--;
        }
        if (free > 0) {
            PlayResult first = play(prompts.subList(0, free));
            // Keys pressed before or during a prompt that must be heard are not an answer to what follows it.
            waitingKeys.clear();
            switch (first) {
                case PlayResult.Played _ -> {}
                case PlayResult.HangUp _ -> {
                    tell(prompts.subList(free, prompts.size()), PlayOutcome.NOT_PLAYED);
                    return new InputResult.HangUp();
                }
                case PlayResult.Failed(String event, String message) -> {
                    tell(prompts.subList(free, prompts.size()), PlayOutcome.NOT_PLAYED);
                    return new InputResult.Failed(event, message);
                }
            }
        }
        var listening =
                new Listening(this, inbox, player, waitingKeys, prompts.subList(free, prompts.size()), request, ready);
        return marked(listening.run());
    }

    /** Spec: VoiceXML 2.1 §4. */
    private InputResult marked(InputResult result) {
        Optional<PromptMark> mark = player.mark();
        return switch (result) {
            case InputResult.Matched matched ->
                new InputResult.Matched(matched.mode(), matched.nbest(), mark, matched.utterance());
            case InputResult.NoMatch noMatch ->
                new InputResult.NoMatch(noMatch.mode(), noMatch.heard(), mark, noMatch.utterance());
            case InputResult.NoInput _ -> new InputResult.NoInput(mark);
            case InputResult.TooMuchSpeech tooMuch -> new InputResult.TooMuchSpeech(mark, tooMuch.utterance());
            case InputResult.HangUp hangUp -> hangUp;
            case InputResult.Failed failed -> failed;
        };
    }

    @Override
    public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
        player.forgetMark();
        return switch (play(prompts)) {
            case PlayResult.HangUp _ -> new RecordResult.HangUp(Optional.empty());
            case PlayResult.Failed(String event, String message) -> new RecordResult.Failed(event, message);
            case PlayResult.Played(Optional<PromptMark> mark) -> recorded(request, mark);
        };
    }

    private RecordResult recorded(RecordRequest request, Optional<PromptMark> mark) {
        // What was keyed during the prompt is no part of what is to be said.
        waitingKeys.clear();
        // All that is said is the recording, but for what a grammar accepts. Spec: VoiceXML 2.0 §2.3.6.
        Optional<WordHearing> hearing = words.orKeys(request.input(), true);
        player.leaveKeysAlone();
        var recorder = new Recorder(control, inbox, settings.recordings(), request, hearing);
        RecordResult result;
        try {
            result = recorder.run();
        } finally {
            hearing.ifPresent(WordHearing::close);
        }
        recorder.file().ifPresent(recordings::add);
        return switch (result) {
            case RecordResult.Recorded recorded ->
                new RecordResult.Recorded(recorded.recording(), recorded.termChar(), recorded.maxTimeReached(), mark);
            case RecordResult.NoInput _ -> new RecordResult.NoInput(mark);
            case RecordResult.HangUp hangUp -> {
                ended = true;
                yield hangUp;
            }
            case RecordResult.EndedByInput endedByInput -> endedByInput;
            case RecordResult.Failed failed -> failed;
        };
    }

    /** Stops listening, and deletes recordings: they may hold what is nobody's business, so they do not outlive the call. */
    void close() {
        unready();
        words.close();
        deleteRecordings();
    }

    private void deleteRecordings() {
        for (Path recording : recordings) {
            try {
                Files.deleteIfExists(recording);
            } catch (IOException e) {
                LOG.error("a recording of an ended call could not be deleted; delete it by hand: {}", recording, e);
            }
        }
        recordings.clear();
    }

    @Override
    public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
        Optional<String> dialString = settings.dialing().apply(request.destination());
        Optional<String> extension = settings.extension(request.destination());
        boolean reachable = request.type() == TransferType.BLIND
                ? extension.isPresent() || !LineSettings.isExtension(request.destination())
                : dialString.isPresent();
        if (!reachable) {
            return new TransferResult.Failed(
                    "error.connection.noroute",
                    "no trunk of this server, and for this type of transfer no extension, leads to "
                            + request.destination());
        }
        if (request.type() == TransferType.BLIND && extension.isPresent() && control.handOnsLeft() == 0) {
            return new TransferResult.Failed(
                    "error.connection.noresource",
                    "the call has been handed on as often as may be, so it is not to " + request.destination());
        }
        return switch (beforeTransfer(prompts, request)) {
            case InputResult.HangUp _ -> new TransferResult.HangUp(Duration.ZERO);
            case InputResult.Failed(String event, String message) -> new TransferResult.Failed(event, message);
            case InputResult.Matched matched -> new TransferResult.CallerEnded(Duration.ZERO, matched);
            case InputResult.NoInput _, InputResult.NoMatch _, InputResult.TooMuchSpeech _ -> {
                Optional<Player.Prepared> ringback = request.audio().isEmpty()
                        ? Optional.of(Player.Prepared.NOTHING)
                        : whileConnected(
                                () -> player.prepare(List.of(request.audio().get())));
                if (ringback.isEmpty()) {
                    yield new TransferResult.HangUp(Duration.ZERO);
                }
                waitingKeys.clear();
                TransferResult result =
                        transferred(request, dialString.orElse(""), extension, player.argument(ringback.get()));
                ended |= result instanceof TransferResult.HangUp || result instanceof TransferResult.Transferred;
                yield result;
            }
        };
    }

    /** Nobody listens in on a conversation in which no word of the caller's is awaited. */
    private TransferResult transferred(
            TransferRequest request, String dialString, Optional<String> extension, Optional<String> ringback) {
        Optional<WordHearing> hearing =
                request.type() == TransferType.BRIDGE ? words.orKeys(request.input(), true) : Optional.empty();
        if (hearing.isEmpty()) {
            words.leave();
        }
        if (request.type() == TransferType.BLIND && extension.isPresent()) {
            wholeCall.ifPresent(CallRecording::end);
            wholeCall = Optional.empty();
        }
        try {
            return new TransferLeg(
                            control, inbox, request, dialString, extension, settings.tellsMachines(), ringback, hearing)
                    .run();
        } finally {
            hearing.ifPresent(WordHearing::close);
        }
    }

    /**
     * Plays what stands before a transfer; for one whose caller may end it, input that a grammar accepts does so already, and other
     * input is passed over. Spec: VoiceXML 2.0 §2.3.7.2.2.
     */
    private InputResult beforeTransfer(List<QueuedPrompt> prompts, TransferRequest request) {
        InputRequest input = request.input();
        boolean listens = request.type() == TransferType.BRIDGE
                && prompts.stream().allMatch(QueuedPrompt::bargein)
                && (input.listensTo(InputMode.DTMF) || input.listensTo(InputMode.VOICE));
        if (!listens || prompts.isEmpty()) {
            return switch (play(prompts)) {
                case PlayResult.HangUp _ -> new InputResult.HangUp();
                case PlayResult.Failed(String event, String message) -> new InputResult.Failed(event, message);
                case PlayResult.Played _ -> new InputResult.NoInput();
            };
        }
        settle();
        waitingKeys.clear();
        var whilePlaying = new InputRequest(
                input.grammars(), Duration.ZERO, input.dtmf(), input.modes(), input.secret(), input.speech());
        var listening =
                new Listening(this, inbox, player, waitingKeys, prompts, whilePlaying, words.orKeys(input, true));
        return listening.run();
    }

    @Override
    public void disconnect() {
        if (ended) {
            return;
        }
        control.hangUp("NORMAL_CLEARING");
        Duration until = inbox.elapsed().plus(HANG_UP_CONFIRMATION);
        while (!ended) {
            Optional<CallMessage> message = inbox.take(until.minus(inbox.elapsed()));
            ended = message.isEmpty() || message.get() instanceof CallMessage.HungUp;
        }
    }
}
