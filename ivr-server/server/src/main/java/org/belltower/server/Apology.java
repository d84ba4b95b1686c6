package org.belltower.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.belltower.prompt.PlaylistItem;
import org.belltower.prompt.PromptRenderer;
import org.belltower.prompt.Rendering;
import org.belltower.voicexml.BargeinType;
import org.belltower.voicexml.Platform;
import org.belltower.voicexml.PlayResult;
import org.belltower.voicexml.QueuedPrompt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller hears where no dialog is possible: {@code common.apology}, or {@code common.busy}, in every language. */
public final class Apology {
    private static final Logger LOG = LoggerFactory.getLogger(Apology.class);
    private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.US);
    private static final String PROMPT = "common.apology";
    private static final String BUSY = "common.busy";
    private static final String INTERRUPTED = "common.interrupted";
    private static final String INTERRUPTED_FOLDER = "interrupted";
    private static final String FOLDER = "apology";

    private Apology() {}

    /**
     * Plays it; the caller cannot cut it short. A line refuses prompts together for one that it cannot speak, so each goes by
     * itself, and a language without a voice costs the others nothing.
     */
    public static void playOn(Platform line) {
        play(PROMPT, line);
    }

    /** The same for what tells a caller that all lines are busy. */
    public static void playBusyOn(Platform line) {
        play(BUSY, line);
    }

    private static void play(String prompt, Platform line) {
        for (Locale language : LANGUAGES) {
            var words = new QueuedPrompt(SinglePrompt.ssml(prompt, language), language, false, BargeinType.SPEECH);
            switch (line.play(List.of(words))) {
                case PlayResult.Played _ -> {}
                case PlayResult.Failed(String event, String message) ->
                    LOG.error("no {} in {}: {}: {}", prompt, language.toLanguageTag(), event, message);
                case PlayResult.HangUp _ -> {
                    return;
                }
            }
        }
    }

    /**
     * The apology as files of its own below the data folder, for a switch that has to play it while this process is deaf.
     * They are written anew at each start, because the synthesis cache may remove its clips at any time.
     *
     * @return the files in the order to play, none of a language that cannot be spoken
     * @throws UserError where they cannot be written
     */
    public static List<Path> filesUnder(Path data, PromptRenderer renderer) {
        return files(PROMPT, data.resolve(FOLDER), renderer);
    }

    /** The same for what asks a caller to wait who has lost the server. */
    public static List<Path> interruptionUnder(Path data, PromptRenderer renderer) {
        return files(INTERRUPTED, data.resolve(INTERRUPTED_FOLDER), renderer);
    }

    private static List<Path> files(String prompt, Path folder, PromptRenderer renderer) {
        List<Path> files = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            for (Locale language : LANGUAGES) {
                for (Path clip : clips(prompt, renderer, language)) {
                    String name = language.toLanguageTag() + "-" + files.size() + ".wav";
                    files.add(Files.copy(clip, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING));
                }
            }
            return List.copyOf(files);
        } catch (IOException e) {
            throw new UserError(
                    "cannot keep " + prompt + " in " + folder + " (" + e + "): make it writable, or free some space",
                    e);
        }
    }

    private static List<Path> clips(String prompt, PromptRenderer renderer, Locale language) {
        return switch (renderer.render(SinglePrompt.ssml(prompt, language), language)) {
            case Rendering.Rendered rendered ->
                rendered.playlist().items().stream()
                        .filter(PlaylistItem.Clip.class::isInstance)
                        .map(PlaylistItem.Clip.class::cast)
                        .map(PlaylistItem.Clip::wav)
                        .toList();
            case Rendering.Unspeakable(String reason) -> none(prompt, language, reason);
            case Rendering.NoLanguage noLanguage -> none(prompt, language, noLanguage.reason());
        };
    }

    private static List<Path> none(String prompt, Locale language, String reason) {
        LOG.warn("no {} in {}: {}", prompt, language.toLanguageTag(), reason);
        return List.of();
    }
}
