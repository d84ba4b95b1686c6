package org.belltower.voicexml.model;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.belltower.voicexml.QueuedPrompt;
import org.belltower.voicexml.fetch.PendingAudio;
import org.belltower.voicexml.markup.XmlText;

/** The SSML of a prompt while it is being written, and the audio in it that has to be fetched. Confined to the call's thread. */
public final class PromptText {
    private final StringBuilder ssml;
    private final List<PendingAudio> audio = new ArrayList<>();

    PromptText(StringBuilder head) {
        this.ssml = head;
    }

    /** Adds SSML. */
    public void markup(String markup) {
        ssml.append(markup);
    }

    /** Adds words. */
    public void words(String words) {
        XmlText.escape(words, ssml);
    }

    /**
     * Adds the start tag of a recording.
     *
     * @param pending its fetch, where there is one
     */
    public void audio(URI source, Optional<PendingAudio> pending) {
        ssml.append(QueuedPrompt.openAudio(source));
        pending.ifPresent(audio::add);
    }

    String ssml() {
        return ssml.toString();
    }

    List<PendingAudio> audio() {
        return List.copyOf(audio);
    }
}
