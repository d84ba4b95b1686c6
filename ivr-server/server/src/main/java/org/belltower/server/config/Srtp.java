package org.belltower.server.config;

/** Whether FreeSWITCH encrypts the media. Spec: RFC 3711, RFC 4568. */
public enum Srtp {
    /** Plain RTP only. */
    OFF,
    /** Where the other side offers or takes it. */
    OPTIONAL,
    /** A call without it is refused. */
    REQUIRED
}
