package org.belltower.voicexml.script;

import java.io.Serial;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mozilla.javascript.Callable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * The variables of one scope; what is not found here is looked for in the scope around it. Confined to the call's thread.
 * Spec: VoiceXML 2.0 §5.1.2.
 */
public final class VariableScope {
    private final Variables variables;

    private VariableScope(Variables variables) {
        this.variables = variables;
    }

    /** The outermost scope, which sees the standard objects. */
    static VariableScope outermost(String name, Scriptable standard) {
        var variables = new Variables();
        variables.setPrototype(standard);
        return new VariableScope(variables).named(name);
    }

    static VariableScope detached() {
        return new VariableScope(new Variables());
    }

    /** A scope inside this one that can be referred to by its name, such as {@code dialog}. */
    public VariableScope inside(String name) {
        return anonymous().named(name);
    }

    /** A scope inside this one without a name. */
    public VariableScope anonymous() {
        var inner = new Variables();
        inner.setParentScope(variables);
        return new VariableScope(inner);
    }

    /** Gives the scope a further name, visible inside. */
    public VariableScope named(String name) {
        variables.defineProperty(name, variables, ScriptableObject.DONTENUM);
        return this;
    }

    /** Keeps all from declaring or changing variables here. */
    public void seal() {
        variables.sealObject();
    }

    /** Declares a variable here, or sets it where it exists here. */
    public void put(String name, Object value) {
        variables.put(name, variables, value);
    }

    /** The value of a variable of this scope itself; undefined where it is not declared here. */
    public Object get(String name) {
        return declares(name) ? variables.get(name, variables) : Undefined.instance;
    }

    public boolean declares(String name) {
        return variables.has(name, variables);
    }

    /** The variables that are declared here. */
    public List<String> names() {
        return Arrays.stream(variables.getIds()).map(Object::toString).toList();
    }

    /** Whether the variable is undefined: declared without a value, or not declared here. */
    public boolean isUndefined(String name) {
        return Undefined.isUndefined(get(name));
    }

    /** Whether a name is declared here or in a scope around. */
    public boolean sees(String name) {
        return holder(name).isPresent();
    }

    /** Sets a variable in the nearest scope that declares it; false where none does. */
    public boolean set(String name, Object value) {
        Optional<Scriptable> holder = holder(name);
        holder.ifPresent(scope -> scope.put(name, scope, value));
        return holder.isPresent();
    }

    /** Whether a name stands for a scope, such as {@code document}, that does not declare a variable. */
    boolean lacks(String name, String variable) {
        return holder(name)
                .map(holder -> ScriptableObject.getProperty(holder, name))
                .filter(Variables.class::isInstance)
                .map(scope -> !((Variables) scope).has(variable, (Variables) scope))
                .orElse(false);
    }

    private Optional<Scriptable> holder(String name) {
        for (Scriptable scope = variables; scope != null; scope = scope.getParentScope()) {
            if (ScriptableObject.hasProperty(scope, name)) {
                return Optional.of(scope);
            }
        }
        return Optional.empty();
    }

    Scriptable object() {
        return variables;
    }

    /** Has no prototype, so that names such as {@code toString} are not taken for variables. */
    private static final class Variables extends ScriptableObject {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public String getClassName() {
            return "Object";
        }

        /** A variable is a value: a getter would run where no script is expected. */
        @Override
        protected boolean defineOwnProperty(Context context, Object id, DescriptorInfo descriptor, boolean checked) {
            throw ScriptRuntime.typeError("a variable is made by declaring it, not as a property");
        }

        @Override
        public void setGetterOrSetter(Object name, int index, Callable accessor, boolean setter) {
            throw ScriptRuntime.typeError("a variable is made by declaring it, not as a property");
        }

        @Override
        public boolean preventExtensions() {
            throw ScriptRuntime.typeError("a scope takes further variables");
        }
    }
}
