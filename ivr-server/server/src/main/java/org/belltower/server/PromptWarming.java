package org.belltower.server;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.belltower.prompt.Prompt;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.Rendering;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.speech.AdvanceClips;
import org.belltower.speech.SynthesisCache;
import org.belltower.voicexml.PromptTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every prompt of the catalogue synthesised once, and every sentence of a document that is the same every time, so that no
 * caller waits for words that never change. Runs on a virtual thread of its own beside the first calls and stands back behind
 * what they need; {@link #close} ends it after the sentence that it is at.
 */
final class PromptWarming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromptWarming.class);

    private final Thread thread;
    private final AdvanceClips clips;
    private static final Duration LONGEST_PROMPT = Duration.ofSeconds(15);

    private volatile boolean closed;

    private PromptWarming(
            PromptCatalogue catalogue, List<PromptTemplate> templates, SsmlRenderer renderer, AdvanceClips clips) {
        this.clips = clips;
        SsmlRenderer ahead = renderer.withClips(clips);
        this.thread = Thread.ofVirtual().name("prompt-warming").unstarted(() -> warm(catalogue, templates, ahead));
    }

    /** @param templates the prompts of the documents */
    static PromptWarming start(
            PromptCatalogue catalogue, List<PromptTemplate> templates, SsmlRenderer renderer, SynthesisCache cache) {
        PromptWarming warming = new PromptWarming(catalogue, templates, renderer, cache.inAdvance());
        warming.thread.start();
        return warming;
    }

    private void warm(PromptCatalogue catalogue, List<PromptTemplate> templates, SsmlRenderer renderer) {
        long begin = System.nanoTime();
        int spoken = 0;
        int sentences = 0;
        for (Prompt prompt : catalogue.all()) {
            for (Locale language : prompt.texts().keySet()) {
                if (closed) {
                    return;
                }
                switch (renderer.render(SinglePrompt.ssml(prompt.id(), language), language)) {
                    case Rendering.Rendered _ -> spoken++;
                    case Rendering.Unspeakable(String reason) -> {
                        if (!closed) {
                            silent(prompt, language, reason);
                        }
                    }
                    case Rendering.NoLanguage noLanguage -> silent(prompt, language, noLanguage.reason());
                }
            }
        }
        for (PromptTemplate template : templates) {
            if (closed) {
                return;
            }
            sentences += renderer.speakAhead(template.ssml(), PromptTemplate.OPEN, template.language());
        }
        LOG.info(
                "{} prompts of the catalogue and {} sentences of the documents are ready after {} ms",
                spoken,
                sentences,
                (System.nanoTime() - begin) / 1_000_000);
    }

    private static void silent(Prompt prompt, Locale language, String reason) {
        LOG.warn("prompt {} in {}: {}", prompt.id(), language.toLanguageTag(), reason);
    }

    /** Waits until every prompt has been synthesised, or that time is over. */
    void await(Duration atMost) throws InterruptedException {
        thread.join(atMost);
    }

    @Override
    public void close() {
        closed = true;
        clips.close();
        try {
            if (!thread.join(LONGEST_PROMPT)) {
                LOG.warn("a prompt is still being spoken after {} s; stopping without it", LONGEST_PROMPT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
