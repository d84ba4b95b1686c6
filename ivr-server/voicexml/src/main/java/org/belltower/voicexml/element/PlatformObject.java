package org.belltower.voicexml.element;

import java.time.Instant;
import java.util.Map;
import org.belltower.grammar.ScriptValue;

/**
 * Something that a document may ask the platform for by {@code <object classid="…">}. Immutable and thread-safe. A further one
 * is one file and one line in {@link PlatformObjects}. It answers at once: nothing is fetched or waited for.
 * Spec: VoiceXML 2.0 §2.3.5.
 */
interface PlatformObject {
    /** What documents write in {@code classid}. */
    String classId();

    Outcome run(Invocation invocation);

    /**
     * How it is asked.
     *
     * @param parameters by name, as text
     */
    record Invocation(Map<String, String> parameters, Instant now) {
        public Invocation {
            parameters = Map.copyOf(parameters);
        }
    }

    /** What came of it. Immutable. */
    sealed interface Outcome {
        /** The value of the form item. */
        record Value(ScriptValue value) implements Outcome {}

        /** It cannot be done, with the event that a document may catch. */
        record Event(String event, String message) implements Outcome {}
    }
}
