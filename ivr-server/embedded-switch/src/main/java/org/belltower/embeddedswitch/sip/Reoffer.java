package org.belltower.embeddedswitch.sip;

/**
 * A re-INVITE or UPDATE that waits for our answer. Answered once; further calls do nothing.
 *
 * <p><em>Thread-safe.</em> Spec: RFC 3261 §14.2, RFC 3311 §5.2.
 */
public interface Reoffer {

    /** Answers 200 with this session description. */
    void accept(byte[] sdp);

    /** Answers 200 without a session description (an UPDATE that only refreshes). */
    void accept();

    /** Refuses; the session stays as it was. 488 means no common codec. */
    void refuse(int status);
}
