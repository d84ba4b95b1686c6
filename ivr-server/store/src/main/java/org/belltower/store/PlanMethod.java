package org.belltower.store;

/** How a plan is valued: by undistributed profit (amount) or by unit net value (share). */
public enum PlanMethod {
    AMOUNT("amount"),
    SHARE("share");

    private final String code;

    PlanMethod(String code) {
        this.code = code;
    }

    /** As written in the database, in import files and in service replies. */
    public String code() {
        return code;
    }

    static PlanMethod parse(String code) {
        for (PlanMethod method : values()) {
            if (method.code.equals(code)) {
                return method;
            }
        }
        throw new StoreException("plan method '" + code + "' is neither amount nor share");
    }
}
