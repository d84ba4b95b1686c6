package org.belltower.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.QueuedPrompt;

/** What a caller hears before the dialog goes on that was interrupted: the prompt {@code common.resumed}. Stateless. */
public final class Resumption {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.US);
    private static final String PROMPT = "common.resumed";

    private Resumption() {}

    /** In the language of the call, or in every language where it is not known yet; a key stops it. */
    public static List<QueuedPrompt> prompts(Optional<Locale> language) {
        return language.map(List::of).orElse(LANGUAGES).stream()
                .map(spoken -> new QueuedPrompt(SinglePrompt.ssml(PROMPT, spoken), spoken, true, BargeinType.SPEECH))
                .toList();
    }
}
