package org.belltower.store.journal;

/** What a step of a call's path is. */
public enum CallEventKind {
    /** A dialog or form item was visited. */
    NODE("node"),
    /** Words went to the line; how much of them was heard is with them. */
    HEARD("heard"),
    /** The caller keyed or said something; secrets arrive here masked. */
    INPUT("input"),
    /** A VoiceXML event was thrown. */
    EVENT("event"),
    /** A service of the hotline was asked; what it said, not what it was asked. */
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
