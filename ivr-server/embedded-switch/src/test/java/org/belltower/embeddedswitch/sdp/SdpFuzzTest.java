package org.belltower.embeddedswitch.sdp;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes are SDP or are not; and what is can be answered or cannot. Run with JAZZER_FUZZ=1 to search for more. */
class SdpFuzzTest {
    @FuzzTest
    void anyBytesAreAnswered(byte[] bytes) {
        if (SessionDescription.parse(bytes) instanceof SdpParse.Parsed(SessionDescription description)) {
            OfferAnswerTest.side(AudioCodec.PCMA, AudioCodec.PCMU).answer(description);
        }
    }
}
