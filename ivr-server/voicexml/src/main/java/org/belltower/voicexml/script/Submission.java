package org.belltower.voicexml.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.belltower.voicexml.fetch.FetchRequest;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;

/**
 * The values of a {@code namelist} on their way into a request. Confined to the call's thread. The properties of an object are
 * values of their own, named with dots: {@code order.line.0}. Spec: VoiceXML 2.0 §5.3.8.
 */
public final class Submission {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_VALUES = 1_000;

    private final ScriptSession scripts;
    private final SequencedMap<String, String> texts = new LinkedHashMap<>();
    private final List<FetchRequest.Part> parts = new ArrayList<>();

    Submission(ScriptSession scripts) {
        this.scripts = scripts;
    }

    /** Takes a value in; {@code error.semantic} where it nests without end or falls into too many. */
    public void add(String name, Object value) {
        scripts.guarded(DialogEventException::semantic, () -> {
            add(name, value, 0);
            return name;
        });
    }

    private void add(String name, Object value, int depth) {
        if (depth > MAX_DEPTH || texts.size() + parts.size() >= MAX_VALUES) {
            throw DialogEventException.semantic(
                    "the value of " + name + " nests too deep or has too many properties to be submitted");
        }
        switch (value) {
            case FetchRequest.PartSource source -> parts.add(source.part(name));
            case NativeObject object -> addProperties(name, object, depth);
            case NativeArray array -> addProperties(name, array, depth);
            default -> texts.put(name, scripts.text(value));
        }
    }

    private void addProperties(String name, Scriptable object, int depth) {
        for (Object id : object.getIds()) {
            Object value =
                    id instanceof Integer index ? object.get(index, object) : object.get(String.valueOf(id), object);
            if (!(value instanceof Function)) {
                add(name + "." + id, value, depth + 1);
            }
        }
    }

    public boolean isEmpty() {
        return texts.isEmpty() && parts.isEmpty();
    }

    public SequencedMap<String, String> texts() {
        return texts;
    }

    public List<FetchRequest.Part> parts() {
        return parts;
    }
}
