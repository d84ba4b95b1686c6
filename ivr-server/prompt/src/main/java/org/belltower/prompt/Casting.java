package org.belltower.prompt;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.belltower.prompt.readout.FreeText;
import org.belltower.prompt.readout.Reading;

/**
 * Decides for each segment what is played: a recording, a text, a fallback. <em>Thread-safe.</em>
 */
final class Casting {
    private static final String PROMPT = "prompt:";

    private final PromptCatalogue catalogue;
    private final AudioFolders folders;
    private final TakeClips takes;

    Casting(PromptCatalogue catalogue, AudioFolders folders, TakeClips takes) {
        this.catalogue = catalogue;
        this.folders = folders;
        this.takes = takes;
    }

    /** The same with other files. */
    Casting reaching(AudioFolders files) {
        return new Casting(catalogue, files, takes);
    }

    List<Step> cast(List<Segment> segments) {
        Script script = new Script();
        cast(segments, script);
        return script.steps();
    }

    private void cast(List<Segment> segments, Script script) {
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Words words -> script.say(words.text(), words.manner(), words.pronunciation());
                case Segment.Timed timed -> script.sayWithin(timed.length(), timed.words());
                case Segment.Pause pause -> script.pause(pause.length());
                case Segment.Boundary boundary -> script.breathe(boundary.breath());
                case Segment.Marker marker -> script.mark(marker.name());
                case Segment.Refused refused -> script.refuse(new Step.Refuse(refused.reason(), refused.wordless()));
                case Segment.Audio audio -> audio(audio, script);
            }
        }
    }

    private void audio(Segment.Audio audio, Script script) {
        String source = audio.source().strip();
        Optional<Step.Refuse> missing = source.startsWith(PROMPT)
                ? prompt(source.substring(PROMPT.length()), audio.manner(), script)
                : file(source, audio, script).map(Step.Refuse::new);
        if (missing.isEmpty()) {
            return;
        }
        if (audio.otherwise().stream().allMatch(Casting::isBlank)) {
            script.refuse(missing.get());
        } else {
            cast(audio.otherwise(), script);
        }
    }

    /** What is missing, or empty where the prompt is in the script. */
    private Optional<Step.Refuse> prompt(String id, Manner manner, Script script) {
        Optional<Prompt> prompt = catalogue.find(id);
        if (prompt.isEmpty()) {
            return Optional.of(new Step.Refuse("there is no prompt '" + id + "' in the catalogue"));
        }
        Optional<String> text = prompt.get().text(manner.language());
        Optional<Path> take = prompt.get()
                .take(manner.language())
                .filter(wav -> takes.clip(wav).isPresent());
        if (take.isPresent()) {
            script.play(new Step.Play(take.get(), text.orElse(id), manner.language()));
            return Optional.empty();
        }
        if (text.isEmpty()) {
            return Optional.of(new Step.Refuse("the prompt '" + id + "' has no text in "
                    + manner.language().toLanguageTag()));
        }
        return switch (FreeText.words(text.get(), manner.language())) {
            case Reading.Words words -> {
                script.say(words.text(), manner, Optional.empty());
                yield Optional.empty();
            }
            case Reading.Refused refused ->
                Optional.of(new Step.Refuse("the prompt '" + id + "': " + refused.reason(), refused.wordless()));
        };
    }

    private Optional<String> file(String source, Segment.Audio audio, Script script) {
        Optional<Path> wav = uri(source).flatMap(folders::find);
        if (wav.isEmpty()) {
            return Optional.of(
                    "audio is a prompt:ID, a file: inside an allowed folder or what could be fetched over http, and this is none");
        }
        boolean passing = folders.isPassing(wav.get());
        Optional<TakeClips.TakeClip> clip = passing ? TakeClips.asItLies(wav.get()) : takes.clip(wav.get());
        if (clip.isEmpty()) {
            return Optional.of("'" + wav.get().getFileName() + "' is no mono WAV file of 8 or 16 kHz");
        }
        String text = Sentences.tidy(spoken(audio.otherwise()));
        String shown = text.isEmpty() ? wav.get().getFileName().toString() : text;
        if (passing) {
            script.replay(new Step.Replay(clip.get(), shown, audio.manner().language()));
        } else {
            script.play(new Step.Play(wav.get(), shown, audio.manner().language()));
        }
        return Optional.empty();
    }

    /** The words of a fallback say what the recording says. */
    private static String spoken(List<Segment> segments) {
        StringBuilder text = new StringBuilder();
        for (Segment segment : segments) {
            switch (segment) {
                case Segment.Words words -> text.append(words.text()).append(' ');
                case Segment.Timed timed ->
                    timed.words().forEach(words -> text.append(words.text()).append(' '));
                default -> {
                    // nothing else in it says words of its own
                }
            }
        }
        return text.toString();
    }

    private static boolean isBlank(Segment segment) {
        return segment instanceof Segment.Words words && words.text().isBlank();
    }

    private static Optional<URI> uri(String source) {
        try {
            return Optional.of(URI.create(source)).filter(uri -> "file".equals(uri.getScheme()));
        } catch (IllegalArgumentException noUri) {
            return Optional.empty();
        }
    }
}
