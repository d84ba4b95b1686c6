package org.belltower.server.application;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.belltower.voicexml.PromptTemplate;
import org.belltower.voicexml.VoiceXmlEngine;

/** What stands under a folder of {@code voice-apps}. Thread-safe: all calls share it. */
public sealed interface VoiceApplication {
    String name();

    /** The folder, ending with a slash. */
    URI folder();

    /**
     * It can take calls.
     *
     * @param start the first document
     * @param languages those it speaks, the default first
     * @param prompts what those of its documents say the same every time
     * @param warnings for its author
     */
    record Ready(
            String name,
            URI folder,
            URI start,
            List<Locale> languages,
            VoiceXmlEngine engine,
            List<PromptTemplate> prompts,
            List<String> warnings)
            implements VoiceApplication {
        public Ready {
            languages = List.copyOf(languages);
            prompts = List.copyOf(prompts);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Its author has to mend it; its numbers play an apology meanwhile.
     *
     * @param problems one line each: file, line, column, what, what to do
     */
    record Broken(String name, URI folder, List<String> problems) implements VoiceApplication {
        public Broken {
            problems = List.copyOf(problems);
        }
    }
}
