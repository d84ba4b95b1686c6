package org.belltower.hotline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinHasherTest {
    /** Made by argon2 of Debian 12, the reference implementation in C, for the password 246810. */
    private static final String FROM_REFERENCE =
            "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$g/oan0TdyDmNTeZLvJi0XBUjexw06W8vFKJIp8NBMLo";

    @Test
    void hashStatesItsCostAndMatchesItsPinOnly() {
        try (Pin right = Pin.of("246810");
                Pin wrong = Pin.of("246811")) {
            String hash = PinHasher.DEFAULT.hash(right);
            assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("246810");
            assertThat(PinHasher.DEFAULT.matches(right, hash)).isTrue();
            assertThat(PinHasher.DEFAULT.matches(wrong, hash)).isFalse();
            assertThat(PinHasher.DEFAULT.hash(right)).as("salted").isNotEqualTo(hash);
        }
    }

    @Test
    void hashOfTheReferenceImplementationMatches() {
        try (Pin right = Pin.of("246810")) {
            assertThat(PinHasher.DEFAULT.matches(right, FROM_REFERENCE)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "246810",
                "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$",
                "$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2id$v=16$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2id$v=19$m=999999,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2id$v=19$m=19456,t=99,p=1$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
                "$argon2id$v=19$m=0,t=2,p=0$c2FsdHNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g",
            })
    void whatIsNoHashOfOursMatchesNothing(String hash) {
        try (Pin pin = Pin.of("246810")) {
            assertThat(PinHasher.DEFAULT.matches(pin, hash)).isFalse();
            assertThat(PinHasher.isHash(hash)).isFalse();
        }
    }

    @Test
    void pinShowsItselfNowhereAndIsForgottenWhenClosed() {
        Pin pin = Pin.of("246810");
        assertThat(pin.toString()).isEqualTo("•••");
        assertThat(pin.bytes()).containsExactly('2', '4', '6', '8', '1', '0');
        pin.close();
        assertThat(pin.bytes()).containsOnly(0);
    }
}
