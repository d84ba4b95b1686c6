package org.belltower.server.conversation;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.grammar.Key;
import org.belltower.grammar.Match;
import org.belltower.telephony.DtmfCollector;
import org.belltower.telephony.LateTermChar;
import org.belltower.voicexml.Confidence;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.TransferType;

/**
 * A line without sound: prompts arrive as words, keys and words go back. Time is counted and not waited for: who stays silent
 * has stayed so for the whole timeout, and keys that need a further one have waited for it in vain. Confined to the call's
 * thread.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5, §6.3.3, Appendix D.
 */
public final class MemoryLine implements Platform {
    private static final Duration TALK = Duration.ofSeconds(3);

    private final Caller caller;
    private final PromptWords words;
    private final String number;
    private final FarEnd farEnd;
    private final StringBuilder typedAhead = new StringBuilder();
    private final LateTermChar late = new LateTermChar();
    private Duration waited = Duration.ZERO;
    private boolean gone;

    /**
     * A line to a caller who has just been answered.
     *
     * @param number that was dialled
     */
    public MemoryLine(Caller caller, PromptWords words, String number) {
        this(caller, words, number, FarEnd.NONE);
    }

    /** The same with somebody to be put through to. */
    public MemoryLine(Caller caller, PromptWords words, String number, FarEnd farEnd) {
        this.caller = caller;
        this.words = words;
        this.number = number;
        this.farEnd = farEnd;
    }

    /** How long the caller has stayed silent in all. */
    public Duration waited() {
        return waited;
    }

    @Override
    public ConnectionInfo connection() {
        return new ConnectionInfo(
                URI.create("tel:" + number),
                URI.create("tel:anonymous"),
                "memory",
                "1.0",
                ConnectionInfo.Originator.REMOTE,
                "",
                List.of(),
                Map.of());
    }

    @Override
    public InputResult collect(List<QueuedPrompt> prompts, InputRequest request) {
        if (gone) {
            return new InputResult.HangUp();
        }
        if (!typedAhead.isEmpty() && late.is(typedAhead.charAt(0), request.grammars())) {
            typedAhead.deleteCharAt(0);
        }
        Optional<Wording.Unspeakable> silent = hear(prompts, true);
        if (silent.isPresent()) {
            return new InputResult.Failed(silent.get().event(), silent.get().reason());
        }
        if (!typedAhead.isEmpty()) {
            return keyed(request);
        }
        late.forget();
        return switch (caller.next(request)) {
            case CallerAct.Keys(String keys) -> {
                typedAhead.append(keys);
                yield keyed(request);
            }
            case CallerAct.Words(String said) ->
                request.modes().contains(InputMode.VOICE) ? said(said, request) : silence(request);
            case CallerAct.Silence() -> silence(request);
            case CallerAct.HangUp() -> {
                gone = true;
                yield new InputResult.HangUp();
            }
        };
    }

    /**
     * Words are the message, three seconds long, as silence; the silence behind it ends it. A key that no grammar takes ends a
     * recording in which nothing has been said yet, which is none: as over a call, that is no input.
     */
    @Override
    public RecordResult record(List<QueuedPrompt> prompts, RecordRequest request) {
        if (gone) {
            return new RecordResult.HangUp(Optional.empty());
        }
        Optional<Wording.Unspeakable> silent = hear(prompts, false);
        if (silent.isPresent()) {
            return new RecordResult.Failed(silent.get().event(), silent.get().reason());
        }
        InputRequest input = request.input();
        return switch (caller.next(input)) {
            case CallerAct.Words(String said) ->
                input.modes().contains(InputMode.VOICE) && said(said, input) instanceof InputResult.Matched matched
                        ? new RecordResult.EndedByInput(matched, message(request))
                        : recorded(request);
            case CallerAct.Keys(String keys) -> {
                typedAhead.append(keys);
                yield keyed(input) instanceof InputResult.Matched matched
                        ? new RecordResult.EndedByInput(matched, message(request))
                        : new RecordResult.NoInput(Optional.empty());
            }
            case CallerAct.Silence() -> {
                silence(input);
                yield new RecordResult.NoInput(Optional.empty());
            }
            case CallerAct.HangUp() -> {
                gone = true;
                yield new RecordResult.HangUp(Optional.empty());
            }
        };
    }

    private static RecordResult recorded(RecordRequest request) {
        Recording message = message(request);
        return new RecordResult.Recorded(
                message, Optional.empty(), request.maxTime().equals(Optional.of(message.length())), Optional.empty());
    }

    private static Recording message(RecordRequest request) {
        Duration length =
                request.maxTime().filter(most -> most.compareTo(TALK) < 0).orElse(TALK);
        try {
            Path file = Files.createTempFile("belltower-message-", ".wav");
            file.toFile().deleteOnExit();
            try (OutputStream out = Files.newOutputStream(file)) {
                Wav.write(out, Pcm.silence(length, SampleRate.HZ_8000));
            }
            return new Recording(file, "audio/x-wav", length, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException("a recording cannot be written to the folder for temporary files", e);
        }
    }

    @Override
    public TransferResult transfer(List<QueuedPrompt> prompts, TransferRequest request) {
        if (gone) {
            return new TransferResult.HangUp(Duration.ZERO);
        }
        Optional<Wording.Unspeakable> silent = hear(prompts, false);
        if (silent.isPresent()) {
            return new TransferResult.Failed(silent.get().event(), silent.get().reason());
        }
        return switch (farEnd) {
            case NONE ->
                new TransferResult.Failed(
                        "error.connection.noroute", "a line in memory leads to nobody else; place a real call");
            case NO_ANSWER -> new TransferResult.NoAnswer();
            case BUSY -> new TransferResult.Busy();
            case NETWORK_BUSY -> new TransferResult.NetworkBusy();
            case BLIND, ANSWERS, ANSWERS_HANGS_UP -> {
                if (request.type() != TransferType.BRIDGE) {
                    gone = true;
                    yield new TransferResult.Transferred();
                }
                yield talk(request);
            }
        };
    }

    /** The caller's part of a bridge, then the other party's. */
    private TransferResult talk(TransferRequest request) {
        return switch (collect(List.of(), request.input())) {
            case InputResult.HangUp _ -> new TransferResult.HangUp(TALK);
            case InputResult.Matched matched -> new TransferResult.CallerEnded(TALK, matched);
            case InputResult.NoInput _, InputResult.NoMatch _, InputResult.TooMuchSpeech _, InputResult.Failed _ ->
                farEnd == FarEnd.ANSWERS && request.maxTime().isPresent()
                        ? new TransferResult.TimeOver(request.maxTime().get())
                        : new TransferResult.FarEndLeft(TALK);
        };
    }

    private InputResult silence(InputRequest request) {
        waited = waited.plus(request.timeout());
        return new InputResult.NoInput();
    }

    private InputResult keyed(InputRequest request) {
        if (!request.modes().contains(InputMode.DTMF)) {
            typedAhead.setLength(0);
            return silence(request);
        }
        var collector = new DtmfCollector(request.grammars(), request.dtmf());
        while (!typedAhead.isEmpty()) {
            char symbol = typedAhead.charAt(0);
            if (Key.of(symbol).isEmpty()) {
                throw new IllegalArgumentException("“" + symbol + "” is on no telephone");
            }
            switch (collector.key(symbol)) {
                case DtmfCollector.Progress.Waiting() -> typedAhead.deleteCharAt(0);
                case DtmfCollector.Progress.Done(InputResult result) -> {
                    typedAhead.deleteCharAt(0);
                    late.entryEnded(collector);
                    return result;
                }
                case DtmfCollector.Progress.DoneBefore(InputResult result) -> {
                    return result;
                }
            }
        }
        return collector.outOfTime();
    }

    private static InputResult said(String said, InputRequest request) {
        List<String> tokens = Arrays.asList(said.strip().split("\\s+", -1));
        List<Match> found = new ArrayList<>();
        for (ActiveGrammar active : request.grammars()) {
            if (active.grammar().mode() == GrammarMode.VOICE
                    && active.grammar().parse(tokens).isPresent()) {
                found.add(new Match(active, tokens));
            }
        }
        return found.isEmpty()
                ? new InputResult.NoMatch(InputMode.VOICE, said)
                : new InputResult.Matched(
                        InputMode.VOICE,
                        List.of(new InputResult.Hypothesis(said, Confidence.CERTAIN, found)),
                        Optional.empty(),
                        Optional.empty());
    }

    @Override
    public PlayResult play(List<QueuedPrompt> prompts) {
        if (gone) {
            return new PlayResult.HangUp();
        }
        return hear(prompts, false)
                .<PlayResult>map(silent -> new PlayResult.Failed(silent.event(), silent.reason()))
                .orElseGet(PlayResult.Played::new);
    }

    @Override
    public void disconnect() {
        gone = true;
    }

    /**
     * Lets the caller hear the prompts; the first that cannot be spoken, where there is one.
     *
     * @param stopped whether keys that wait stop a prompt before it begins
     */
    private Optional<Wording.Unspeakable> hear(List<QueuedPrompt> prompts, boolean stopped) {
        for (QueuedPrompt prompt : prompts) {
            if (!prompt.bargein()) {
                typedAhead.setLength(0);
            }
            switch (words.of(prompt)) {
                case Wording.Said(List<String> pieces) -> {
                    if (!stopped || typedAhead.isEmpty()) {
                        caller.hears(pieces);
                    }
                }
                case Wording.Unspeakable unspeakable -> {
                    return Optional.of(unspeakable);
                }
            }
        }
        return Optional.empty();
    }
}
