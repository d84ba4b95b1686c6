package org.belltower.server;

import java.util.List;
import java.util.Locale;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.QueuedPrompt;

/** What a caller hears where nothing else can be said: the prompt {@code common.apology} in every language. */
public final class Apology {
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.US);

    private Apology() {}

    /** For a line; the caller cannot cut it short. */
    public static List<QueuedPrompt> prompts() {
        return LANGUAGES.stream()
                .map(language -> new QueuedPrompt(ssml(language), language, false, BargeinType.SPEECH))
                .toList();
    }

    static List<Locale> languages() {
        return LANGUAGES;
    }

    static String ssml(Locale language) {
        return "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\""
                + language.toLanguageTag() + "\"><audio src=\"prompt:common.apology\"/></speak>";
    }
}
