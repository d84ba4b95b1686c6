package org.belltower.voicexml.model;

import org.belltower.voicexml.InputResult;

/** What visiting a form item gave. Immutable. */
public sealed interface Visit {
    /** It ran and leads somewhere, perhaps just on. */
    record Ran(Transition transition) implements Visit {}

    /** It waited for input. */
    record Heard(InputResult input) implements Visit {}

    /** The line is gone, with the event that says how. */
    record Gone(String event) implements Visit {}

    /** It has a value now, so that its {@code filled} is due. */
    record Filled() implements Visit {}
}
