package org.belltower.store.journal;

/** What a step of a call's path is. */
public enum CallEventKind {
    /** A dialog or form item was visited. */
    NODE("node"),
    /** Words were played. */
    HEARD("heard"),
    /** The caller keyed or said something; secrets arrive here masked. */
    INPUT("input"),
    /** A VoiceXML event was thrown. */
    EVENT("event"),
    /** A resource was fetched. */
    FETCH("fetch"),
    ERROR("error");

    private final String code;

    CallEventKind(String code) {
        this.code = code;
    }

    /** As written in the database. */
    public String code() {
        return code;
    }
}
