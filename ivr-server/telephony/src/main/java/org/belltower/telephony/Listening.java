package org.belltower.telephony;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;

/**
 * One wait for input on a line: the prompts that input may stop, then the timers. Confined to the call's thread.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5, §6.3.3, appendix D.
 */
final class Listening {
    private final Line line;
    private final Inbox inbox;
    private final Player player;
    private final KeyBuffer waitingKeys;
    private final List<QueuedPrompt> prompts;
    private final InputRequest request;
    private final boolean keysCount;
    private final DtmfCollector collector;
    private boolean told;

    /**
     * On the line whose parts these are.
     *
     * @param waitingKeys what has been keyed ahead; what this does not use is left there
     * @param prompts that input may stop
     */
    Listening(
            Line line,
            Inbox inbox,
            Player player,
            KeyBuffer waitingKeys,
            List<QueuedPrompt> prompts,
            InputRequest request) {
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
        InputResult result = listen();
        heard(PlayOutcome.NOT_PLAYED);
        return result;
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
        if (waitingKeys.isEmpty()) {
            Optional<Player.Prepared> prepared = line.whileConnected(() -> player.prepare(prompts));
            if (prepared.isEmpty()) {
                return new InputResult.HangUp();
            }
            if (!keysCount) {
                waitingKeys.clear();
            }
            // A key that came while the prompt was being made is an answer all the same.
            if (waitingKeys.isEmpty()) {
                switch (player.start(prepared.get())) {
                    case Player.Start.Nothing _ -> heard(PlayOutcome.WHOLE);
                    case Player.Start.Playing _ -> {}
                    case Player.Start.Unspeakable(String event, String reason) -> {
                        heard(PlayOutcome.FAILED);
                        return new InputResult.Failed(event, reason);
                    }
                }
            }
        }
        Duration silenceSince = inbox.elapsed();
        while (true) {
            while (!waitingKeys.isEmpty()) {
                char key = waitingKeys.next();
                switch (collector.key(key)) {
                    case DtmfCollector.Progress.Waiting _ -> silenceSince = inbox.elapsed();
                    case DtmfCollector.Progress.Done(InputResult result) -> {
                        return result;
                    }
                    case DtmfCollector.Progress.DoneBefore(InputResult result) -> {
                        waitingKeys.putBack(key);
                        return result;
                    }
                }
            }
            Duration patience = player.isPlaying()
                    ? player.patience()
                    : collector
                            .patience(request.timeout())
                            .minus(inbox.elapsed().minus(silenceSince));
            Optional<CallMessage> message = patience.isPositive() ? inbox.take(patience) : Optional.empty();
            switch (message.orElse(null)) {
                case null -> {
                    if (!player.isPlaying()) {
                        return collector.outOfTime();
                    }
                    player.giveUpWaiting();
                    if (player.failure().isPresent()) {
                        heard(PlayOutcome.FAILED);
                        return new InputResult.Failed(
                                "error.noresource", player.failure().get());
                    }
                    heard(PlayOutcome.WHOLE);
                    silenceSince = inbox.elapsed();
                }
                case CallMessage.KeyPressed(char key) -> {
                    if (keysCount) {
                        if (player.isPlaying()) {
                            heard(player.heardUntilNow(PlayOutcome.STOPPED));
                        }
                        player.stop();
                        waitingKeys.add(key);
                    }
                }
                case CallMessage.Executed _, CallMessage.WorkDone _ -> {
                    if (player.over(message.get())) {
                        silenceSince = inbox.elapsed();
                        heard(player.failure().isPresent() ? PlayOutcome.FAILED : PlayOutcome.WHOLE);
                        if (player.failure().isPresent()) {
                            return new InputResult.Failed(
                                    "error.noresource", player.failure().get());
                        }
                    }
                }
                case CallMessage.Bridged _ -> {}
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
}
