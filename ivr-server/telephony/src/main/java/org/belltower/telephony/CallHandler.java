package org.belltower.telephony;

/** What is to be done with a call. Runs on the call's own virtual thread; what is still up when it returns is hung up. */
@FunctionalInterface
public interface CallHandler {
    void handle(Call call);

    /** A call that came and was gone, or failed, before it could be taken over; for its record. */
    default void notTaken(UntakenCall call) {}
}
