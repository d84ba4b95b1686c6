package org.belltower.eventsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStringTest {

    /** The right column is what {@code switch_separate_string} of FreeSWITCH gives, its parts joined by {@code |}. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "/a.wav,/a.wav",
                "/a.wav!/b.wav,/a.wav|/b.wav",
                "/wow\\!/a.wav!/b.wav,/wow!/a.wav|/b.wav",
                "'/wow!/a.wav'!/b.wav,/wow!/a.wav|/b.wav",
                "/it's/a.wav!/b.wav,/it's/a.wav|/b.wav",
                "/it's/a.wav!/it's/b.wav,/its/a.wav!/its/b.wav",
                " /a.wav ! /b c.wav ,/a.wav|/b c.wav",
                "/a\\\\b.wav!/c.wav,/a\\b.wav|/c.wav",
                "/a\\sb.wav,/a b.wav",
                "/a\\xb.wav,/a\\xb.wav",
                "/a.wav!!/b.wav,/a.wav||/b.wav",
                "/a.wav!,/a.wav",
                "^^:/wow!/a.wav:/b.wav,/wow!/a.wav|/b.wav"
            })
    void isTakenApartAsFreeSwitchDoes(String text, String parts) {
        assertThat(FileString.parts("file_string://" + text).orElseThrow()).containsExactly(parts.split("\\|", -1));
    }

    @Test
    void whatIsNoFileStringHasNoParts() {
        assertThat(FileString.parts("/a.wav!/b.wav")).isEmpty();
    }

    @Test
    void aSeparatorWithinAPathIsEscaped() {
        assertThat(FileString.of(List.of("/opt/wow!/a.wav", "silence_stream://250")))
                .isEqualTo("file_string:///opt/wow\\!/a.wav!silence_stream://250");
    }

    /** FreeSWITCH 1.11.2 begins every file_string with 250 ms of silence, which a caller takes for slowness. */
    @Test
    void aPartAloneIsNoFileStringUnlessItsPathNeedsOne() {
        assertThat(FileString.of(List.of("/var/clips/7b-x_1.wav"))).isEqualTo("/var/clips/7b-x_1.wav");
        for (String path : List.of("/wow!/a.wav", "/a@@b.wav", "/a b.wav", "/{x}.wav", "silence_stream://250")) {
            assertThat(FileString.of(List.of(path))).startsWith("file_string://");
        }
    }

    @Property
    void whatIsWrittenIsReadAsItWas(@ForAll("paths") List<String> paths) {
        String written = FileString.of(paths);
        assertThat(FileString.parts(written).orElse(List.of(written))).isEqualTo(paths);
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.strings()
                .withChars("ab!./ \"$^:{}声")
                .ofMaxLength(12)
                .map(name -> "/" + name + ".wav")
                .filter(path -> FileString.objection(path).isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(FileString.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/it's", "/back\\slash", "/${HOME}", "/new\nline", "/space "})
    void aFolderThatCannotBeWrittenIsNamed(String folder) {
        assertThat(FileString.objection(folder).orElseThrow())
                .contains("cannot play from " + folder)
                .contains("use another folder");
        assertThatThrownBy(() -> FileString.of(List.of(folder))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThanTheSwitchTakesIsRefusedAndRunsTogetherWhereItIsRead() {
        List<String> tooMany = Collections.nCopies(FileString.MOST + 1, "/a.wav");
        assertThatThrownBy(() -> FileString.of(tooMany)).hasMessageContaining("1 to 128 parts, not 129");
        List<String> read =
                FileString.parts("file_string://" + String.join("!", tooMany)).orElseThrow();
        assertThat(read).hasSize(FileString.MOST);
        assertThat(read.getLast()).isEqualTo("/a.wav!/a.wav");
    }
}
