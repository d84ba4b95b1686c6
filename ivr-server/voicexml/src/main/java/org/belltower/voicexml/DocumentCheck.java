package org.belltower.voicexml;

import java.util.List;

/** What an application's author should know before a caller does. Immutable. */
public sealed interface DocumentCheck {
    /** It can run; the warnings are about places that will fail if they are reached. */
    record Sound(List<DocumentError> warnings) implements DocumentCheck {
        public Sound {
            warnings = List.copyOf(warnings);
        }
    }

    /** It cannot run; at least one of the errors is no mere warning. */
    record Broken(List<DocumentError> errors) implements DocumentCheck {
        public Broken {
            errors = List.copyOf(errors);
        }
    }

    /** It could not be fetched. */
    record Unreachable(String message) implements DocumentCheck {}
}
