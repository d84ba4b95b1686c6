package org.belltower.voicexml.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
