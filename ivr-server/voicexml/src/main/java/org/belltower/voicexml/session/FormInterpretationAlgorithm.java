package org.belltower.voicexml.session;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.belltower.grammar.Match;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.NodeVisit;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.Filled;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.Prompt;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.model.Visit;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableName;
import org.belltower.voicexml.script.VariableScope;

/**
 * Runs one dialog: selects the next item, visits it, processes what came of it. Confined to the call's thread.
 * Spec: VoiceXML 2.0 §2.1.6, appendix C.
 */
final class FormInterpretationAlgorithm {
    private final DialogSession session;
    private final ExecutionContext execution;
    private final Dialog dialog;
    private final DialogContext context;
    private final Map<String, ItemState> states = new HashMap<>();
    private final EventCounters formCounters = new EventCounters();
    private Optional<FormItem> nextItem = Optional.empty();
    private boolean afterHandler;
    private Optional<KeptPoint> kept;

    /** Confined to the call's thread. */
    private static final class ItemState {
        private int promptCount = 1;
        private final EventCounters counters = new EventCounters();
    }

    /** @param kept how the dialog stood, where it goes on */
    FormInterpretationAlgorithm(
            DialogSession session,
            ExecutionContext execution,
            Dialog dialog,
            Optional<VariableScope> parameters,
            Optional<KeptPoint> kept) {
        this.kept = kept;
        this.session = session;
        this.execution = execution;
        this.dialog = dialog;
        this.context = new DialogContext(session, execution, dialog, parameters, this::reset);
    }

    /**
     * Runs the dialog until something leads out of it.
     *
     * @param carried input that a grammar of this form matched while another dialog was active
     */
    Departure run(Optional<InputResult.Matched> carried) {
        Optional<Departure> departure = follow(attempt(context::startDocuments));
        if (departure.isPresent()) {
            return departure.get();
        }
        context.enterDialog();
        observe(Optional.empty(), dialog.kind());
        Transition transition = attempt(this::start);
        if (transition instanceof Transition.Next && kept.isPresent()) {
            transition = attempt(() -> restore(kept.get()));
        }
        if (transition instanceof Transition.Next && carried.isPresent()) {
            transition = attempt(() -> {
                remember(carried.get());
                return fillForm(carried.get());
            });
        }
        while (true) {
            departure = follow(transition);
            if (departure.isPresent()) {
                return departure.get();
            }
            transition = attempt(this::selectAndVisit);
        }
    }

    /** Spec: VoiceXML 2.0 §2.1.6.1. */
    private Transition start() {
        for (Dialog.Start step : dialog.start()) {
            switch (step) {
                case Dialog.Start.Run(ExecutableContent content) -> content.execute(context);
                case Dialog.Start.Item(FormItem item) ->
                    context.dialogScope()
                            .put(
                                    item.isNamed() ? VariableName.declared(item.name(), item.position()) : item.name(),
                                    item.expr().map(context::evaluate).orElseGet(ScriptSession::undefined));
            }
        }
        context.requireParameters();
        return Transition.NEXT;
    }

    /** Goes on where the dialog stood: what its start has set is as it was later, and the item's prompts are heard again. */
    private Transition restore(KeptPoint point) {
        ScriptSession scripts = session.scripts();
        scripts.restore(point.application(), execution.applicationScope());
        scripts.restore(point.documentScope(), execution.documentScope());
        scripts.restore(point.dialogScope(), context.dialogScope());
        formCounters.restore(point.form());
        point.items().forEach((name, item) -> {
            ItemState state = new ItemState();
            state.promptCount = item.prompts();
            state.counters.restore(item.events());
            states.put(name, state);
        });
        nextItem = dialog.items().stream()
                .filter(item -> point.item().equals(Optional.of(item.name())))
                .findFirst();
        point.queued().forEach(prompt -> session.queue(prompt, Optional.empty()));
        return Transition.NEXT;
    }

    /** What is needed to come back to the item, where that is possible: not in a subdialog, whose caller is not kept. */
    private Optional<String> point(FormItem next) {
        Optional<URI> source = execution.source();
        if (execution.isSubdialog()
                || source.isEmpty()
                || session.secrets().within(source.get().toString())) {
            return Optional.empty();
        }
        Set<String> secret = new HashSet<>();
        for (FormItem item : dialog.items()) {
            context.enterItem(item);
            if (context.isSecret()) {
                secret.add(item.name());
                secret.add(item.name() + "$");
            }
        }
        context.leaveItem();
        boolean asksAgain =
                secret.stream().anyMatch(name -> !context.dialogScope().isUndefined(name));
        Optional<String> application = session.keep(execution.applicationScope(), RecognitionResult::isResult);
        Optional<String> document = session.keep(execution.documentScope(), RecognitionResult::isResult);
        Optional<String> inDialog = session.keep(context.dialogScope(), secret::contains);
        Optional<List<QueuedPrompt>> queued = session.keepableQueue();
        if (application.isEmpty() || document.isEmpty() || inDialog.isEmpty() || queued.isEmpty()) {
            return Optional.empty();
        }
        var items = new HashMap<String, KeptPoint.Item>();
        states.forEach((name, state) -> items.put(name, new KeptPoint.Item(state.promptCount, state.counters.all())));
        return Optional.of(new KeptPoint(
                        source.get(),
                        dialog.id(),
                        asksAgain ? Optional.empty() : Optional.of(next.name()),
                        session.spoken(),
                        application.get(),
                        document.get(),
                        inDialog.get(),
                        formCounters.all(),
                        items,
                        queued.get())
                .text());
    }

    /** One round of the main loop. Spec: VoiceXML 2.0 §2.1.6.2. */
    private Transition selectAndVisit() {
        session.guard().step();
        context.leaveItem();
        Optional<FormItem> selected = select();
        if (selected.isEmpty()) {
            return new Transition.Exit(Map.of());
        }
        FormItem item = selected.get();
        if (item.behaviour().prompts()) {
            session.keepPoint(() -> point(item));
        }
        context.enterItem(item);
        observe(item.isNamed() ? Optional.of(item.name()) : Optional.empty(), item.kind());
        if (item.behaviour().prompts()) {
            boolean asked = context.takeReprompt();
            if (!afterHandler || asked) {
                queuePrompts(item);
            }
        }
        afterHandler = false;
        return switch (item.behaviour().visit(context)) {
            case Visit.Ran(Transition transition) -> transition;
            case Visit.Gone(String event) -> {
                session.lost(event);
                yield lineGone(event);
            }
            case Visit.Filled() -> runFilled(List.of(item));
            case Visit.Heard(InputResult input) -> process(input, item);
        };
    }

    private Optional<FormItem> select() {
        Optional<FormItem> chosen = nextItem;
        nextItem = Optional.empty();
        if (chosen.isPresent()) {
            return chosen;
        }
        for (FormItem item : dialog.items()) {
            if (context.dialogScope().isUndefined(item.name()) && context.holds(item.cond())) {
                return Optional.of(item);
            }
        }
        return Optional.empty();
    }

    /** Those of the highest count that the visit has reached. Spec: VoiceXML 2.0 §4.1.6. */
    private void queuePrompts(FormItem item) {
        ItemState state = state(item);
        int reached = 0;
        var due = new ArrayList<Prompt>();
        for (Prompt prompt : item.prompts()) {
            if (prompt.count() <= state.promptCount && context.holds(prompt.cond())) {
                reached = Math.max(reached, prompt.count());
                due.add(prompt);
            }
        }
        state.promptCount++;
        for (Prompt prompt : due) {
            if (prompt.count() == reached) {
                prompt.queue(context);
            }
        }
    }

    /** Spec: VoiceXML 2.0 §2.1.6.2.3. */
    private Transition process(InputResult input, FormItem item) {
        Observation.of(input, item, dialog, session, context);
        return switch (input) {
            case InputResult.NoInput noInput -> new Transition.Throw(new ThrownEvent("noinput", Optional.empty()));
            case InputResult.NoMatch noMatch -> {
                RecognitionResult.remember(noMatch, execution.applicationScope(), session.scripts());
                yield new Transition.Throw(new ThrownEvent("nomatch", Optional.empty()));
            }
            case InputResult.TooMuchSpeech tooMuch -> {
                RecognitionResult.remember(tooMuch.unmatched(), execution.applicationScope(), session.scripts());
                yield new Transition.Throw(new ThrownEvent("maxspeechtimeout", Optional.empty()));
            }
            case InputResult.HangUp() -> lineGone(DialogSession.HANGUP);
            case InputResult.Failed(String event, String message) -> Transition.event(event, message);
            case InputResult.Matched matched -> matched(matched, item);
        };
    }

    /** The first time, the document may tidy up; after that nobody is there to wait for. Spec: VoiceXML 2.0 §1.5.4. */
    private Transition lineGone(String event) {
        return session.beginFinalProcessing()
                ? new Transition.Throw(new ThrownEvent(event, Optional.empty()))
                : new Transition.Exit(Map.of());
    }

    private Transition matched(InputResult.Matched input, FormItem item) {
        remember(input);
        Match match = input.nbest().getFirst().matches().getFirst();
        return switch (context.target(match.grammarId())) {
            case GrammarUse.Target.FillsItem() -> {
                Object interpretation = RecognitionResult.value(match, session.scripts());
                yield fillItem(
                        item,
                        input,
                        ObjectValue.path(interpretation, item.slot()).orElse(interpretation));
            }
            case GrammarUse.Target.FillsItemWith(String value) -> fillItem(item, input, value);
            case GrammarUse.Target.Leads(ExecutableContent action) -> context.run(action);
            case GrammarUse.Target.FillsForm(Dialog form) ->
                form.equals(dialog) ? fillForm(input) : new Transition.ToForm(form, input);
        };
    }

    private void remember(InputResult.Matched input) {
        RecognitionResult.remember(input, context.maxNBest(), execution.applicationScope(), session.scripts());
    }

    private Transition fillItem(FormItem item, InputResult.Matched input, Object value) {
        context.fillFrom(item, value, input);
        return runFilled(List.of(item));
    }

    /** Fills each item whose slot the interpretation has. Spec: VoiceXML 2.0 §3.1.6.1. */
    private Transition fillForm(InputResult.Matched input) {
        Match match = input.nbest().getFirst().matches().getFirst();
        Object interpretation = RecognitionResult.value(match, session.scripts());
        var filled = new ArrayList<FormItem>();
        for (FormItem item : dialog.items()) {
            if (item.isInput()) {
                ObjectValue.path(interpretation, item.slot()).ifPresent(value -> {
                    context.fillFrom(item, value, input);
                    filled.add(item);
                });
            }
        }
        if (!filled.isEmpty()) {
            // Spec: VoiceXML 2.0 appendix C: what was asked for the form as a whole has been answered.
            dialog.items().stream()
                    .filter(item -> item.behaviour().isInitial())
                    .forEach(item -> context.dialogScope().put(item.name(), true));
        }
        return runFilled(filled);
    }

    /** Spec: VoiceXML 2.0 §2.4. */
    private Transition runFilled(List<FormItem> justFilled) {
        for (Filled filled : dialog.filled()) {
            List<FormItem> items = dialog.items().stream()
                    .filter(item -> item.isInput()
                            && (filled.names().isEmpty() || filled.names().contains(item.name())))
                    .toList();
            boolean due = items.stream().anyMatch(justFilled::contains)
                    && (!filled.all()
                            || items.stream()
                                    .noneMatch(item -> context.dialogScope().isUndefined(item.name())));
            if (due) {
                filled.owner().ifPresentOrElse(context::enterItem, context::leaveItem);
                Transition transition = context.run(filled.content());
                if (!(transition instanceof Transition.Next)) {
                    return transition;
                }
            }
        }
        return Transition.NEXT;
    }

    /** Carries a transition out; empty where the dialog goes on. An event on the way is handled here. */
    private Optional<Departure> follow(Transition first) {
        Transition transition = first;
        int sameFailures = 0;
        while (true) {
            if (session.guard().isExhausted()) {
                session.fail(new ThrownEvent("error.semantic", Optional.of("the dialog runs in an endless loop")));
                return leave(new Transition.Exit(Map.of()));
            }
            switch (transition) {
                case Transition.Next() -> {
                    return Optional.empty();
                }
                case Transition.ToItem(String name) -> {
                    nextItem = dialog.items().stream()
                            .filter(item -> item.name().equals(name))
                            .findFirst();
                    if (nextItem.isPresent()) {
                        return Optional.empty();
                    }
                    transition = Transition.event("error.badfetch", "the form has no item " + name);
                }
                case Transition.ToDialog to -> {
                    Arrival arrival = arrive(to);
                    if (arrival.departure().isPresent()) {
                        return arrival.departure();
                    }
                    transition = arrival.failure();
                }
                case Transition.ToForm to -> {
                    Arrival arrival = arrive(to);
                    if (arrival.departure().isPresent()) {
                        return arrival.departure();
                    }
                    transition = arrival.failure();
                }
                case Transition.ToDocument to -> {
                    Arrival arrival = arrive(to);
                    if (arrival.departure().isPresent()) {
                        return arrival.departure();
                    }
                    transition = arrival.failure();
                }
                case Transition.Throw(ThrownEvent event) -> {
                    try {
                        transition = handle(event);
                    } catch (DialogEventException e) {
                        ThrownEvent failure = new ThrownEvent(e.event(), Optional.of(e.text()));
                        sameFailures = failure.equals(event) ? sameFailures + 1 : 0;
                        if (sameFailures >= Math.max(1, highestCount(failure))) {
                            session.fail(failure);
                            return leave(new Transition.Exit(Map.of()));
                        }
                        transition = new Transition.Throw(failure);
                    }
                }
                case Transition.Disconnect(Map<String, String> values) -> {
                    if (!session.disconnect(values)) {
                        return leave(new Transition.Exit(Map.of()));
                    }
                    transition = lineGone(DialogSession.HANGUP);
                }
                case Transition.Return returned -> {
                    if (execution.isSubdialog()) {
                        return leave(returned);
                    }
                    transition = Transition.event("error.semantic", "<return> outside a subdialog");
                }
                case Transition.ReturnEvent returned -> {
                    if (execution.isSubdialog()) {
                        return leave(returned);
                    }
                    transition = Transition.event("error.semantic", "<return> outside a subdialog");
                }
                case Transition.Exit exit -> {
                    return leave(exit);
                }
            }
        }
    }

    /**
     * After how many occurrences no other handler would take an event: one that fails by the very event that it handles, and that
     * often, never does anything else. Spec: VoiceXML 2.0 §5.2.2, infinite loops of handlers.
     */
    private int highestCount(ThrownEvent event) {
        return context.handlers().stream()
                .flatMap(List::stream)
                .filter(handler -> handler.takes(event).isPresent())
                .mapToInt(EventHandler::count)
                .max()
                .orElse(1);
    }

    private static Optional<Departure> leave(Transition last) {
        return Optional.of(new Departure.Leave(last));
    }

    /** Where a transition arrived, or the event because it did not. */
    private record Arrival(Optional<Departure> departure, Transition failure) {}

    private Arrival arrive(Transition transition) {
        try {
            return new Arrival(Optional.of(execution.arrive(transition)), Transition.NEXT);
        } catch (DialogEventException e) {
            return new Arrival(Optional.empty(), Transition.event(e.event(), e.text()));
        }
    }

    /** The one place where an event that came up on the way to a value becomes an outcome. */
    private static Transition attempt(Supplier<Transition> work) {
        try {
            return work.get();
        } catch (DialogEventException e) {
            return Transition.event(e.event(), e.text());
        }
    }

    /** Spec: VoiceXML 2.0 §5.2.4. */
    private Transition handle(ThrownEvent event) {
        session.guard().step();
        session.thrown(event);
        EventCounters counters =
                context.activeItem().map(item -> state(item).counters).orElse(formCounters);
        counters.count(event.name());
        afterHandler = true;
        return context.handling(
                event,
                () -> HandlerSelection.select(context.handlers(), event, counters, context)
                        .map(handler -> handler.content().execute(context))
                        .orElseGet(() -> DefaultHandlers.handle(event, session, context)));
    }

    private ItemState state(FormItem item) {
        return states.computeIfAbsent(item.name(), key -> new ItemState());
    }

    /** Spec: VoiceXML 2.0 §5.3.3. */
    private void reset(FormItem item) {
        states.put(item.name(), new ItemState());
    }

    private void observe(Optional<String> item, String kind) {
        session.visited(new NodeVisit(execution.document().uri(), dialog.id(), item, kind, session.now()));
    }
}
