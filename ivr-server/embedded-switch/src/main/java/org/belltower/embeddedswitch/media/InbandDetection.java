package org.belltower.embeddedswitch.media;

/** When keys are looked for in received sound. *Immutable.* */
public enum InbandDetection {
    /** Where telephone-event was not negotiated. */
    AUTOMATIC,
    /** Always ({@code start_dtmf}), until the first RFC 4733 key shows that the peer sends those. */
    ON,
    /** Never ({@code stop_dtmf}). */
    OFF
}
