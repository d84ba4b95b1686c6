package org.belltower.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.RendererSettings;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.server.config.Configuration;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;

/**
 * What a switch says where no server does, as files. Immutable.
 *
 * @param apology before the end; may be empty
 * @param interrupted to a caller who has lost the server and is to wait; may be empty
 */
public record SwitchPrompts(List<Path> apology, List<Path> interrupted) {
    public SwitchPrompts {
        apology = List.copyOf(apology);
        interrupted = List.copyOf(interrupted);
    }

    /**
     * Below a folder, with the voices of a running server.
     *
     * @param fallback what the switch does with a call that no server takes; where there is something, no apology is needed
     * @throws UserError where they cannot be written
     */
    static SwitchPrompts under(Path folder, List<String> fallback, PromptRenderer renderer) {
        return new SwitchPrompts(
                fallback.isEmpty() ? Apology.filesUnder(folder, renderer) : List.of(),
                Apology.interruptionUnder(folder, renderer));
    }

    /** The same, spoken here and now, beside the cache of a server that may be running. */
    public static SwitchPrompts spoken(Configuration configuration, Path folder, List<String> fallback) {
        InstantSource clock = InstantSource.system();
        Path scratch = folder.resolve("apology").resolve(".made");
        try (SynthesizerChain voices = SynthesizerChain.of(
                clock, List.of(MaryTts.open(MarySettings.DEFAULT), EspeakNg.open(EspeakSettings.DEFAULT)))) {
            voices.warmUp();
            try (SynthesisCache cache =
                    SynthesisCache.open(SynthesisCacheSettings.in(scratch.resolve("clips")), voices, clock)) {
                var catalogue =
                        PromptCatalogue.load(configuration.folders().prompts()).catalogue();
                return under(
                        folder,
                        fallback,
                        SsmlRenderer.of(RendererSettings.in(scratch.resolve("takes")), catalogue, cache));
            }
        } finally {
            remove(scratch);
        }
    }

    private static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UserError("cannot remove " + folder + " (" + e + "); remove it by hand", e);
        }
    }
}
