package org.belltower.voicexml.model;

import java.util.List;

/** Executable content in order; the first that leads elsewhere ends it. Immutable. */
public record Steps(List<ExecutableContent> contents) implements ExecutableContent {
    public static final Steps NONE = new Steps(List.of());

    public Steps {
        contents = List.copyOf(contents);
    }

    @Override
    public Transition execute(Context context) {
        for (ExecutableContent content : contents) {
            Transition transition = content.execute(context);
            if (!(transition instanceof Transition.Next)) {
                return transition;
            }
        }
        return Transition.NEXT;
    }
}
