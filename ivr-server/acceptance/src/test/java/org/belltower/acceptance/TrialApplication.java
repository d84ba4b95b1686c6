package org.belltower.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.Folders;
import org.belltower.server.config.HotlineNumber;

/** An application in English that a test writes for itself: one document, and what the test puts beside it. */
final class TrialApplication {
    private TrialApplication() {}

    /** Its folder, where {@link #configuration} looks for it. */
    static Path folder(Path test) {
        return test.resolve("apps").resolve("trial");
    }

    /**
     * The configuration of a server that runs it.
     *
     * @param test a folder of the test's own
     * @param document what stands inside {@code <vxml>}
     * @param numbers that lead to it
     */
    static Configuration configuration(Path test, String document, String... numbers) throws IOException {
        write(folder(test), document);
        Configuration usual = WholeServer.configuration(test.resolve("data"));
        Folders folders = usual.folders();
        return usual.with(new Folders(test.resolve("apps"), folders.grammars(), folders.prompts(), folders.data()))
                .with(List.of(numbers).stream()
                        .map(number -> new HotlineNumber(number, "trial"))
                        .toList());
    }

    /**
     * The application alone.
     *
     * @param folder named trial
     * @param document what stands inside {@code <vxml>}
     */
    static void write(Path folder, String document) throws IOException {
        Path application = Files.createDirectories(folder);
        Files.writeString(application.resolve("manifest.yaml"), """
                name: trial
                title:
                  zh-CN: 试用
                  en-US: Trial
                start: start.vxml
                languages: [en-US]
                """);
        Files.writeString(application.resolve("start.vxml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <vxml version="2.1" xmlns="http://www.w3.org/2001/vxml" xml:lang="en-US">
                %s
                </vxml>
                """.formatted(document));
    }
}
