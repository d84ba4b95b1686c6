package org.belltower.server.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.belltower.audio.G711;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FreeSwitchCodingTest {
    private static Pcm pcm(int... samples) {
        short[] values = new short[samples.length];
        for (int i = 0; i < samples.length; i++) {
            values[i] = (short) samples[i];
        }
        return Pcm.of(values, SampleRate.HZ_8000);
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void whatIsNotNegativeIsCodedAsTheRecommendationSays(G711 codec) {
        Pcm sound = pcm(0, 1, 4, 1_000, Short.MAX_VALUE);

        assertThat(FreeSwitchCoding.encode(codec, sound)).isEqualTo(codec.encode(sound));
    }

    @ParameterizedTest
    @EnumSource(G711.class)
    void magnitudeOfANegativeValueIsRoundedOtherwise(G711 codec) {
        // A-law: 1,024 less 8 falls short of the step at 1,024; µ-law: 892 whole reaches the step that 891 does not.
        Pcm sound = pcm(codec == G711.ALAW ? -1_030 : -892);

        assertThat(FreeSwitchCoding.encode(codec, sound)).isNotEqualTo(codec.encode(sound));
        assertThat(FreeSwitchCoding.encode(codec, pcm(Short.MIN_VALUE))).isEqualTo(codec.encode(pcm(Short.MIN_VALUE)));
    }
}
