package org.belltower.telephony;

/** What a caller heard of a prompt, as far as the length of its clips tells. */
public enum PlayOutcome {
    /** All of it. */
    WHOLE("whole"),
    /** A beginning: input stopped it. */
    STOPPED("stopped"),
    /** A beginning: the caller hung up. */
    HUNG_UP("hung-up"),
    /** Nothing, or a beginning: it could not be played. */
    FAILED("failed"),
    /** Nothing: keys that came before were the answer, or what stood before it failed, or the caller had gone. */
    NOT_PLAYED("not-played");

    private final String code;

    PlayOutcome(String code) {
        this.code = code;
    }

    /** As written in records. */
    public String code() {
        return code;
    }
}
