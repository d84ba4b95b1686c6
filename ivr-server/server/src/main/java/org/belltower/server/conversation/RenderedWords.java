package org.belltower.server.conversation;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.belltower.prompt.AudioFolders;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.RendererSettings;
import org.belltower.prompt.Rendering;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.speech.ClipSource;
import org.belltower.speech.SpokenClip;
import org.belltower.speech.Utterance;
import org.belltower.voicexml.QueuedPrompt;

/**
 * The words that the product itself speaks: prompts of the catalogue and readouts of figures and dates, only without sound. The
 * pieces are those that a call has as clips. Every language has a voice here, since nobody hears it. Thread-safe.
 */
public final class RenderedWords implements PromptWords {
    private final SsmlRenderer renderer;

    /**
     * The words of a catalogue.
     *
     * @param takes where converted recordings are kept
     * @param application the folder whose files it may play
     */
    public RenderedWords(PromptCatalogue catalogue, Path takes, Path application) {
        ClipSource silent = RenderedWords::silent;
        this.renderer = SsmlRenderer.of(
                RendererSettings.in(takes).reaching(AudioFolders.lasting(application)), catalogue, silent);
    }

    /** A clip that nobody plays: only its words count, the secret ones too, since it is the caller who sees them. */
    private static SpokenClip silent(Utterance utterance) {
        return new SpokenClip(
                Path.of("/", "silent.wav"), Duration.ofMillis(1), utterance.text(), utterance.language(), false);
    }

    @Override
    public Wording of(QueuedPrompt prompt) {
        return switch (renderer.render(prompt.ssml(), prompt.language())) {
            case Rendering.Unspeakable(String reason) -> new Wording.Unspeakable("error.noresource", reason);
            case Rendering.NoLanguage noLanguage ->
                new Wording.Unspeakable("error.unsupported.language", noLanguage.reason());
            case Rendering.Rendered(var playlist) ->
                new Wording.Said(playlist.items().stream()
                        .filter(PlaylistItem.Clip.class::isInstance)
                        .map(item -> ((PlaylistItem.Clip) item).text())
                        .toList());
        };
    }

    /** As they are read on a line of their own. */
    public static String line(List<String> pieces) {
        return String.join(" ", pieces);
    }
}
