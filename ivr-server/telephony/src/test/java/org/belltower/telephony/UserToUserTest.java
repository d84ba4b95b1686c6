package org.belltower.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserToUserTest {
    @ParameterizedTest
    @ValueSource(strings = {"claim 7", "保单 42", "a;encoding=hex", "x"})
    void textComesBackAsItWas(String text) {
        assertThat(UserToUser.header(text)).matches("([0-9a-f]{2})+;encoding=hex");
        assertThat(UserToUser.text(UserToUser.header(text))).isEqualTo(text);
    }

    @Test
    void dataOfAnotherKindIsPassedOnAsItIs() {
        String binary = "0004c3;encoding=hex;purpose=isdn-uui";

        assertThat(UserToUser.text(binary)).isEqualTo(binary);
        assertThat(UserToUser.header(binary)).isEqualTo(binary);
        assertThat(UserToUser.text("plain")).isEqualTo("plain");
        assertThat(UserToUser.text("ff;encoding=hex")).as("no UTF-8").isEqualTo("ff;encoding=hex");
    }
}
