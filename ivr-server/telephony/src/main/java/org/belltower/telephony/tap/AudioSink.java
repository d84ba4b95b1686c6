package org.belltower.telephony.tap;

/** Takes what a caller's side sounds like. Called on a tap's thread, so it never blocks. */
@FunctionalInterface
public interface AudioSink {
    /**
     * The next 20 ms.
     *
     * @param samples 8 kHz, 16 bit, linear; filled anew for each step, so what is to be kept is copied
     * @param count how many, from the beginning
     */
    void hear(short[] samples, int count);
}
