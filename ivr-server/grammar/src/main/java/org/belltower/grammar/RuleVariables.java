package org.belltower.grammar;

import java.io.Serial;
import java.util.Optional;
import java.util.function.Supplier;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * The variables that the tags of one rule see: {@code out}, {@code rules} and {@code meta}, and what the tags declare.
 * <i>Confined to one run of scripts.</i> Around them is the scope of the grammar's header.
 *
 * <p>Spec: SISR 1.0 §3.2, §3.3 and §6.
 *
 * <p>Where no tag format is named the names of the working drafts mean the same: {@code $} is {@code out}, {@code $$} is
 * {@code rules.latest()} and {@code $name} is {@code rules.name}.
 */
final class RuleVariables extends ScriptableObject {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String OUT = "out";

    private final boolean draft;
    private final double score;
    private final transient ScriptableObject rules;
    private final transient ScriptableObject meta;
    private transient Object latest = Undefined.instance;
    private transient Optional<Supplier<String>> latestMeta = Optional.empty();

    /**
     * @param text what the whole rule matches
     * @param score how sure it is that the input was said, from 0.0 to 1.0
     */
    RuleVariables(Context context, Scriptable header, TagFormat format, Supplier<String> text, double score) {
        this.score = score;
        this.draft = format instanceof TagFormat.Undeclared;
        setParentScope(header);
        setPrototype(new NativeObject());
        this.rules = (ScriptableObject) context.newObject(header);
        this.meta = (ScriptableObject) context.newObject(header);
        function(rules, "latest", () -> latest);
        function(meta, "current", () -> described(context, text));
        function(
                meta,
                "latest",
                () -> latestMeta.map(matched -> described(context, matched)).orElse(Undefined.instance));
        super.put("rules", this, rules);
        super.put("meta", this, meta);
        super.put(OUT, this, context.newObject(header));
    }

    /** Notes a rule that was matched within this one. */
    void matched(Context context, String rule, Object value, Supplier<String> text) {
        latest = value;
        latestMeta = Optional.of(text);
        rules.put(rule, rules, value);
        function(meta, rule, () -> described(context, text));
    }

    /** The value of the rule that was matched last; undefined before the first. */
    Object latest() {
        return latest;
    }

    /** Whether any rule was matched within this one. */
    boolean anyRule() {
        return latestMeta.isPresent();
    }

    Object out() {
        return super.get(OUT, this);
    }

    @Override
    public String getClassName() {
        return "Object";
    }

    @Override
    public boolean has(String name, Scriptable start) {
        return super.has(name, start) || (drafted(name) && (name.length() < 3 || rules.has(name.substring(1), rules)));
    }

    @Override
    public Object get(String name, Scriptable start) {
        if (!drafted(name) || super.has(name, start)) {
            return super.get(name, start);
        }
        return switch (name) {
            case "$" -> super.get(OUT, start);
            case "$$" -> latest;
            default -> rules.get(name.substring(1), rules);
        };
    }

    @Override
    public void put(String name, Scriptable start, Object value) {
        super.put(draft && name.equals("$") ? OUT : name, start, value);
    }

    private boolean drafted(String name) {
        return draft && name.startsWith("$");
    }

    /** {@code text} and {@code score}, which is that of the whole input: a recogniser has one for each of its readings. */
    private Object described(Context context, Supplier<String> text) {
        Scriptable described = context.newObject(getParentScope());
        described.put("text", described, text.get());
        described.put("score", described, score);
        return described;
    }

    private static void function(ScriptableObject object, String name, Supplier<Object> value) {
        object.defineProperty(
                name, new LambdaFunction(object, name, 0, (context, scope, self, arguments) -> value.get()), DONTENUM);
    }
}
