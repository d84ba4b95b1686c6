package org.belltower.voicexml.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.belltower.grammar.CompileResult;
import org.belltower.voicexml.ConnectionInfo;
import org.belltower.voicexml.EngineSettings;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputObserved;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.NodeVisit;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionKeeper;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.SessionStart;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.element.DocumentCompiler;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchAudio;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.UriReference;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableScope;

/**
 * One session, from its first document to its end. Confined to the call's thread. Spec: VoiceXML 2.0 §1.5.
 */
public final class DialogSession {
    /** Spec: VoiceXML 2.0 §5.2.6. */
    static final String HANGUP = "connection.disconnect.hangup";

    /** The label under which audio that could not be had is logged. */
    private static final String UNHEARD = "audio";

    private static final String DEAF = "words";

    /** Spec: VoiceXML 2.0 §5.2.6. */
    static final String TRANSFER = "connection.disconnect.transfer";

    private final EngineSettings settings;
    private final SharedParts shared;
    private final Platform platform;
    private final SessionObserver observer;
    private final Fetchers own;
    private final ScriptSession scripts;
    private final Optional<SessionKeeper> keeper;
    private final Secrets secrets = new Secrets();
    private final CallFetches fetches;
    private Optional<Locale> spoken = Optional.empty();
    private NamedLanguage named = new NamedLanguage("", Locale.ROOT);
    private final LoopGuard guard;
    private final PromptQueue prompts;
    private Optional<Map<String, String>> disconnected = Optional.empty();
    private boolean hungUp;
    private boolean transferred;
    private boolean toldKeysOnly;
    private boolean finalProcessing;
    private Optional<SessionEnd> failure = Optional.empty();

    private record NamedLanguage(String tag, Locale language) {}

    private DialogSession(
            EngineSettings settings,
            SharedParts shared,
            Platform platform,
            SessionObserver observer,
            Fetchers own,
            Optional<AudioShelf> shelf,
            Optional<SessionKeeper> keeper,
            ScriptSession scripts) {
        this.keeper = keeper;
        this.settings = settings;
        this.shared = shared;
        this.platform = platform;
        this.observer = observer;
        this.own = own;
        this.prompts = new PromptQueue(secrets, observer, shelf);
        this.scripts = scripts;
        this.fetches = new CallFetches(secrets, shared.clock());
        this.guard = new LoopGuard(settings.transitionsWithoutInput());
    }

    /** Runs a session to its end on this thread. */
    public static SessionEnd run(
            EngineSettings settings,
            SharedParts shared,
            URI start,
            Platform platform,
            SessionObserver observer,
            Fetchers own,
            Optional<AudioShelf> shelf) {
        return run(settings, shared, start, Optional.empty(), platform, observer, own, shelf, Optional.empty());
    }

    /**
     * The same.
     *
     * @param kept where another session stood that this one is to go on with; where that cannot be done it starts anew
     * @param keeper keeps where this one stands
     */
    public static SessionEnd run(
            EngineSettings settings,
            SharedParts shared,
            URI start,
            Optional<String> kept,
            Platform platform,
            SessionObserver observer,
            Fetchers own,
            Optional<AudioShelf> shelf,
            Optional<SessionKeeper> keeper) {
        ConnectionInfo connection = platform.connection();
        observer.onSessionStart(
                new SessionStart(start, connection, shared.clock().instant()));
        try (ScriptSession scripts = shared.scripts().open()) {
            SessionVariables.declare(connection, scripts);
            var session = new DialogSession(settings, shared, platform, observer, own, shelf, keeper, scripts);
            SessionEnd end;
            try {
                end = kept.flatMap(point -> KeptPoint.parse(point, scripts))
                        .flatMap(session::resume)
                        .orElseGet(() -> session.run(start));
            } catch (RuntimeException | Error defect) {
                // Whoever asked for the session handles it, and the observer is told the end all the same; not the
                // defect's message, which may quote a secret.
                observer.onEnd(
                        new SessionEnd.Failed(
                                "error", "unexpected: " + defect.getClass().getName()),
                        shared.clock().instant());
                throw defect;
            }
            observer.onEnd(end, shared.clock().instant());
            return end;
        }
    }

    private SessionEnd run(URI start) {
        var context = new ExecutionContext(this, 0);
        UriReference reference = UriReference.of(start.toString());
        Departure.Enter entry;
        try {
            Duration timeout = shared.properties().time("fetchtimeout").orElse(SharedParts.FETCH_TIMEOUT);
            entry = context.arrive(new Transition.ToDocument(
                    FetchRequest.get(reference.resolve(start), timeout), reference.fragment(), false));
        } catch (DialogEventException e) {
            observer.onEvent(e.event(), e.text(), now());
            return hungUp ? new SessionEnd.HungUp() : new SessionEnd.Failed(e.event(), e.text());
        }
        Transition last = context.run(entry, Optional.empty());
        return end(last);
    }

    /** Empty where the document is not what it was, or not there. */
    private Optional<SessionEnd> resume(KeptPoint point) {
        var context = new ExecutionContext(this, 0);
        Departure.Enter entry;
        try {
            Duration timeout = shared.properties().time("fetchtimeout").orElse(SharedParts.FETCH_TIMEOUT);
            entry = context.arrive(new Transition.ToDocument(
                    FetchRequest.get(point.document(), timeout), Optional.of(point.dialog()), false));
        } catch (DialogEventException e) {
            observer.onEvent(e.event(), e.text(), now());
            return hungUp ? Optional.of(new SessionEnd.HungUp()) : Optional.empty();
        }
        point.language().ifPresent(this::speaks);
        return Optional.of(end(context.resume(entry, point)));
    }

    private SessionEnd end(Transition last) {
        if (!isOver()) {
            playLast();
        }
        tellUnheard();
        if (failure.isPresent()) {
            return failure.get();
        }
        if (disconnected.isPresent()) {
            return new SessionEnd.Disconnected(masked(disconnected.get()));
        }
        if (transferred) {
            return new SessionEnd.Transferred();
        }
        if (hungUp) {
            return new SessionEnd.HungUp();
        }
        return new SessionEnd.Exited(
                last instanceof Transition.Exit(Map<String, String> values) ? masked(values) : Map.of());
    }

    private Map<String, String> masked(Map<String, String> values) {
        var masked = new LinkedHashMap<String, String>();
        values.forEach((name, value) -> masked.put(name, secrets.mask(value)));
        return masked;
    }

    ScriptSession scripts() {
        return scripts;
    }

    SharedParts shared() {
        return shared;
    }

    EngineSettings settings() {
        return settings;
    }

    LoopGuard guard() {
        return guard;
    }

    Instant now() {
        return shared.clock().instant();
    }

    /** Whether nobody is on the line any more: the final processing state. Spec: VoiceXML 2.0 §1.5.4. */
    boolean isOver() {
        return hungUp || transferred || disconnected.isPresent();
    }

    /** Whether the hang-up is still to be told to the document; true once. Spec: VoiceXML 2.0 §1.5.4. */
    boolean beginFinalProcessing() {
        boolean first = !finalProcessing;
        finalProcessing = true;
        return first;
    }

    /** Hands over where the session stands, where anybody keeps it and it can be kept. */
    void keepPoint(Supplier<Optional<String>> point) {
        if (keeper.isPresent() && !isOver()) {
            point.get().ifPresent(keeper.get()::keep);
        }
    }

    /** The variables of a scope, without those that tell a secret. */
    Optional<String> keep(VariableScope scope, Predicate<String> leftOut) {
        return scripts.keep(scope, leftOut, secrets::within);
    }

    /** The prompts that wait; those that tell a secret are left out. Empty where one of them waits for a fetch. */
    Optional<List<QueuedPrompt>> keepableQueue() {
        return prompts.keepable();
    }

    Optional<Locale> spoken() {
        return spoken;
    }

    void queue(QueuedPrompt prompt, Optional<Duration> timeout) {
        prompts.add(prompt, timeout);
    }

    /** The fetch of audio, where there is a line that plays it. */
    Optional<PendingAudio> pendingAudio(FetchRequest request, boolean ahead) {
        Optional<PendingAudio> pending = prompts.pending(fetches.of(request), shared.fetcher());
        if (ahead && !isOver()) {
            pending.ifPresent(PendingAudio::begin);
        }
        return pending;
    }

    /** Tells of audio in whose place a prompt has said something else. */
    private void tellUnheard() {
        prompts.tellUnheard(why -> log(UNHEARD, why));
    }

    /** Plays what is queued and waits for input. */
    InputResult collect(InputRequest request, DialogContext context) {
        if (isOver()) {
            prompts.clear();
            return new InputResult.HangUp();
        }
        InputRequest wanted = prompts.timed(request);
        Optional<String> deaf = platform.deafTo(prompts.waiting(), wanted);
        if (deaf.isPresent() && !wanted.listensTo(InputMode.DTMF)) {
            // A question that cannot be answered is not asked. Spec: VoiceXML 2.0 §5.2.6, error.noresource.
            return new InputResult.Failed("error.noresource", "words cannot be listened to: " + deaf.get());
        }
        toldKeysOnly &= deaf.isPresent() || !wanted.listensTo(InputMode.VOICE);
        InputRequest timed = deaf.isPresent() ? keysOnly(wanted, deaf.get(), context) : wanted;
        List<QueuedPrompt> due = prompts.take(now());
        InputResult result = platform.collect(due, timed);
        tellUnheard();
        if (result instanceof InputResult.HangUp) {
            hungUp = true;
        }
        if (tookTime(result, timed)) {
            guard.waited();
        }
        return result;
    }

    /** Says once, until words have been listened to again, that only keys count. */
    private InputRequest keysOnly(InputRequest wanted, String why, DialogContext context) {
        log(DEAF, why);
        if (!toldKeysOnly) {
            toldKeysOnly = true;
            PlatformPrompt.KEYS_ONLY.prompt(settings.promptSets(), context).ifPresent(prompts::addFirst);
        }
        return wanted.ofKeys();
    }

    /** What took no time must not keep an endless loop going: silence nobody waited for, a prompt that cannot be played. */
    private static boolean tookTime(InputResult result, InputRequest request) {
        return switch (result) {
            case InputResult.Failed _ -> false;
            case InputResult.NoInput _ -> request.timeout().isPositive();
            case InputResult.Matched _, InputResult.NoMatch _, InputResult.TooMuchSpeech _, InputResult.HangUp _ ->
                true;
        };
    }

    /** Plays what is queued and records. */
    RecordResult record(RecordRequest request) {
        if (isOver()) {
            prompts.clear();
            return new RecordResult.HangUp(Optional.empty());
        }
        RecordResult result = platform.record(
                prompts.take(now()),
                new RecordRequest(
                        request.beep(),
                        request.maxTime(),
                        request.finalSilence(),
                        request.dtmfTerm(),
                        request.mediaType(),
                        prompts.timed(request.input())));
        tellUnheard();
        if (result instanceof RecordResult.HangUp) {
            hungUp = true;
        }
        if (!(result instanceof RecordResult.Failed)) {
            guard.waited();
        }
        return result;
    }

    /** Plays what is queued and transfers the call. */
    TransferResult transfer(TransferRequest request) {
        if (isOver()) {
            prompts.clear();
            return new TransferResult.HangUp(Duration.ZERO);
        }
        TransferResult result = platform.transfer(prompts.take(now()), request);
        tellUnheard();
        if (!(result instanceof TransferResult.Failed)) {
            guard.waited();
        }
        return result;
    }

    /** The line is gone, not by a wish of the document. */
    void lost(String event) {
        hungUp |= event.equals(HANGUP);
        transferred |= event.equals(TRANSFER);
    }

    /** Plays what is queued to the end. Spec: VoiceXML 2.0 §4.1.8. */
    PlayResult flush() {
        List<QueuedPrompt> due = prompts.take(now());
        if (due.isEmpty()) {
            return new PlayResult.Played();
        }
        PlayResult result = platform.play(due);
        tellUnheard();
        return result;
    }

    /**
     * Ends the call; what is queued is played first. Where that cannot be played the call stays up and the session has failed,
     * so that whoever runs it can still say that it is sorry. Spec: VoiceXML 2.0 §5.3.11.
     *
     * @return whether the session goes on to its final processing
     */
    boolean disconnect(Map<String, String> values) {
        if (!isOver()) {
            playLast();
            if (failure.isPresent()) {
                return false;
            }
            platform.disconnect();
        }
        disconnected = Optional.of(values);
        return true;
    }

    /** Plays what is queued where no dialog is left to hear of a failure: the session has failed then. */
    private void playLast() {
        switch (flush()) {
            case PlayResult.Played _ -> {}
            case PlayResult.HangUp _ -> hungUp = true;
            case PlayResult.Failed(String event, String message) -> {
                ThrownEvent thrown = new ThrownEvent(event, Optional.of(message));
                thrown(thrown);
                fail(thrown);
            }
        }
    }

    /** Has the session end as failed, unless it has already. */
    void fail(ThrownEvent event) {
        if (failure.isEmpty()) {
            failure = Optional.of(new SessionEnd.Failed(
                    secrets.mask(event.name()), secrets.mask(event.message().orElse(""))));
        }
    }

    FetchResult.Fetched fetch(FetchRequest request) {
        ResourceFetcher fetcher = own.reaches(request.uri()) ? own : shared.fetcher();
        FetchRequest mine = fetches.of(request);
        return switch (whileFetching(mine, () -> fetcher.fetch(mine))) {
            case FetchResult.Fetched fetched -> fetched;
            case FetchResult.Failed(String event, String message) -> throw new DialogEventException(event, message);
            case FetchResult.NotModified() ->
                throw DialogEventException.badFetch(request.uri() + " answers not modified, though nothing is held");
        };
    }

    /** A document, compiled; shared with other sessions unless this session's own fetchers bring it. */
    ResourceCache.Outcome<DocumentCompiler.Outcome> document(FetchRequest request) {
        if (own.reaches(request.uri())) {
            FetchResult.Fetched fetched = fetch(request);
            return new ResourceCache.Outcome.Made<>(shared.compiler().compile(fetched.content(), fetched.uri()));
        }
        FetchRequest mine = fetches.of(request);
        return whileFetching(mine, () -> shared.documents().get(mine));
    }

    /** A grammar, compiled, with this rule active or else its root rule; shared with other sessions. */
    ResourceCache.Outcome<CompileResult> grammar(FetchRequest request, Optional<String> rule) {
        FetchRequest mine = fetches.of(request);
        return whileFetching(mine, () -> shared.grammars().get(mine, rule));
    }

    /** Where the caller is to hear something meanwhile, what is queued is played first. Spec: VoiceXML 2.0 §4.1.8. */
    private <T> T whileFetching(FetchRequest request, Supplier<T> work) {
        Optional<FetchAudio> audio = isOver() ? Optional.empty() : request.audio();
        if (audio.isPresent() && flush() instanceof PlayResult.Failed(String event, String message)) {
            throw new DialogEventException(event, message);
        }
        Optional<T> done =
                audio.map(heard -> platform.whileConnected(work, heard)).orElseGet(() -> platform.whileConnected(work));
        return done.orElseThrow(() -> {
            hungUp = true;
            finalProcessing = true;
            return new DialogEventException(HANGUP, "the caller hung up during a fetch");
        });
    }

    void visited(NodeVisit visit) {
        observer.onNode(visit);
    }

    /** The language that a tag names; documents that compute theirs name the same one again and again. */
    Locale language(String tag) {
        if (!named.tag.equals(tag)) {
            named = new NamedLanguage(tag, Locale.forLanguageTag(tag));
        }
        return named.language;
    }

    /** Told to the observer where it is another one than before. */
    void speaks(Locale language) {
        if (!spoken.equals(Optional.of(language))) {
            spoken = Optional.of(language);
            observer.onLanguage(language, now());
        }
    }

    void heard(InputObserved input) {
        observer.onInput(input);
    }

    void thrown(ThrownEvent event) {
        observer.onEvent(
                secrets.mask(event.name()), secrets.mask(event.message().orElse("")), now());
    }

    void log(String label, String text) {
        observer.onLog(label, secrets.mask(text), now());
    }

    Secrets secrets() {
        return secrets;
    }
}
