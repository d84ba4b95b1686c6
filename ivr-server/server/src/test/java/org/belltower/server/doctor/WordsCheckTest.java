package org.belltower.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.belltower.server.WordsOfAModel;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.doctor.Outcome.Ok;
import org.belltower.server.doctor.Outcome.Warning;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordsCheckTest {
    @TempDir
    Path home;

    private List<Finding> look(String rule) throws IOException {
        Folders folders = Configuration.defaults(home).folders();
        Files.createDirectories(folders.grammars());
        Path application = Files.createDirectories(folders.voiceApps().resolve("hello"));
        Files.writeString(
                application.resolve("manifest.yaml"),
                "name: hello\ntitle: {en-US: Hello}\nstart: start.vxml\nlanguages: [en-US]\n");
        Files.writeString(application.resolve("start.vxml"), """
                <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US"><form><field name="what">
                <grammar mode="voice" version="1.0" root="r"><rule id="r">%s</rule></grammar>
                </field></form></vxml>
                """.formatted(rule));
        WordsOfAModel.in(folders.data().resolve("models"), "balance", "operator");
        Configuration defaults = Configuration.defaults(home);
        return new WordsCheck(folders, List.of(new HotlineNumber("1", "hello")), defaults.speech()).run();
    }

    @Test
    void anUnknownWordIsNamedWithItsPlace() throws IOException {
        assertThat(look("balanse")).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("words of hello");
            assertThat(finding.outcome()).isInstanceOf(Warning.class);
            assertThat(finding.outcome().seen()).contains("start.vxml:2:1: ", "balanse (near: balance)");
        });
    }

    @Test
    void knownWordsAreInOrder() throws IOException {
        assertThat(look("operator"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.outcome()).isInstanceOf(Ok.class));
    }
}
