package org.belltower.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountPseudonymsTest {
    @TempDir
    private Path folder;

    /** The value is another implementation's (Python's hmac). Spec: RFC 2104. */
    @Test
    void pseudonymIsHmacSha256UnderTheKeyOfTheFile() throws IOException {
        Files.writeString(
                folder.resolve(AccountPseudonyms.FILE),
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n");
        assertThat(AccountPseudonyms.under(folder).of("20010001"))
                .isEqualTo("cc768916f083e4ff15fa472f8ab9831ad45fd556f442ac911234f2a7ac793488");
    }

    @Test
    void keyIsMadeOnceReadableByItsOwnerOnlyAndTellsInstallationsApart(@TempDir Path other) throws IOException {
        assertThat(AccountPseudonyms.keptUnder(folder)).isEmpty();
        String pseudonym = AccountPseudonyms.under(folder).of("20010001");
        assertThat(pseudonym).matches("[0-9a-f]{64}");
        assertThat(AccountPseudonyms.under(folder).of("20010001")).isEqualTo(pseudonym);
        assertThat(AccountPseudonyms.under(folder).of("20010002")).isNotEqualTo(pseudonym);
        assertThat(AccountPseudonyms.under(other).of("20010001")).isNotEqualTo(pseudonym);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(AccountPseudonyms.FILE))))
                .isEqualTo("rw-------");
        assertThat(AccountPseudonyms.under(folder).toString())
                .doesNotContain(
                        Files.readString(folder.resolve(AccountPseudonyms.FILE)).strip());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0001", "not a key", "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"})
    void damagedKeyIsNamedAndNeverReplaced(String content) throws IOException {
        Path file = Files.writeString(folder.resolve(AccountPseudonyms.FILE), content);
        assertThatThrownBy(() -> AccountPseudonyms.under(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("backup");
        assertThat(file).hasContent(content);
    }
}
