package org.belltower.voicexml.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessControlTest {
    private static final URI DATA = URI.create("http://data.example.org/quote.xml");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "allow=\"*\", http://voice.example.com/, true",
                "allow=\"voice.example.com\", http://voice.example.com/, true",
                "allow='a.com VOICE.example.com', http://voice.example.com/, true",
                "allow=\"*.example.com\", http://voice.example.com/, true",
                "allow=\"*.example.com\", http://example.com/, false",
                "allow=\"*.ample.com\", http://voice.example.com/, false",
                "allow=\"other.com\", http://voice.example.com/, false",
                "allow=\"\", http://voice.example.com/, false",
                "deny=\"voice.example.com\", http://voice.example.com/, false",
                "deny=\"other.com\", http://voice.example.com/, true",
                "allow=\"*\" deny=\"voice.example.com\", http://voice.example.com/, false",
                "deny=\"*\", http://data.example.org/main.vxml, true",
                "allow=\"*\", file:///apps/main.vxml, true",
                "allow=\"voice.example.com\", file:///apps/main.vxml, false",
                "``, http://voice.example.com/, false",
                "alow=\"*\", http://voice.example.com/, false",
                "allow=*, http://voice.example.com/, false",
                "allow=\"*\" more, http://voice.example.com/, false",
            })
    void instructionSaysWhoMayRead(String rule, String document, boolean permitted) {
        assertThat(AccessControl.permits(URI.create(document), DATA, List.of(rule)))
                .isEqualTo(permitted);
    }

    @Test
    void dataWithoutInstructionIsForEveryDocument() {
        assertThat(AccessControl.permits(URI.create("file:///a.vxml"), DATA, List.of()))
                .isTrue();
    }

    @Test
    void everyInstructionHasToPermit() {
        assertThat(AccessControl.permits(URI.create("http://a.com/"), DATA, List.of("allow=\"*\"", "deny=\"a.com\"")))
                .isFalse();
    }
}
