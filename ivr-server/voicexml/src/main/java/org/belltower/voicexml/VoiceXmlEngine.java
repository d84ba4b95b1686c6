package org.belltower.voicexml;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.grammar.CompileResult;
import org.belltower.grammar.Grammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.voicexml.element.DocumentCompiler;
import org.belltower.voicexml.fetch.AudioShelf;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.fetch.ResourceFetcher;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.Fetching;
import org.belltower.voicexml.model.GrammarReference;
import org.belltower.voicexml.session.DialogSession;
import org.belltower.voicexml.session.SharedParts;

/**
 * Runs VoiceXML sessions. Thread-safe; one for the whole server. Documents, grammars and the standard ECMAScript objects are
 * shared by all sessions; a session lives on the thread that calls {@link #run}.
 */
public final class VoiceXmlEngine {
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(10);

    private final EngineSettings settings;
    private final SharedParts shared;

    public VoiceXmlEngine(EngineSettings settings, ResourceFetcher fetcher, InstantSource clock) {
        this.settings = settings;
        this.shared = SharedParts.of(settings, fetcher, clock);
    }

    /** Looks at a document, and its root document, as a session would load it. */
    public DocumentCheck check(URI document) {
        return switch (shared.documents().get(FetchRequest.get(document, CHECK_TIMEOUT))) {
            case ResourceCache.Outcome.Failed(String event, String message) ->
                new DocumentCheck.Unreachable(event + ": " + message);
            case ResourceCache.Outcome.Made(DocumentCompiler.Outcome outcome) -> check(outcome);
        };
    }

    /**
     * What the prompts of a document say the same every time; none where it cannot be had or run.
     *
     * @param languages those of a document that takes its language from an expression
     */
    public List<PromptTemplate> promptTemplates(URI document, List<Locale> languages) {
        if (!(shared.documents().get(FetchRequest.get(document, CHECK_TIMEOUT))
                instanceof ResourceCache.Outcome.Made(DocumentCompiler.Outcome.Compiled(Document compiled)))) {
            return List.of();
        }
        List<Locale> spoken = compiled.languageExpression().isPresent() ? languages : List.of(compiled.language());
        return compiled.prompts().stream()
                .flatMap(prompt -> spoken.stream().map(prompt::template))
                .distinct()
                .toList();
    }

    /**
     * What callers of a document may say: its grammars of words. Those that cannot be had, are on another host or are known only in
     * a call are left out.
     */
    public List<SpokenGrammar> spokenGrammars(URI document) {
        if (!(shared.documents().get(FetchRequest.get(document, CHECK_TIMEOUT))
                instanceof ResourceCache.Outcome.Made(DocumentCompiler.Outcome.Compiled(Document compiled)))) {
            return List.of();
        }
        return compiled.grammars().stream()
                .flatMap(written -> grammar(written.reference())
                        .filter(grammar -> grammar.mode() == GrammarMode.VOICE)
                        .map(grammar -> new SpokenGrammar(written.position(), grammar))
                        .stream())
                .distinct()
                .toList();
    }

    private Optional<Grammar> grammar(GrammarReference reference) {
        return switch (reference) {
            case GrammarReference.Ready(Grammar grammar) -> Optional.of(grammar);
            case GrammarReference.External(URI uri, Fetching _) -> external(uri);
            case GrammarReference.Computed _, GrammarReference.Unusable _ -> Optional.empty();
        };
    }

    private Optional<Grammar> external(URI uri) {
        if (String.valueOf(uri.getScheme()).startsWith("http")) {
            return Optional.empty();
        }
        Optional<String> rule = Optional.ofNullable(uri.getRawFragment());
        String whole = uri.toString();
        URI resource = URI.create(whole.contains("#") ? whole.substring(0, whole.indexOf('#')) : whole);
        return shared.grammars().get(FetchRequest.get(resource, CHECK_TIMEOUT), rule)
                        instanceof ResourceCache.Outcome.Made(CompileResult.Compiled(Grammar grammar))
                ? Optional.of(grammar)
                : Optional.empty();
    }

    private static DocumentCheck check(DocumentCompiler.Outcome outcome) {
        return switch (outcome) {
            case DocumentCompiler.Outcome.Compiled(Document compiled) -> new DocumentCheck.Sound(compiled.warnings());
            case DocumentCompiler.Outcome.Broken(List<DocumentError> errors) -> new DocumentCheck.Broken(errors);
        };
    }

    /** Runs a whole session on this thread with nothing but the fetchers of the engine. */
    public SessionEnd run(URI start, Platform platform, SessionObserver observer) {
        return run(start, platform, observer, Fetchers.none());
    }

    /**
     * Runs a whole session on this thread.
     *
     * @param start the first document; a fragment names its dialog
     * @param own fetchers that know this call; for their schemes they go before the engine's, and what they bring is not shared
     * @return how it ended; the line is left as it is, except that a document's {@code <disconnect>} has been carried out
     */
    public SessionEnd run(URI start, Platform platform, SessionObserver observer, Fetchers own) {
        return DialogSession.run(settings, shared, start, platform, observer, own, Optional.empty());
    }

    /**
     * Runs a whole session on this thread for a line that plays audio from elsewhere.
     *
     * @param start the first document; a fragment names its dialog
     * @param own fetchers that know this call; for their schemes they go before the engine's, and what they bring is not shared
     * @param shelf where audio of this call goes that has to be fetched; a session without one leaves its address in the prompt
     * @return how it ended; the line is left as it is, except that a document's {@code <disconnect>} has been carried out
     */
    public SessionEnd run(URI start, Platform platform, SessionObserver observer, Fetchers own, AudioShelf shelf) {
        return DialogSession.run(settings, shared, start, platform, observer, own, Optional.of(shelf));
    }

    /**
     * Runs a whole session on this thread, so that another process can go on with it.
     *
     * @param start the first document; a fragment names its dialog
     * @param kept what {@link SessionKeeper#keep} was last given for a call that has lost the process that ran its session: the
     *     caller hears the prompts of that form item again. Where the documents are not what they were, and without it, the session
     *     begins with {@code start}
     * @param own as for {@link #run}
     * @param shelf as for {@link #run}
     * @param keeper is told where the session stands
     */
    public SessionEnd resume(
            URI start,
            Optional<String> kept,
            Platform platform,
            SessionObserver observer,
            Fetchers own,
            AudioShelf shelf,
            SessionKeeper keeper) {
        return DialogSession.run(
                settings, shared, start, kept, platform, observer, own, Optional.of(shelf), Optional.of(keeper));
    }
}
