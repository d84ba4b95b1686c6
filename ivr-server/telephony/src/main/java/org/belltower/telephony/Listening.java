package org.belltower.telephony;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.belltower.speech.recognition.Heard;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wait for input on a line: the prompts that input may stop, then the timers. Confined to the call's thread.
 *
 * <p>Keys and words are listened to at once. The first that is input wins; a key ends the listening to words, whatever has been said
 * by then. Speech stops the timer for no input, and a prompt, when it begins; a hotword only when it is understood.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5, §6.3.2, §6.3.3, appendix D.
 */
final class Listening {
    private static final Logger LOG = LoggerFactory.getLogger(Listening.class);

    private final Line line;
    private final Inbox inbox;
    private final Player player;
    private final KeyBuffer waitingKeys;
    private final List<QueuedPrompt> prompts;
    private final InputRequest request;
    private final boolean keysCount;
    private final DtmfCollector collector;
    private final Optional<WordHearing> words;
    private boolean told;

    /**
     * On the line whose parts these are.
     *
     * @param waitingKeys what has been keyed ahead; what this does not use is left there
     * @param prompts that input may stop
     * @param words how words are heard; closed here
     */
    Listening(
            Line line,
            Inbox inbox,
            Player player,
            KeyBuffer waitingKeys,
            List<QueuedPrompt> prompts,
            InputRequest request,
            Optional<WordHearing> words) {
        this.words = words;
        this.line = line;
        this.inbox = inbox;
        this.player = player;
        this.waitingKeys = waitingKeys;
        this.prompts = prompts;
        this.request = request;
        this.keysCount = request.modes().contains(InputMode.DTMF);
        this.collector = new DtmfCollector(request.grammars(), request.dtmf());
    }

    /** Returns with what the caller did; each prompt has been told of then. */
    InputResult run() {
        try {
            InputResult result = listen();
            heard(PlayOutcome.NOT_PLAYED);
            return result;
        } finally {
            stopHearing();
            player.watchedByNobody();
        }
    }

    private void heard(PlayOutcome ofAll) {
        heard(Collections.nCopies(prompts.size(), ofAll));
    }

    /** Only the first counts. */
    private void heard(List<PlayOutcome> outcomes) {
        if (!told) {
            told = true;
            line.tell(outcomes);
        }
    }

    private InputResult listen() {
        if (!line.settle()) {
            return new InputResult.HangUp();
        }
        if (!keysCount) {
            waitingKeys.clear();
        }
        if (!isKeyed()) {
            Optional<Player.Prepared> prepared = line.whileConnected(() -> player.prepare(prompts));
            if (prepared.isEmpty()) {
                return new InputResult.HangUp();
            }
            if (!keysCount) {
                waitingKeys.clear();
            }
            // A key that came while the prompt was being made is an answer all the same.
            if (!isKeyed()) {
                Optional<Player.Lately> before = player.lately();
                words.ifPresent(this::hear);
                Player.Start started =
                        player.start(prepared.get(), keysCount ? waitingKeys.terminators() : Terminators.NONE);
                // Clips are read for this, which nobody is to wait for.
                words.ifPresent(hearing ->
                        before.ifPresent(known -> hearing.played(known::sound, known.since(inbox.elapsed()))));
                switch (started) {
                    case Player.Start.Nothing _ -> {
                        heard(PlayOutcome.WHOLE);
                        words.ifPresent(WordHearing::promptsEnded);
                    }
                    case Player.Start.Playing _ -> {}
                    case Player.Start.Unspeakable(String event, String reason) -> {
                        heard(PlayOutcome.FAILED);
                        return new InputResult.Failed(event, reason);
                    }
                }
            }
        }
        if (isKeyed()) {
            stopHearing();
        }
        Duration silenceSince = inbox.elapsed();
        while (true) {
            while (!waitingKeys.isEmpty()) {
                char key = waitingKeys.next();
                switch (collector.key(key)) {
                    case DtmfCollector.Progress.Waiting _ -> silenceSince = inbox.elapsed();
                    case DtmfCollector.Progress.Done(InputResult result) -> {
                        waitingKeys.entryEnded(
                                collector, inbox.elapsed().plus(request.dtmf().interdigit()));
                        return result;
                    }
                    case DtmfCollector.Progress.DoneBefore(InputResult result) -> {
                        waitingKeys.putBack(key);
                        return result;
                    }
                }
            }
            Duration patience = patience(silenceSince);
            Optional<CallMessage> message = patience.isPositive() ? inbox.take(patience) : Optional.empty();
            switch (message.orElse(null)) {
                case null -> {
                    if (patience(silenceSince).isPositive()) {
                        // The recogniser has fallen behind meanwhile.
                        continue;
                    }
                    if (player.isPlaying()) {
                        player.giveUpWaiting();
                        if (player.failure().isPresent()) {
                            heard(PlayOutcome.FAILED);
                            return new InputResult.Failed(
                                    "error.noresource", player.failure().get());
                        }
                        heard(PlayOutcome.WHOLE);
                        words.ifPresent(WordHearing::promptsEnded);
                    } else if (isSpeaking()) {
                        LOG.error("the recogniser did not say what it heard; going on with keys");
                        stopHearing();
                    } else {
                        return collector.outOfTime();
                    }
                    silenceSince = inbox.elapsed();
                }
                case CallMessage.KeyPressed(char key) -> {
                    if (keysCount && waitingKeys.addNow(key, inbox.elapsed(), request.grammars())) {
                        stopHearing();
                        heardUntilStopped();
                        player.stoppedBy(key);
                    }
                }
                case CallMessage.SpeechBegan(long hearing) -> {
                    if (isMine(hearing)) {
                        speechBegan(words.orElseThrow());
                    }
                }
                case CallMessage.SpeechHeard(long hearing, Heard said) -> {
                    if (isMine(hearing)) {
                        Optional<InputResult> result = words.orElseThrow().result(said);
                        stopHearing();
                        if (result.isPresent() && counts(result.get())) {
                            stopPrompts();
                            return result.get();
                        }
                        if (said instanceof Heard.Failed(String why)) {
                            LOG.error("the recogniser failed, keys go on: {}", why);
                            if (!request.listensTo(InputMode.DTMF)) {
                                stopPrompts();
                                return new InputResult.Failed("error.noresource", why);
                            }
                        }
                        silenceSince = inbox.elapsed();
                    }
                }
                case CallMessage.Executed _, CallMessage.WorkDone _ -> {
                    if (player.over(message.get())) {
                        silenceSince = inbox.elapsed();
                        words.ifPresent(WordHearing::promptsEnded);
                        heard(player.failure().isPresent() ? PlayOutcome.FAILED : PlayOutcome.WHOLE);
                        if (player.failure().isPresent()) {
                            return new InputResult.Failed(
                                    "error.noresource", player.failure().get());
                        }
                    }
                }
                case CallMessage.PlaybackBegan _ -> player.began();
                case CallMessage.Bridged _, CallMessage.MachineHeard _ -> {}
                case CallMessage.HungUp _ -> {
                    line.end();
                    if (player.isPlaying()) {
                        heard(player.heardUntilNow(PlayOutcome.HUNG_UP));
                    }
                    return new InputResult.HangUp();
                }
            }
        }
    }

    private boolean isKeyed() {
        return waitingKeys.isKeyedFor(request.grammars());
    }

    /** What is played from now on may come back over the caller's line. */
    private void hear(WordHearing hearing) {
        hearing.begin();
        player.watchedBy(items -> hearing.plays(() -> PlaylistSound.of(items)));
    }

    private boolean isMine(long hearing) {
        return words.isPresent() && words.get().isMine(hearing);
    }

    private boolean isSpeaking() {
        return words.isPresent() && words.get().isSpeaking();
    }

    /**
     * Until the caller should have keyed or spoken, or the switch or the recogniser should have said something. Who speaks in time is
     * heard, however busy the recogniser is.
     */
    private Duration patience(Duration silenceSince) {
        if (player.isPlaying()) {
            return player.patience();
        }
        return isSpeaking()
                ? words.orElseThrow().patience(inbox.elapsed())
                : collector
                        .patience(request.timeout())
                        .plus(words.map(WordHearing::lag).orElse(Duration.ZERO))
                        .minus(inbox.elapsed().minus(silenceSince));
    }

    private void speechBegan(WordHearing hearing) {
        hearing.speechBegan(inbox.elapsed());
        if (!hearing.isHotword()) {
            stopPrompts();
            hearing.promptsEnded();
        }
    }

    /** Where a hotword is awaited, all else is passed over. Spec: VoiceXML 2.0 §4.1.5.1. */
    private boolean counts(InputResult result) {
        return result instanceof InputResult.Matched
                || !words.map(WordHearing::isHotword).orElse(false);
    }

    private void stopHearing() {
        words.ifPresent(WordHearing::close);
    }

    private void stopPrompts() {
        heardUntilStopped();
        player.stop();
    }

    private void heardUntilStopped() {
        if (player.isPlaying()) {
            heard(player.heardUntilNow(PlayOutcome.STOPPED));
        }
    }
}
