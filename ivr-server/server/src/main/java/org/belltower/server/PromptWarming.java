package org.belltower.server;

import java.time.Duration;
import java.util.Locale;
import org.belltower.prompt.Prompt;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every prompt of the catalogue synthesised once, so that no caller waits for words that never change. Runs on a virtual
 * thread of its own beside the first calls; {@link #close} ends it after the prompt that it is at.
 */
final class PromptWarming implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PromptWarming.class);

    private final Thread thread;
    private static final Duration LONGEST_PROMPT = Duration.ofSeconds(15);

    private volatile boolean closed;

    private PromptWarming(PromptCatalogue catalogue, PromptRenderer renderer) {
        this.thread = Thread.ofVirtual().name("prompt-warming").unstarted(() -> warm(catalogue, renderer));
    }

    static PromptWarming start(PromptCatalogue catalogue, PromptRenderer renderer) {
        PromptWarming warming = new PromptWarming(catalogue, renderer);
        warming.thread.start();
        return warming;
    }

    private void warm(PromptCatalogue catalogue, PromptRenderer renderer) {
        long begin = System.nanoTime();
        int spoken = 0;
        for (Prompt prompt : catalogue.all()) {
            for (Locale language : prompt.texts().keySet()) {
                if (closed) {
                    return;
                }
                switch (renderer.render(SinglePrompt.ssml(prompt.id(), language), language)) {
                    case Rendering.Rendered _ -> spoken++;
                    case Rendering.Unspeakable(String reason) -> silent(prompt, language, reason);
                    case Rendering.NoLanguage noLanguage -> silent(prompt, language, noLanguage.reason());
                }
            }
        }
        LOG.info("{} prompts are ready after {} ms", spoken, (System.nanoTime() - begin) / 1_000_000);
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
        try {
            if (!thread.join(LONGEST_PROMPT)) {
                LOG.warn("a prompt is still being spoken after {} s; stopping without it", LONGEST_PROMPT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
