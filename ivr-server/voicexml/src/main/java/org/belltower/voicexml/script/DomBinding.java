package org.belltower.voicexml.script;

import java.util.IdentityHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.JavaScriptException;
import org.mozilla.javascript.LambdaFunction;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Shows an XML document to scripts as the read-only part of DOM Level 2 Core. Confined to the call's thread. What would change
 * the document throws the {@code DOMException} that the DOM has for it, as an ECMAScript object with {@code code}, {@code name}
 * and {@code message}. A node is the same object however it is reached. Spec: VoiceXML 2.1 §5, appendix D; DOM Level 2 Core,
 * appendix E (ECMAScript binding).
 */
final class DomBinding {
    private final Scriptable scope;
    private final IdentityHashMap<Node, Scriptable> known = new IdentityHashMap<>();

    private DomBinding(Scriptable scope) {
        this.scope = scope;
    }

    static Scriptable of(Document document, Scriptable scope) {
        return new DomBinding(scope).node(document);
    }

    private Scriptable node(Node node) {
        Scriptable object = known.get(node);
        if (object == null) {
            object = new DomObject(new NodeMembers(node, this), this);
            known.put(node, object);
        }
        return object;
    }

    /** As scripts see it: {@code null} where there is none. */
    @Nullable
    Object orNull(@Nullable Node node) {
        return node == null ? null : node(node);
    }

    Scriptable list(NodeList nodes) {
        return new DomObject(new ListMembers(nodes, this), this);
    }

    Scriptable map(NamedNodeMap nodes) {
        return new DomObject(new MapMembers(nodes, this), this);
    }

    /** What scripts may call. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object with(Object[] arguments);
    }

    Object function(String name, int arguments, Call call) {
        return new LambdaFunction(
                scope, name, arguments, (context, where, self, given) -> thrown(() -> call.with(given)));
    }

    /** A method of the DOM that changes something. */
    Object refused(String name) {
        return function(name, 0, arguments -> {
            throw readOnly();
        });
    }

    static DOMException readOnly() {
        return new DOMException(DOMException.NO_MODIFICATION_ALLOWED_ERR, "data cannot be changed");
    }

    static String text(Object[] arguments, int i) {
        return i < arguments.length ? ScriptRuntime.toString(arguments[i]) : "";
    }

    /** A namespace: {@code null} and empty text stand for none. */
    static @Nullable String namespace(Object[] arguments) {
        Object given = arguments.length == 0 ? null : arguments[0];
        return given == null
                        || Undefined.isUndefined(given)
                        || ScriptRuntime.toString(given).isEmpty()
                ? null
                : ScriptRuntime.toString(given);
    }

    static int index(Object[] arguments, int i) {
        return i < arguments.length ? ScriptRuntime.toInt32(arguments[i]) : 0;
    }

    private <T extends @Nullable Object> T thrown(Supplier<T> work) {
        try {
            return work.get();
        } catch (DOMException e) {
            throw exception(e);
        }
    }

    private JavaScriptException exception(DOMException e) {
        var object = new NativeObject();
        ScriptRuntime.setObjectProtoAndParent(object, scope);
        object.put("name", object, "DOMException");
        object.put("code", object, (int) e.code);
        object.put("message", object, String.valueOf(e.getMessage()));
        return new JavaScriptException(object, "data", 0);
    }

    /** The members of one DOM interface. */
    interface Members {
        /** {@link Scriptable#NOT_FOUND} where there is no such member. */
        @Nullable
        Object member(String name);

        /** The element of a list; not found in what is none. */
        default @Nullable Object element(int index) {
            return Scriptable.NOT_FOUND;
        }

        String[] names();
    }

    /** An object of the DOM in a script. */
    private static final class DomObject extends ScriptableObject {
        private static final long serialVersionUID = 1L;

        private final transient Members members;
        private final transient DomBinding binding;

        DomObject(Members members, DomBinding binding) {
            this.members = members;
            this.binding = binding;
            setParentScope(binding.scope);
            setPrototype(ScriptableObject.getObjectPrototype(binding.scope));
        }

        @Override
        public String getClassName() {
            return "Node";
        }

        @Override
        public boolean has(String name, Scriptable start) {
            return !NOT_FOUND.equals(members.member(name));
        }

        @Override
        public boolean has(int index, Scriptable start) {
            return !NOT_FOUND.equals(members.element(index));
        }

        @Override
        @SuppressWarnings("NullAway") // null is what ECMAScript calls null
        public Object get(String name, Scriptable start) {
            return binding.<@Nullable Object>thrown(() -> members.member(name));
        }

        @Override
        @SuppressWarnings("NullAway") // null is what ECMAScript calls null
        public Object get(int index, Scriptable start) {
            return members.element(index);
        }

        @Override
        public void put(String name, Scriptable start, Object value) {
            throw binding.exception(readOnly());
        }

        @Override
        public void put(int index, Scriptable start, Object value) {
            throw binding.exception(readOnly());
        }

        @Override
        public void delete(String name) {
            throw binding.exception(readOnly());
        }

        @Override
        public void delete(int index) {
            throw binding.exception(readOnly());
        }

        @Override
        public Object[] getIds() {
            return members.names();
        }

        @Override
        public Object getDefaultValue(Class<?> hint) {
            return "[object " + getClassName() + "]";
        }
    }

    /** {@code NodeList}. */
    private record ListMembers(NodeList nodes, DomBinding binding) implements Members {
        @Override
        public @Nullable Object member(String name) {
            return switch (name) {
                case "length" -> nodes.getLength();
                case "item" -> binding.function(name, 1, given -> binding.orNull(nodes.item(index(given, 0))));
                default -> Scriptable.NOT_FOUND;
            };
        }

        @Override
        public @Nullable Object element(int index) {
            Node node = index < 0 ? null : nodes.item(index);
            return node == null ? Scriptable.NOT_FOUND : binding.node(node);
        }

        @Override
        public String[] names() {
            return new String[] {"length", "item"};
        }
    }

    /** {@code NamedNodeMap}. */
    private record MapMembers(NamedNodeMap nodes, DomBinding binding) implements Members {
        @Override
        public @Nullable Object member(String name) {
            return switch (name) {
                case "length" -> nodes.getLength();
                case "item" -> binding.function(name, 1, given -> binding.orNull(nodes.item(index(given, 0))));
                case "getNamedItem" ->
                    binding.function(name, 1, given -> binding.orNull(nodes.getNamedItem(text(given, 0))));
                case "getNamedItemNS" ->
                    binding.function(
                            name, 2, given -> binding.orNull(nodes.getNamedItemNS(namespace(given), text(given, 1))));
                case "setNamedItem", "setNamedItemNS", "removeNamedItem", "removeNamedItemNS" -> binding.refused(name);
                default -> Scriptable.NOT_FOUND;
            };
        }

        @Override
        public @Nullable Object element(int index) {
            Node node = index < 0 ? null : nodes.item(index);
            return node == null ? Scriptable.NOT_FOUND : binding.node(node);
        }

        @Override
        public String[] names() {
            return new String[] {"length", "item", "getNamedItem", "getNamedItemNS"};
        }
    }
}
