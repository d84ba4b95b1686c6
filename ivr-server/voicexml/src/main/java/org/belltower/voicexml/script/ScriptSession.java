package org.belltower.voicexml.script;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.belltower.grammar.ScriptValue;
import org.belltower.grammar.script.ScriptContexts;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.markup.Position;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.EcmaError;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeJSON;
import org.mozilla.javascript.RhinoException;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.w3c.dom.Document;

/**
 * Evaluates the scripts of one call. Confined to the call's thread, which opens and closes it.
 *
 * <p>Whatever goes wrong in a script, including one that does not end, is an {@code error.semantic}.
 */
public final class ScriptSession implements AutoCloseable {
    private final Context context;
    private final Scriptable standard;
    private final VariableScope session;
    private final int size;
    private boolean running;

    /**
     * One call's scripts.
     *
     * @param size how long a text may be that a document uses
     */
    ScriptSession(Context context, Scriptable standard, int size) {
        this.size = size;
        this.context = context;
        this.standard = standard;
        this.session = VariableScope.outermost("session", standard);
    }

    /** The scope around all others. */
    public VariableScope scope() {
        return session;
    }

    /** Variables that no scope sees, to be handed over. */
    public VariableScope detached() {
        return VariableScope.detached();
    }

    public Object evaluate(Expression expression, VariableScope scope) {
        return guarded(expression, () -> expression.script().exec(context, scope.object(), scope.object()));
    }

    /** As a condition. */
    public boolean truth(Expression expression, VariableScope scope) {
        return ScriptRuntime.toBoolean(evaluate(expression, scope));
    }

    /** As text. */
    public String text(Expression expression, VariableScope scope) {
        Object value = evaluate(expression, scope);
        return guarded(expression, () -> bounded(value));
    }

    private String bounded(Object value) {
        Object plain =
                value instanceof Scriptable ? ScriptRuntime.toPrimitive(value, ScriptRuntime.StringClass) : value;
        // A text that doubled itself until its length is more than an int holds has one below 0.
        if (plain instanceof CharSequence text && (text.length() < 0 || text.length() > size)) {
            throw DialogEventException.semantic("a text is longer than " + size + " characters");
        }
        return Context.toString(plain);
    }

    /** Runs an assignment; a variable that nobody declared is an {@code error.semantic}. Spec: VoiceXML 2.0 §5.3.2. */
    public void assign(VariableName name, Expression assignment, VariableScope scope) {
        requireDeclared(name, scope, assignment.position());
        evaluate(assignment, scope);
    }

    /** Makes a property undefined, such as {@code document.total}; {@code error.semantic} where nobody declared it. */
    public void clear(VariableName name, VariableScope scope, Position at) {
        requireDeclared(name, scope, at);
        guarded(
                problem -> DialogEventException.semantic(at + ": " + name.text() + " cannot be cleared: " + problem),
                () -> context.evaluateString(scope.object(), name.text() + " = undefined", "clear", 1, null));
    }

    /** The text of a value for a log, a query or a result; text itself unchanged, undefined as {@code undefined}. */
    public String text(Object value) {
        return guarded(DialogEventException::semantic, () -> bounded(value));
    }

    /** A value as JSON text where it is an object, otherwise as plain text. */
    public String json(Object value) {
        if (value instanceof CharSequence || value instanceof RecordingObject || !(value instanceof Scriptable)) {
            return text(value);
        }
        return guarded(DialogEventException::semantic, () -> bounded(standard("JSON", "stringify", value)));
    }

    /**
     * The variables of a scope as JSON text, to be {@link #restore}d by another session; empty where one of them cannot be kept, as a
     * recording.
     *
     * @param leftOut names of variables that are not kept
     * @param secret whether a text tells a secret: in its place stands undefined
     */
    public Optional<String> keep(VariableScope scope, Predicate<String> leftOut, Predicate<String> secret) {
        try {
            return Optional.of(guarded(DialogEventException::semantic, () -> KeptValues.of(scope, leftOut, secret)))
                    .filter(text -> !text.isEmpty());
        } catch (DialogEventException e) {
            return Optional.empty();
        }
    }

    /** Declares in a scope what {@link #keep} has kept of one. */
    public void restore(String kept, VariableScope scope) {
        Object variables = keptJson(kept);
        guarded(DialogEventException::semantic, () -> {
            KeptValues.restore(variables, scope, context);
            return variables;
        });
    }

    /** Reads JSON that was written by this room. */
    public Object keptJson(String json) {
        return guarded(
                DialogEventException::semantic,
                () -> NativeJSON.parse(context, session.object(), json, (cx, scope, self, arguments) -> arguments[1]));
    }

    /** The names of an object's own properties. */
    public List<String> names(Object value) {
        return value instanceof Scriptable object
                ? Arrays.stream(object.getIds()).map(Object::toString).toList()
                : List.of();
    }

    /** A text as JSON has it. */
    public static String quoted(String text) {
        return KeptValues.quoted(text);
    }

    /** What a function of a standard object gives. */
    private Object standard(String object, String function, Object argument) {
        var holder = (Scriptable) standard.get(object, standard);
        return ((Function) holder.get(function, holder)).call(context, standard, holder, new Object[] {argument});
    }

    /** A recording as a value: scripts may hand it on, but see nothing in it. Its text is where it lies, as a URI. */
    public Object recording(Recording recording) {
        return new RecordingObject(recording);
    }

    /** The recording that a value is; empty where it is none. */
    public static Optional<Recording> recording(Object value) {
        return value instanceof RecordingObject object ? Optional.of(object.recording()) : Optional.empty();
    }

    /** The value of a grammar's tags. Spec: SISR 1.0 §7. */
    public Object value(ScriptValue value) {
        return switch (value) {
            case ScriptValue.Undefined() -> Undefined.instance;
            case ScriptValue.Null() -> none();
            case ScriptValue.Truth(boolean truth) -> truth;
            case ScriptValue.Numeric(double number) -> number;
            case ScriptValue.Text(String text) -> text;
            case ScriptValue.Array(List<ScriptValue> elements) ->
                array(elements.stream().map(this::value).toArray());
            case ScriptValue.Structure(SequencedMap<String, ScriptValue> properties) -> {
                ObjectValue object = object();
                properties.forEach((name, property) -> object.with(name, value(property)));
                yield object.value();
            }
        };
    }

    /** The value null, which Java code never names. */
    private Object none() {
        return NativeJSON.parse(context, session.object(), "null", (cx, scope, self, arguments) -> arguments[1]);
    }

    /** An empty object. */
    public ObjectValue object() {
        return new ObjectValue(context.newObject(session.object()));
    }

    /** An array. */
    public Object array(Object... values) {
        return context.newArray(session.object(), values);
    }

    /** An array that gets further properties. */
    public ObjectValue arrayObject(Object... values) {
        return new ObjectValue(context.newArray(session.object(), values));
    }

    /** Reads JSON into a value that scripts cannot change; throws {@code error.badfetch} where the text is not JSON. */
    public Object frozenJson(String json) {
        return guarded(problem -> DialogEventException.badFetch("the data is not JSON: " + problem), () -> {
            Object value =
                    NativeJSON.parse(context, session.object(), json, (cx, scope, self, arguments) -> arguments[1]);
            freeze(value);
            return value;
        });
    }

    /** The data is not the script's doing: of whatever size, freezing it costs the budget nothing. */
    private void freeze(Object data) {
        Deque<ScriptableObject> todo = new ArrayDeque<>();
        addObject(data, todo);
        while (!todo.isEmpty()) {
            ScriptableObject object = todo.pop();
            for (Object id : object.getIds()) {
                addObject(
                        id instanceof Integer index ? object.get(index, object) : object.get(id.toString(), object),
                        todo);
            }
            ScriptContexts.refill(context);
            standard("Object", "freeze", object);
        }
    }

    private static void addObject(@Nullable Object value, Deque<ScriptableObject> to) {
        if (value instanceof ScriptableObject object) {
            to.push(object);
        }
    }

    /** An XML document as scripts read it. Spec: VoiceXML 2.1 §5. */
    public Object dom(Document document) {
        return DomBinding.of(document, session.object());
    }

    /** An empty submission. */
    public Submission submission() {
        return new Submission(this);
    }

    /** The elements of an array; {@code error.semantic} where the value is none. */
    public List<Object> elements(Object value) {
        if (!(value instanceof NativeArray array)) {
            throw DialogEventException.semantic("not an array: " + text(value));
        }
        if (array.getLength() > size) {
            throw DialogEventException.semantic("an array has more than " + size + " elements");
        }
        return guarded(
                DialogEventException::semantic,
                () -> Collections.unmodifiableList(Arrays.asList(context.getElements(array))));
    }

    /** The value undefined. */
    public static Object undefined() {
        return Undefined.instance;
    }

    public static boolean isUndefined(Object value) {
        return Undefined.isUndefined(value);
    }

    @Override
    public void close() {
        context.close();
    }

    private static void requireDeclared(VariableName name, VariableScope scope, Position at) {
        if (!scope.sees(name.root())) {
            throw DialogEventException.semantic(at + ": the variable " + name.root() + " is not declared");
        }
        if (name.property().isPresent()
                && scope.lacks(name.root(), name.property().get())) {
            throw DialogEventException.semantic(
                    at + ": the variable " + name.root() + "." + name.property().get() + " is not declared");
        }
    }

    private <T> T guarded(Expression expression, Supplier<T> work) {
        return guarded(problem -> semantic(expression, problem), work);
    }

    /**
     * Runs what may run scripts, also those that a value has for turning it into text; whatever goes wrong is the event.
     *
     * @param event of a problem in words
     */
    <T> T guarded(java.util.function.Function<String, DialogEventException> event, Supplier<T> work) {
        boolean outermost = !running;
        running = true;
        try {
            if (outermost) {
                ScriptContexts.refill(context);
            }
            return work.get();
        } catch (EcmaError e) {
            throw event.apply(e.getErrorMessage());
        } catch (RhinoException e) {
            throw event.apply(e.details());
        } catch (ScriptContexts.BudgetExceeded e) {
            throw event.apply(e.what());
        } catch (StackOverflowError e) {
            throw event.apply("calls or data nest too deep");
        } catch (OutOfMemoryError | NegativeArraySizeException | IndexOutOfBoundsException e) {
            // One text that doubled itself: its parts are small, only writing it out in one piece fails.
            throw event.apply("a text grows without end");
        } catch (DialogEventException e) {
            throw e;
        } catch (RuntimeException e) {
            // Scripts find places where Rhino fails with an exception of its own insides; a call must not end by them.
            throw event.apply("the script engine failed with " + where(e));
        } finally {
            running = !outermost;
        }
    }

    /** For whoever mends it; its message may quote a secret. */
    private static String where(RuntimeException failure) {
        return failure.getClass().getSimpleName()
                + Arrays.stream(failure.getStackTrace())
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    private static DialogEventException semantic(Expression expression, String problem) {
        return DialogEventException.semantic(
                expression.position() + ": " + problem + " in \"" + shortened(expression.source()) + "\"");
    }

    private static String shortened(String source) {
        return source.length() <= 120 ? source : source.substring(0, 120) + "…";
    }
}
