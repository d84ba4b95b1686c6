package org.belltower.voicexml;

import java.util.Map;

/** How a session ended. Immutable. Spec: VoiceXML 2.0 §1.5.4, §5.3.9, §5.3.11. */
public sealed interface SessionEnd {
    /**
     * The document said {@code <exit>}, or nothing was left to do. The line is still up; the caller of the session hangs up.
     *
     * @param values what {@code expr} (under the name {@code expr}) or {@code namelist} gave back, as text
     */
    record Exited(Map<String, String> values) implements SessionEnd {
        public Exited {
            values = Map.copyOf(values);
        }
    }

    /** The document said {@code <disconnect>}. */
    record Disconnected(Map<String, String> values) implements SessionEnd {
        public Disconnected {
            values = Map.copyOf(values);
        }
    }

    /** The caller was handed to another party; what the document did about it has been done. */
    record Transferred() implements SessionEnd {}

    /** The caller hung up; what the document did about it has been done. */
    record HungUp() implements SessionEnd {}

    /**
     * An event that nobody caught ended it, or the first document could not be had. The line is still up unless the caller
     * hung up as well.
     *
     * @param event such as {@code error.semantic}
     */
    record Failed(String event, String message) implements SessionEnd {}
}
