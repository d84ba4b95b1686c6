package org.belltower.speech.recognition;

/** Is told what is heard, on a thread of the recogniser's; must not block. */
public interface HearingListener {
    /** Speech has begun: the timer for no input stops, and a prompt of bargeintype {@code speech} with it. At most once. */
    void onSpeech();

    /** The input has ended. At most once, and the last word. */
    void onHeard(Heard heard);
}
