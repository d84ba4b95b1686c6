package org.belltower.voicexml.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.element.DocumentCompiler;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.ResourceCache;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.VariableScope;
import org.jspecify.annotations.Nullable;

/**
 * Documents and their variables, from a session's start or from a subdialog's call to its end. Confined to the call's thread.
 * Spec: VoiceXML 2.0 §1.5.2, §2.3.4, §5.1.2.
 */
final class ExecutionContext {
    private final DialogSession session;
    private final int depth;
    private Departure.@Nullable Enter current;
    private VariableScope application;
    private VariableScope document;
    private URI applicationUri = URI.create("");
    /** By which address the document that is entered next, or was entered last, can be had again. */
    private Optional<URI> arriving = Optional.empty();

    private Optional<URI> source = Optional.empty();
    private final List<DocumentStart> starts = new ArrayList<>();

    /** Variables and scripts that are due, and where. */
    private record DocumentStart(List<ExecutableContent> contents, VariableScope scope) {}

    ExecutionContext(DialogSession session, int depth) {
        this.session = session;
        this.depth = depth;
        this.application = session.scripts().scope();
        this.document = application;
    }

    /** Runs dialog after dialog until one leads out: with an exit, or with a subdialog's return. */
    Transition run(Departure.Enter entry, Optional<VariableScope> parameters) {
        return run(entry, parameters, Optional.empty());
    }

    /** The same, where the first dialog goes on as it was kept. */
    Transition resume(Departure.Enter entry, KeptPoint kept) {
        return run(entry, Optional.empty(), Optional.of(kept));
    }

    private Transition run(Departure.Enter entry, Optional<VariableScope> parameters, Optional<KeptPoint> first) {
        Departure.Enter next = entry;
        Optional<VariableScope> given = parameters;
        Optional<KeptPoint> kept = first;
        while (true) {
            enter(next);
            var algorithm = new FormInterpretationAlgorithm(session, this, next.dialog(), given, kept);
            kept = Optional.empty();
            switch (algorithm.run(next.carried())) {
                case Departure.Enter onward -> {
                    next = onward;
                    // Parameters are for the first dialog, though it may lie in a document that a submit answers.
                    given = Optional.empty();
                }
                case Departure.Leave(Transition last) -> {
                    return last;
                }
            }
        }
    }

    /** Runs a subdialog to its end. */
    Transition call(Transition target, VariableScope parameters) {
        if (depth >= session.settings().subdialogDepth()) {
            throw DialogEventException.semantic("subdialogs nest deeper than " + depth);
        }
        Departure.Enter entry = arrive(target);
        return new ExecutionContext(session, depth + 1).run(entry, Optional.of(parameters));
    }

    boolean isSubdialog() {
        return depth > 0;
    }

    Document document() {
        return entered().document();
    }

    Optional<Document> root() {
        return entered().root();
    }

    /** By which address a plain GET gives the document again; empty where data was sent to get it. */
    Optional<URI> source() {
        return source;
    }

    VariableScope documentScope() {
        return document;
    }

    VariableScope applicationScope() {
        return application;
    }

    /** Gets at hand what a transition leads to; an event where that fails, so that the dialog being left can handle it. */
    Departure.Enter arrive(Transition transition) {
        return switch (transition) {
            case Transition.ToDialog(String id) -> {
                Document here = document();
                Dialog dialog = here.dialog(id)
                        .orElseThrow(() -> DialogEventException.badFetch(here.uri() + " has no dialog " + id));
                yield new Departure.Enter(here, root(), dialog, false, false, Optional.empty());
            }
            case Transition.ToForm(Dialog form, InputResult.Matched input) -> {
                boolean here = document().dialogs().contains(form);
                if (!here) {
                    arriving = root().map(Document::uri);
                }
                yield new Departure.Enter(
                        here ? document() : root().orElseThrow(),
                        here ? root() : Optional.empty(),
                        form,
                        !here,
                        false,
                        Optional.of(input));
            }
            case Transition.ToDocument(FetchRequest request, Optional<String> id, boolean submitted) -> {
                Document there = load(request);
                arriving = Optional.of(request).filter(FetchRequest::isPlain).map(FetchRequest::uri);
                Optional<Document> root = there.application().map(uri -> root(uri, request));
                Dialog dialog = id.map(name -> there.dialog(name)
                                .orElseThrow(
                                        () -> DialogEventException.badFetch(there.uri() + " has no dialog " + name)))
                        .orElseGet(() -> there.dialogs().isEmpty()
                                ? Dialog.EMPTY
                                : there.dialogs().getFirst());
                yield new Departure.Enter(there, root, dialog, true, submitted, Optional.empty());
            }
            default -> throw new IllegalArgumentException("leads to no dialog: " + transition);
        };
    }

    /** The variables and scripts of documents that have just been entered; each runs once. */
    void startDocuments(BiConsumer<List<ExecutableContent>, VariableScope> runner) {
        List<DocumentStart> due = List.copyOf(starts);
        starts.clear();
        due.forEach(start -> runner.accept(start.contents(), start.scope()));
    }

    /** As long waited for and as fresh as the document that names it. Spec: VoiceXML 2.0 §6.3.5. */
    private Document root(URI uri, FetchRequest leaf) {
        Document root = load(FetchRequest.get(uri, leaf.timeout()).with(leaf.freshness()));
        if (root.application().isPresent()) {
            throw DialogEventException.semantic("the root document " + uri + " names a root document of its own");
        }
        return root;
    }

    private Document load(FetchRequest request) {
        return switch (session.document(request)) {
            case ResourceCache.Outcome.Failed(String event, String message) ->
                throw new DialogEventException(event, message);
            case ResourceCache.Outcome.Made(DocumentCompiler.Outcome.Compiled(Document compiled)) -> compiled;
            case ResourceCache.Outcome.Made(DocumentCompiler.Outcome.Broken broken) ->
                throw DialogEventException.badFetch(broken.firstError().toString());
        };
    }

    /** Sets the scopes up; which variables survive is the table of VoiceXML 2.0 §1.5.2. */
    private void enter(Departure.Enter entry) {
        boolean first = current == null;
        boolean leftRoot = !first && entered().root().isEmpty();
        current = entry;
        if (!first && !entry.fresh()) {
            return;
        }
        source = arriving;
        Document there = entry.document();
        if (entry.root().isPresent()) {
            Document root = entry.root().get();
            if (first || !root.uri().equals(applicationUri)) {
                application = freshApplication();
                starts.add(new DocumentStart(root.start(), application));
            }
            applicationUri = root.uri();
            document = application.inside("document");
            starts.add(new DocumentStart(there.start(), document));
        } else {
            boolean backToRoot =
                    !first && !leftRoot && !entry.submitted() && there.uri().equals(applicationUri);
            if (!backToRoot) {
                application = freshApplication();
                starts.add(new DocumentStart(there.start(), application));
            }
            applicationUri = there.uri();
            document = application.named("document");
        }
    }

    private VariableScope freshApplication() {
        VariableScope fresh = session.scripts().scope().inside("application");
        RecognitionResult.forget(fresh);
        return fresh;
    }

    private Departure.Enter entered() {
        if (current == null) {
            throw new IllegalStateException("no document has been entered");
        }
        return current;
    }
}
