package org.belltower.voicexml.session;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.belltower.grammar.Key;
import org.belltower.voicexml.DtmfTiming;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.RecordRequest;
import org.belltower.voicexml.RecordResult;
import org.belltower.voicexml.TransferRequest;
import org.belltower.voicexml.TransferResult;
import org.belltower.voicexml.fetch.FetchRequest;
import org.belltower.voicexml.fetch.FetchResult;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.Position;
import org.belltower.voicexml.model.Dialog;
import org.belltower.voicexml.model.Document;
import org.belltower.voicexml.model.Enumerated;
import org.belltower.voicexml.model.EventHandler;
import org.belltower.voicexml.model.ExecutableContent;
import org.belltower.voicexml.model.FormItem;
import org.belltower.voicexml.model.GrammarUse;
import org.belltower.voicexml.model.ItemContext;
import org.belltower.voicexml.model.PropertySet;
import org.belltower.voicexml.model.Steps;
import org.belltower.voicexml.model.ThrownEvent;
import org.belltower.voicexml.model.Transition;
import org.belltower.voicexml.script.DialogEventException;
import org.belltower.voicexml.script.Expression;
import org.belltower.voicexml.script.ObjectValue;
import org.belltower.voicexml.script.ScriptSession;
import org.belltower.voicexml.script.VariableName;
import org.belltower.voicexml.script.VariableScope;

/**
 * What the elements of one dialog see and do: the scopes, the properties, the item that is active. Confined to the call's
 * thread.
 */
final class DialogContext implements ItemContext {
    private final DialogSession session;
    private final ExecutionContext execution;
    private final Dialog dialog;
    private final Optional<VariableScope> parameters;
    private final Consumer<FormItem> reset;
    private final VariableScope dialogScope;
    private VariableScope scope;
    private boolean inDialog;
    private Optional<FormItem> active = Optional.empty();
    private List<PropertySet> properties = List.of();
    private Optional<ActiveGrammars> grammars = Optional.empty();
    private Optional<ThrownEvent> event = Optional.empty();
    private boolean repromptAsked;

    /**
     * Begins outside the dialog, in its document.
     *
     * @param reset forgets an item's counters
     */
    DialogContext(
            DialogSession session,
            ExecutionContext execution,
            Dialog dialog,
            Optional<VariableScope> parameters,
            Consumer<FormItem> reset) {
        this.session = session;
        this.execution = execution;
        this.dialog = dialog;
        this.parameters = parameters;
        this.reset = reset;
        this.scope = execution.documentScope();
        this.dialogScope = scope.inside("dialog");
    }

    /** Runs what documents that have just been entered declare. */
    Transition startDocuments() {
        execution.startDocuments((contents, where) -> in(where, () -> new Steps(contents).execute(this)));
        return Transition.NEXT;
    }

    void enterDialog() {
        inDialog = true;
        properties = List.of();
        scope = dialogScope;
    }

    void enterItem(FormItem item) {
        active = Optional.of(item);
        properties = List.of();
    }

    void leaveItem() {
        active = Optional.empty();
        properties = List.of();
    }

    Optional<FormItem> activeItem() {
        return active;
    }

    VariableScope dialogScope() {
        return dialogScope;
    }

    /** Whether a handler has asked for the prompts of the next item; forgets it. */
    boolean takeReprompt() {
        boolean asked = repromptAsked;
        repromptAsked = false;
        return asked;
    }

    /** The handlers that are in force, innermost first. Spec: VoiceXML 2.0 §5.2.4. */
    List<List<EventHandler>> handlers() {
        var levels = new ArrayList<List<EventHandler>>();
        active.ifPresent(item -> levels.add(item.handlers()));
        if (inDialog) {
            levels.add(dialog.handlers());
        }
        levels.add(execution.document().handlers());
        execution.root().ifPresent(root -> levels.add(root.handlers()));
        return levels;
    }

    /** Runs a handler in a scope that knows the event. */
    Transition handling(ThrownEvent thrown, Supplier<Transition> work) {
        VariableScope inner = scope.anonymous();
        inner.put("_event", thrown.name());
        inner.put("_message", thrown.message().<Object>map(text -> text).orElseGet(ScriptSession::undefined));
        Optional<ThrownEvent> outer = event;
        event = Optional.of(thrown);
        try {
            return in(inner, work);
        } finally {
            event = outer;
        }
    }

    private Transition in(VariableScope inner, Supplier<Transition> work) {
        VariableScope outer = scope;
        scope = inner;
        try {
            return work.get();
        } finally {
            scope = outer;
        }
    }

    boolean isSecret() {
        return property("org.belltower.secret").orElse("false").equals("true");
    }

    /** What the grammar with this id, active in the last {@link #listen}, does. */
    GrammarUse.Target target(String id) {
        return grammars.orElseThrow().target(id);
    }

    /** Sets an item's variable and its shadow. Spec: VoiceXML 2.0 §2.3.1. */
    void fillFrom(FormItem item, Object value, InputResult.Matched input) {
        dialogScope.put(item.name(), value);
        dialogScope.put(
                item.name() + "$",
                RecognitionResult.describe(input, session.scripts()).value());
    }

    /**
     * Sees to it that each parameter of a subdialog has been declared by a {@code <var>} of its form; {@code error.semantic}
     * where not. Spec: VoiceXML 2.0 §2.3.4.
     */
    void requireParameters() {
        for (String name : parameters.map(VariableScope::names).orElse(List.of())) {
            boolean item = dialog.items().stream().anyMatch(one -> one.name().equals(name));
            if (item || !dialogScope.declares(name)) {
                throw DialogEventException.semantic("the subdialog is given " + name + ", but <form id=\"" + dialog.id()
                        + "\"> declares no <var> of that name");
            }
        }
    }

    /** How many hypotheses documents see. Spec: VoiceXML 2.0 §6.3.6, {@code maxnbest}. */
    int maxNBest() {
        return SpeechProperties.maxNBest(this);
    }

    @Override
    public FormItem item() {
        return active.orElseThrow();
    }

    @Override
    public void fill(Object value) {
        dialogScope.put(item().name(), value);
    }

    @Override
    public Transition run(ExecutableContent content) {
        return in(scope.anonymous(), () -> content.execute(this));
    }

    @Override
    public void shadow(String property, Object value) {
        if (ScriptSession.isUndefined(value)) {
            return;
        }
        String name = item().name() + "$";
        if (dialogScope.isUndefined(name)) {
            dialogScope.put(name, session.scripts().object().value());
        }
        ObjectValue.of(dialogScope.get(name)).ifPresent(shadow -> shadow.with(property, value));
    }

    @Override
    public boolean isOwn(InputResult.Matched input) {
        String id = input.nbest().getFirst().matches().getFirst().grammarId();
        return target(id) instanceof GrammarUse.Target.FillsItem;
    }

    @Override
    public void describe(InputResult.Matched input) {
        Observation.keepSecret(input, session, this);
        RecognitionResult.remember(input, maxNBest(), execution.applicationScope(), session.scripts());
        dialogScope.put(
                item().name() + "$",
                RecognitionResult.describe(input, session.scripts()).value());
    }

    @Override
    public Instant now() {
        return session.now();
    }

    @Override
    public RecordResult record(RecordRequest request) {
        return session.record(request);
    }

    @Override
    public TransferResult transfer(TransferRequest request) {
        return session.transfer(request);
    }

    @Override
    public InputResult listen() {
        InputRequest request = listening();
        // Spec: VoiceXML 2.0 §3.1.4.
        if (request.grammars().isEmpty()) {
            throw DialogEventException.semantic(
                    item().position() + ": <" + item().kind() + "> waits for input, but no grammar is active");
        }
        return session.collect(request, this);
    }

    @Override
    public InputRequest listening() {
        ActiveGrammars now = ActiveGrammars.of(item(), dialog, execution, session, this);
        grammars = Optional.of(now);
        String termChar = property("termchar").orElse("");
        String modes = property("inputmodes").orElse("dtmf voice");
        Set<InputMode> listened = EnumSet.noneOf(InputMode.class);
        for (InputMode mode : InputMode.values()) {
            if (modes.contains(mode.word())) {
                listened.add(mode);
            }
        }
        return new InputRequest(
                now.active(),
                time("timeout", Duration.ofSeconds(5)),
                new DtmfTiming(
                        time("interdigittimeout", DtmfTiming.DEFAULT.interdigit()),
                        time("termtimeout", DtmfTiming.DEFAULT.term()),
                        termChar.length() == 1 ? Key.of(termChar.charAt(0)) : Optional.empty()),
                listened,
                isSecret(),
                SpeechProperties.read(this));
    }

    @Override
    public Transition call(Transition target, VariableScope given) {
        return execution.call(target, given);
    }

    @Override
    public ScriptSession scripts() {
        return session.scripts();
    }

    @Override
    public VariableScope scope() {
        return scope;
    }

    @Override
    public Optional<String> property(String name) {
        for (PropertySet level : properties()) {
            Optional<String> text = level.text(name);
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    @Override
    public Duration time(String name, Duration otherwise) {
        for (PropertySet level : properties()) {
            Optional<Duration> time = level.time(name);
            if (time.isPresent()) {
                return time.get();
            }
        }
        return otherwise;
    }

    /** Of the elements that set any, innermost first; looked up once for each element. Spec: VoiceXML 2.0 §6.3. */
    private List<PropertySet> properties() {
        if (properties.isEmpty()) {
            properties = Stream.of(
                            active.map(FormItem::properties).orElse(PropertySet.NONE),
                            inDialog ? dialog.properties() : PropertySet.NONE,
                            execution.document().properties(),
                            execution.root().map(Document::properties).orElse(PropertySet.NONE),
                            session.shared().properties())
                    .filter(set -> !set.texts().isEmpty())
                    .toList();
        }
        return properties;
    }

    @Override
    public Locale language() {
        Document document = execution.document();
        Optional<Locale> computed = document.languageExpression()
                .map(expression -> session.language(text(expression)))
                .filter(language -> !language.getLanguage().isEmpty());
        computed.ifPresent(session::speaks);
        return computed.orElse(document.language());
    }

    @Override
    public URI base() {
        return execution.document().base();
    }

    @Override
    public FetchResult.Fetched fetch(FetchRequest request) {
        return session.fetch(request);
    }

    @Override
    public Optional<PendingAudio> pendingAudio(FetchRequest request, boolean ahead) {
        return session.pendingAudio(request, ahead);
    }

    @Override
    public void queue(QueuedPrompt prompt, Optional<Duration> timeout) {
        session.queue(prompt, timeout);
    }

    @Override
    public Optional<ThrownEvent> event() {
        return event;
    }

    @Override
    public void reprompt() {
        repromptAsked |= event.isPresent();
    }

    @Override
    public void clear(List<String> names, Position at) {
        for (FormItem item : dialog.items()) {
            if (names.isEmpty() || names.contains(item.name())) {
                dialogScope.put(item.name(), ScriptSession.undefined());
                reset.accept(item);
            }
        }
        for (String name : names) {
            VariableName variable = VariableName.parse(name)
                    .orElseThrow(() -> DialogEventException.semantic(at + ": \"" + name + "\" is no variable"));
            if (variable.text().equals(variable.root())) {
                if (!scope.set(name, ScriptSession.undefined())) {
                    throw DialogEventException.semantic(
                            at + ": the variable " + name + " cannot be cleared: it is not declared");
                }
            } else {
                scripts().clear(variable, scope, at);
            }
        }
    }

    @Override
    public Optional<VariableScope> parameters() {
        return inDialog ? parameters : Optional.empty();
    }

    @Override
    public Expression program(String source, Position position) {
        return session.shared().scripts().program(source, position);
    }

    @Override
    public SequencedMap<String, Object> itemValues() {
        var values = new LinkedHashMap<String, Object>();
        for (FormItem item : dialog.items()) {
            if (item.isInput() && item.isNamed()) {
                values.put(item.name(), dialogScope.get(item.name()));
            }
        }
        return values;
    }

    @Override
    public void log(String label, String text) {
        session.log(label, text);
    }

    @Override
    public List<Enumerated> choices() {
        return active.map(item -> item.behaviour().choices()).orElse(List.of());
    }
}
