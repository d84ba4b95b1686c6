package org.belltower.telephony;

import java.util.List;
import java.util.Map;
import org.belltower.speech.recognition.Heard;

/** What can happen to a call while its thread waits. Immutable. */
sealed interface CallMessage {
    /** The caller pressed a key: {@code 0}–{@code 9}, {@code *}, {@code #} or {@code A}–{@code D}. */
    record KeyPressed(char key) implements CallMessage {
        /** A key may be part of a secret, so it never shows. */
        @Override
        public String toString() {
            return "KeyPressed[•]";
        }
    }

    /**
     * The switch has finished with an application.
     *
     * @param id the name under which it was asked for
     * @param response the switch's word on it, such as {@code FILE PLAYED}
     * @param outcome what else the switch says of it, as variables of the channel: those of {@link #OUTCOMES} that are set
     */
    record Executed(String id, String response, Map<String, String> outcome) implements CallMessage {
        /** The variables that tell what became of a bridge. */
        static final List<String> OUTCOMES = List.of("originate_disposition", "bridge_hangup_cause");

        public Executed {
            outcome = Map.copyOf(outcome);
        }

        /** Of an application that sets no variables. */
        public Executed(String id, String response) {
            this(id, response, Map.of());
        }
    }

    /** What was to be played is heard from now on. */
    record PlaybackBegan() implements CallMessage {}

    /** The caller is connected with the other party of a bridge now. */
    record Bridged() implements CallMessage {}

    /** The other party of a bridge is an answering machine, which has asked its caller to speak. */
    record MachineHeard() implements CallMessage {}

    /**
     * The caller has begun to speak.
     *
     * @param hearing which input hears it
     */
    record SpeechBegan(long hearing) implements CallMessage {}

    /**
     * What the caller said is over.
     *
     * @param hearing which input heard it
     */
    record SpeechHeard(long hearing, Heard heard) implements CallMessage {
        /** Words may be part of a secret, so they never show. */
        @Override
        public String toString() {
            return "SpeechHeard[•]";
        }
    }

    /** Work beside the call's thread has ended; what it gave stands with it. */
    record WorkDone() implements CallMessage {}

    /**
     * The caller has gone, or the connection to the switch has.
     *
     * @param cause the switch's name for it, such as {@code NORMAL_CLEARING}
     * @param answered whether the switch said that the call had been off the hook
     * @param outcome what else the switch says of it, as variables of the channel: those of {@link #OUTCOMES} that are set
     */
    record HungUp(String cause, boolean answered, Map<String, String> outcome) implements CallMessage {
        /** What was answered to a REFER. */
        static final String REFERRED = "sip_refer_status_code";

        /** What the other party of a REFER answered in the end. */
        static final String REACHED = "sip_refer_target_status_code";

        /** The variables that tell what became of a blind transfer. */
        static final List<String> OUTCOMES = List.of(REFERRED, REACHED);

        public HungUp {
            outcome = Map.copyOf(outcome);
        }

        /** Of a call that was not handed on, and of which nobody said that it had been answered. */
        public HungUp(String cause) {
            this(cause, Map.of());
        }

        /** The same of one that was handed on. */
        public HungUp(String cause, Map<String, String> outcome) {
            this(cause, false, outcome);
        }
    }
}
