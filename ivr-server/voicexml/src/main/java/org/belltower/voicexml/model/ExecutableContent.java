package org.belltower.voicexml.model;

/**
 * One element of executable content, ready to run. Immutable and thread-safe: all sessions share it.
 * Spec: VoiceXML 2.0 §5.3.
 */
@FunctionalInterface
public interface ExecutableContent {
    /**
     * Runs it in a session.
     *
     * @return where to go; {@link Transition#NEXT} for the content that follows
     * @throws org.belltower.voicexml.script.DialogEventException where an event comes up while a value is worked out
     */
    Transition execute(Context context);
}
