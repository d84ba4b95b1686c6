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

    /** Ends the call. Does not wait. */
    void hangUp(String cause);
}
