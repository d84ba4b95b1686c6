package org.belltower.telephony;

/**
 * What a line asks of the switch. What becomes of it arrives in the call's {@link Inbox}. After the call has ended these do
 * nothing. Confined to the call's thread.
 */
interface CallControl {
    /**
     * Queues an application behind the ones that were asked for before; its end arrives as {@link CallMessage.Executed}
     * under the name {@code id}. Does not wait.
     */
    void execute(String application, String argument, String id);

    /**
     * Stops the application that plays now; it ends as if it had come to its end. Does not wait; what is executed next is not
     * stopped in its place.
     */
    void stopPlaying();

    /** Ends a recording that was begun with {@code record_session}, also while an application runs. Does not wait. */
    void stopRecording(String path);

    /** Ends another leg, by the name that it was given when it was called. Does not wait for its end. */
    void hangUpOther(String leg, String cause);

    /**
     * Sends the call for good to another place of the switch's dialplan, which drives it from then on, as {@link CallMessage.Executed}
     * under the name {@code id} tells; the end of the call is told as before. Does not wait.
     *
     * @param place as {@code transfer} takes it
     */
    void handOn(String place, String id);

    /** How often the call may still be handed on; 0 or more. */
    int handOnsLeft();

    /**
     * Has the switch listen for the tone with which an answering machine asks the other party of a bridge to speak, which arrives as
     * {@link CallMessage.MachineHeard}. A switch that cannot tells only the log, once. Does not wait.
     *
     * @param leg by the name that it was given when it was called
     */
    void watchForMachine(String leg);

    /** Ends what {@link #watchForMachine} has begun, after the bridge. Does not wait. */
    void stopWatching(String leg);

    /** Ends the call. Does not wait. */
    void hangUp(String cause);
}
