package org.belltower.eventsocket;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Jazzer's entries; without it, each runs once on the empty input and on its corpus. */
class FrameFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void messages(byte[] bytes) {
        Decoding.ofMessages(bytes);
    }

    @FuzzTest(maxDuration = "30s")
    void commands(byte[] bytes) {
        Decoding.ofCommands(bytes);
    }
}
