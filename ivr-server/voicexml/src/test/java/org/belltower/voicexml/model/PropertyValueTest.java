package org.belltower.voicexml.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyValueTest {
    @ParameterizedTest
    @CsvSource({"0,0.0", "1,1.0", "+0.5,0.5", ".25,0.25", "1.,1.0", "' 0.75 ',0.75", "0.123456789,0.123456789"})
    void shareIsANumberUpToOne(String text, double value) {
        assertThat(PropertyValue.isShare(text)).isTrue();
        assertThat(PropertyValue.share("sensitivity", text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                ".",
                "+.",
                "-0.5",
                "++0.5",
                "1.1",
                "1.000000001",
                "0.5.0",
                "0.5f",
                "1e-1",
                "NaN",
                "0x0",
                "٠",
                "0.1234567890",
                "0000000000"
            })
    void whatIsNoShareIsRefused(String text) {
        assertThat(PropertyValue.isShare(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "+1", "-1", "1.0", "1000000000", "١"})
    void whatIsNoCountIsRefused(String text) {
        assertThat(PropertyValue.isCount(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " 5 ", "999999999"})
    void countIsAWholeNumberFromOne(String text) {
        assertThat(PropertyValue.isCount(text)).isTrue();
        assertThat(PropertyValue.count("maxnbest", text)).isEqualTo(Integer.parseInt(text.strip()));
    }
}
