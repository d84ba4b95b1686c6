package org.belltower.voicexml;

/**
 * Keeps what a session needs to go on after the process that runs it has died. Called on the call's thread, so it must not wait for
 * a disk.
 */
@FunctionalInterface
public interface SessionKeeper {
    /**
     * The session stands at a form item that is about to wait for input.
     *
     * @param point text that {@link VoiceXmlEngine#resume} takes, in place of the one before. It holds the variables of the call, of
     *     which those are left out that the caller has entered as a secret; whoever writes it down sees to it that nobody else reads it
     */
    void keep(String point);
}
