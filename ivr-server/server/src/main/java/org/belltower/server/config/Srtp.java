package org.belltower.server.config;

/** Whether FreeSWITCH encrypts the media. Spec: RFC 3711, RFC 4568. */
public enum Srtp {
    /** It is not asked for; a caller whose telephone offers it gets it. */
    OFF,
    /** Offered to whom is called, too. */
    OPTIONAL,
    /** A call without it is refused. */
    REQUIRED
}
