package org.belltower.voicexml.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    /** Whatever the order: a secret that begins, ends or stands within another must not leave the rest of that one to see. */
    @ParameterizedTest
    @ValueSource(strings = {"482915 4829 915 291", "4829 915 291 482915", "291 482915 915 4829", "915 291 4829 482915"})
    void longerSecretsAreMaskedBeforeThoseWithinThem(String entered) {
        Secrets secrets = new Secrets();
        List.of(entered.split(" ")).forEach(secrets::add);
        assertThat(secrets.mask("keyed 482915, then 4829, then 915")).isEqualTo("keyed •••, then •••, then •••");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "is 4829.",
                "4 8 2 9",
                "<s>4</s><break time='1s'/>8, 2-9",
                "a < b: 4 8 2 9",
                "4<!-- 8 --> 8 29",
                "4🔑8·29",
                "１２ 4829"
            })
    void secretIsFoundSetApartAndInMarkup(String text) {
        Secrets secrets = new Secrets();
        secrets.add("4829");
        assertThat(secrets.within(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "482 then 9", "<b id='48 29'>", "4 8 <b>x</b> 2 9", "48٢9", "4²8 29"})
    void whatOnlyLooksLikeASecretIsNone(String text) {
        Secrets secrets = new Secrets();
        secrets.add("4829");
        assertThat(secrets.within(text)).isFalse();
    }

    /** Three figures come together by chance. */
    @Test
    void shortSecretIsNotLookedForSetApart() {
        Secrets secrets = new Secrets();
        secrets.add("482");
        assertThat(secrets.within("4 8 2")).isFalse();
        assertThat(secrets.within("is 482")).isTrue();
    }
}
