package org.belltower.prompt.readout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every readout by example, and every value that has to be refused. */
class ReadoutsTest {
    record Case(String interpretAs, String format, String language, String value, String expected) {
        static Case of(String line) {
            String[] fields = line.split("\t", -1);
            assertThat(fields).as(line).hasSize(5);
            return new Case(fields[0], fields[1], fields[2], fields[3], fields[4]);
        }

        Reading read() {
            return Readouts.standard().read(interpretAs, value, format, Locale.forLanguageTag(language));
        }
    }

    static Stream<Case> good() throws IOException {
        return cases("good.tsv");
    }

    static Stream<Case> bad() throws IOException {
        return cases("bad.tsv");
    }

    @ParameterizedTest
    @MethodSource("good")
    void saysTheValueExactly(Case example) {
        assertThat(example.read()).isEqualTo(new Reading.Words(example.expected()));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatItCannotSayExactly(Case example) {
        assertThat(example.read())
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.reason()).contains(example.expected()));
    }

    /** A value may be a secret, and a reason is logged. */
    @Test
    void reasonNeverRepeatsTheValue() {
        for (String name : new String[] {
            "integer",
            "money",
            "net-value",
            "percentage",
            "digits",
            "date",
            "time",
            "phone",
            "characters",
            "boolean",
            "ordinal"
        }) {
            Reading reading = Readouts.standard().read(name, "73951*x", "", Locale.CHINA);
            assertThat(reading)
                    .isInstanceOfSatisfying(
                            Reading.Refused.class,
                            refused -> assertThat(refused.reason()).doesNotContain("73951"));
        }
    }

    @Test
    void anotherReadoutIsOneLine() {
        Readouts more = Readouts.standard().with((value, format, tongue) -> new Reading.Words("回声" + value), "echo");
        assertThat(more.read("echo", " 甲 ", "", Locale.CHINA)).isEqualTo(new Reading.Words("回声甲"));
    }

    private static Stream<Case> cases(String file) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReadoutsTest.class.getResourceAsStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(line -> !line.startsWith("#")).map(Case::of).toList().stream();
        }
    }
}
