package org.belltower.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.belltower.audio.AudioException;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.audio.Wav;

/**
 * Recordings of people: a folder for each set that holds {@code NAME.wav} and {@code NAME.txt}, the words that are said. The folder has
 * the name of one of the sets ({@code menu-of-8}: spaces are hyphens), or holds the grammar that is spoken to as {@code grammar.gram}
 * or {@code grammar.grxml}. What a grammar does not accept is speech outside of it; the folder {@code outside} is that for all sets. Stateless.
 */
final class RecordedSpeech {
    private static final String OUTSIDE = "outside";
    private static final List<String> GRAMMARS = List.of("grammar.gram", "grammar.grxml");

    private RecordedSpeech() {}

    /** A recording at 8 kHz and what is said. */
    record Spoken(String name, String text, Pcm sound) {}

    /**
     * Reads them.
     *
     * @param sets those that folders may be named for
     * @throws BenchException where a folder belongs to no set, a text is missing, or a file is no recording
     */
    static List<SpokenInput> in(Path folder, List<SpokenSet> sets) {
        Map<String, SpokenSet> byFolder = new TreeMap<>();
        sets.forEach(set -> byFolder.put(set.name().replace(' ', '-'), set));
        var inputs = new ArrayList<SpokenInput>();
        for (Path sub : sorted(folder).filter(Files::isDirectory).toList()) {
            String name = String.valueOf(sub.getFileName());
            List<Spoken> spoken = spoken(sub);
            if (name.equals(OUTSIDE)) {
                sets.forEach(set -> inputs.addAll(inputs(set, spoken)));
                continue;
            }
            SpokenSet set = grammar(sub).orElseGet(() -> known(byFolder, sub, name));
            inputs.addAll(inputs(set, spoken));
        }
        if (inputs.isEmpty()) {
            throw new BenchException(folder + " has no recordings: it wants SET/NAME.wav and SET/NAME.txt");
        }
        return List.copyOf(inputs);
    }

    /** Recordings as inputs to one grammar. */
    static List<SpokenInput> inputs(SpokenSet set, List<Spoken> spoken) {
        return spoken.stream()
                .map(one -> new SpokenInput(
                        set, one.text, set.meaning(one.text), SpokenInput.Source.RECORDED, one.name, one.sound))
                .toList();
    }

    private static SpokenSet known(Map<String, SpokenSet> byFolder, Path folder, String name) {
        return Optional.ofNullable(byFolder.get(name))
                .orElseThrow(
                        () -> new BenchException(folder + " is the folder of no set and has no " + GRAMMARS.getFirst()
                                + "; the sets are " + String.join(", ", byFolder.keySet()) + " and " + OUTSIDE));
    }

    private static Optional<SpokenSet> grammar(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return GRAMMARS.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .map(file -> {
                    try {
                        return new SpokenSet(
                                name, SpokenSet.document(name, Files.readAllBytes(file)), List.of(), List.of());
                    } catch (IOException e) {
                        throw new BenchException(file + " cannot be read: " + e.getMessage(), e);
                    }
                });
    }

    private static List<Spoken> spoken(Path folder) {
        var spoken = new ArrayList<Spoken>();
        for (Path wav :
                sorted(folder).filter(file -> file.toString().endsWith(".wav")).toList()) {
            String name = String.valueOf(wav.getFileName()).replaceFirst("\\.wav$", "");
            Path text = folder.resolve(name + ".txt");
            if (!Files.isRegularFile(text)) {
                throw new BenchException(text + " is missing: the words that " + wav.getFileName() + " says");
            }
            try {
                spoken.add(new Spoken(
                        folder.getFileName() + "/" + name,
                        Files.readString(text).strip(),
                        sound(wav)));
            } catch (IOException e) {
                throw new BenchException(text + " cannot be read: " + e.getMessage(), e);
            }
        }
        return spoken;
    }

    /** A WAV file of any rate, at 8 kHz. */
    static Pcm sound(Path wav) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(wav))) {
            return Resampler.resample(Wav.read(in), SampleRate.HZ_8000);
        } catch (IOException | AudioException e) {
            throw new BenchException(wav + " is no recording: " + e.getMessage(), e);
        }
    }

    private static Stream<Path> sorted(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted().toList().stream();
        } catch (IOException e) {
            throw new BenchException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
