package org.belltower.voicexml;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.XmlText;

/**
 * A prompt whose turn has come: its words as SSML, with every value already filled in. Immutable.
 *
 * <p>Spec: VoiceXML 2.0 §4.1; SSML 1.0.
 *
 * @param ssml a whole {@code <speak>} document
 * @param language what {@code ssml} is in where it says nothing else
 * @param bargein whether input stops it
 * @param bargeinType what counts as input where {@code bargein} is true; a key always does
 * @param audio what a line has to have fetched before it can play it
 */
public record QueuedPrompt(
        String ssml, Locale language, boolean bargein, BargeinType bargeinType, List<PendingAudio> audio) {
    public QueuedPrompt {
        audio = List.copyOf(audio);
    }

    /** One for which nothing has to be fetched. */
    public QueuedPrompt(String ssml, Locale language, boolean bargein, BargeinType bargeinType) {
        this(ssml, language, bargein, bargeinType, List.of());
    }

    /**
     * A single {@code <audio>} that no input stops.
     *
     * @param pending its fetch, where there is one
     */
    public static QueuedPrompt ofAudio(URI source, Locale language, Optional<PendingAudio> pending) {
        return new QueuedPrompt(
                "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\""
                        + language.toLanguageTag() + "\">" + openAudio(source) + "</audio></speak>",
                language,
                false,
                BargeinType.SPEECH,
                pending.stream().toList());
    }

    /** The start tag of a recording; the name of a file is written in ASCII, as paths are made from addresses. */
    public static String openAudio(URI source) {
        var tag = new StringBuilder("<audio src=\"");
        XmlText.escape("file".equals(source.getScheme()) ? source.toASCIIString() : source.toString(), tag);
        return tag.append("\">").toString();
    }

    /**
     * The same prompts with the addresses of files in place of those that had to be fetched; an address of what could not be had
     * stays. Waits for all of them at once, each no longer than its fetch may take.
     */
    public static List<QueuedPrompt> fetched(List<QueuedPrompt> prompts) {
        prompts.forEach(prompt -> prompt.audio().forEach(PendingAudio::begin));
        return prompts.stream().map(QueuedPrompt::fetched).toList();
    }

    private QueuedPrompt fetched() {
        String ready = ssml;
        for (PendingAudio pending : audio) {
            Optional<URI> file = pending.await();
            if (file.isPresent()) {
                ready = ready.replace(openAudio(pending.source()), openAudio(file.get()));
            }
        }
        return with(ready);
    }

    /** The same in other words. */
    public QueuedPrompt with(String otherSsml) {
        return new QueuedPrompt(otherSsml, language, bargein, bargeinType, audio);
    }
}
