package org.belltower.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;

/**
 * A line that does nothing but play, and like a real one plays nothing of several prompts together where one of them cannot be
 * played. Confined to the test's thread.
 */
final class LineThatPlays implements Platform {
    private final Function<QueuedPrompt, PlayResult> outcome;
    private final List<Locale> asked = new ArrayList<>();
    private final List<Locale> heard = new ArrayList<>();

    /** @param outcome of each prompt */
    LineThatPlays(Function<QueuedPrompt, PlayResult> outcome) {
        this.outcome = outcome;
    }

    /** The languages of the prompts that it was given, played or not. */
    List<Locale> asked() {
        return List.copyOf(asked);
    }

    /** The languages of the prompts that were played to their end. */
    List<Locale> heard() {
        return List.copyOf(heard);
    }

    @Override
    public PlayResult play(List<QueuedPrompt> prompts) {
        List<Locale> languages = prompts.stream().map(QueuedPrompt::language).toList();
        asked.addAll(languages);
        Optional<PlayResult> other = prompts.stream()
                .map(outcome)
                .filter(result -> !(result instanceof PlayResult.Played))
                .findFirst();
        if (other.isEmpty()) {
            heard.addAll(languages);
        }
        return other.orElseGet(PlayResult.Played::new);
    }

    @Override
    public ConnectionInfo connection() {
        throw new AssertionError("only plays");
    }

    @Override
    public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
        throw new AssertionError("only plays");
    }

    @Override
    public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
        throw new AssertionError("only plays");
    }

    @Override
    public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
        throw new AssertionError("only plays");
    }

    @Override
    public void disconnect() {
        throw new AssertionError("only plays");
    }
}
