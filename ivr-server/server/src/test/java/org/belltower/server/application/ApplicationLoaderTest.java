package org.belltower.server.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.belltower.voicexml.fetch.Fetchers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLoaderTest {
    private static final String DOCUMENT = """
            <?xml version="1.0" encoding="UTF-8"?>
            <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml">
              <form><block><prompt>hello</prompt></block></form>
            </vxml>
            """;

    @TempDir
    Path home;

    private Path folder = Path.of("");

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(home.resolve("grammars"));
        folder = Files.createDirectories(home.resolve("voice-apps/hello"));
        Files.writeString(folder.resolve("start.vxml"), DOCUMENT);
        manifest("name: hello\ntitle: {en-US: Hello}\nstart: start.vxml\nlanguages: [en-US]\n");
    }

    private void manifest(String text) throws IOException {
        Files.writeString(folder.resolve("manifest.yaml"), text);
    }

    private VoiceApplication load() {
        return new ApplicationLoader(home.resolve("grammars"), Fetchers.none(), InstantSource.system()).load(folder);
    }

    private void isBrokenBecause(String... words) {
        assertThat(load())
                .asInstanceOf(InstanceOfAssertFactories.type(VoiceApplication.Broken.class))
                .satisfies(broken -> assertThat(broken.problems())
                        .hasSize(1)
                        .first()
                        .asString()
                        .contains(words));
    }

    @Test
    void soundApplicationIsReady() {
        assertThat(load()).isInstanceOf(VoiceApplication.Ready.class);
    }

    @Test
    void brokenDocumentIsNamedWithLineAndColumn() throws IOException {
        Files.writeString(folder.resolve("broken.vxml"), DOCUMENT.replace("</block>", "</blok>"));

        isBrokenBecause("broken.vxml:3:");
    }

    @Test
    void missingManifestIsToldWithWhatToDo() throws IOException {
        Files.delete(folder.resolve("manifest.yaml"));

        isBrokenBecause("manifest.yaml", "ivr.yaml");
    }

    @Test
    void unknownKeyOfTheManifestIsToldWithTheAllowedOnes() throws IOException {
        manifest("name: hello\ntitle: {en-US: Hello}\nstart: start.vxml\nlanguages: [en-US]\ncolour: red\n");

        isBrokenBecause("manifest.yaml:5:", "colour", "title");
    }

    @Test
    void missingKeyOfTheManifestIsTold() throws IOException {
        manifest("name: hello\ntitle: {en-US: Hello}\nlanguages: [en-US]\n");

        isBrokenBecause("manifest.yaml", "'start' is missing");
    }

    @Test
    void manifestOfAnotherApplicationIsTold() throws IOException {
        manifest("name: other\ntitle: {en-US: Hello}\nstart: start.vxml\nlanguages: [en-US]\n");

        isBrokenBecause("'other'", "'hello'");
    }

    @Test
    void startDocumentThatIsNotThereIsTold() throws IOException {
        manifest("name: hello\ntitle: {en-US: Hello}\nstart: begin.vxml\nlanguages: [en-US]\n");

        isBrokenBecause("begin.vxml");
    }
}
