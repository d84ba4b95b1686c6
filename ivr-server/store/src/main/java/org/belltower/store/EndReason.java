package org.belltower.store;

/** Why a call ended, as told to whoever reads the records. */
public enum EndReason {
    /** The application came to its end. */
    COMPLETED("completed"),
    CALLER_HUNG_UP("caller-hung-up"),
    TRANSFERRED("transferred"),
    /** Somebody at the switch ended this call. */
    ENDED_BY_OPERATOR("ended-by-operator"),
    /** The caller gave up before an answer. */
    ABANDONED("abandoned"),
    /** Not taken: over the limit, unknown number. */
    REJECTED("rejected"),
    /** The application or the platform failed. */
    FAILED("failed"),
    /** The server stopped or was killed during the call; the end is the last sign of life. */
    SERVER_STOPPED("server-stopped");

    private final String code;

    EndReason(String code) {
        this.code = code;
    }

    /** As written in the database. */
    public String code() {
        return code;
    }

    static EndReason parse(String code) {
        for (EndReason reason : values()) {
            if (reason.code.equals(code)) {
                return reason;
            }
        }
        throw new StoreException("end reason '" + code + "' is not known to this version");
    }
}
