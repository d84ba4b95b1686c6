package org.belltower.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.bench.RecordedSpeech.Spoken;
import org.belltower.server.demo.EnglishDates;

/**
 * People's speech that Debian ships. {@code asterisk-core-sounds-en-wav} (Allison Smith, CC BY-SA 3.0, 8 kHz): digits, a date's words and
 * numbers, one word a file and put together here, "no", and prompts, which no grammar accepts. {@code pocketsphinx-testdata} (BSD,
 * 16 kHz): playing cards with their grammar, and a novel read aloud, which no grammar accepts. What is not installed is left out.
 * <i>Immutable.</i>
 */
final class DebianRecordings {
    private static final String ALLISON = "usr/share/asterisk/sounds/en_US_f_Allison";
    private static final String POCKETSPHINX = "usr/share/pocketsphinx/test/data";
    private static final Duration BETWEEN_WORDS = Duration.ofMillis(60);
    private static final Pattern TRANSCRIPT = Pattern.compile("<s>(.*)</s>\\s*\\((.*)\\)");

    /** Sentences of the novel that come before the prompts. */
    private static final int NOVEL = 2;

    private static final List<String> UNITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    /** Whole prompts; the file's name stands for the words. */
    private static final List<String> PROMPTS = List.of(
            "goodbye",
            "hello-world",
            "please-try-again",
            "one-moment-please",
            "im-sorry",
            "all-circuits-busy-now",
            "agent-loginok",
            "auth-incorrect",
            "cannot-complete-as-dialed",
            "conf-onlyperson",
            "demo-nogo",
            "feature-not-avail-line",
            "pls-hold-while-try",
            "privacy-incorrect",
            "sorry-youre-having-problems",
            "tt-somethingwrong",
            "tt-weasels",
            "vm-nobodyavail",
            "vm-incorrect-mailbox",
            "vm-passchanged",
            "you-entered",
            "telephone-number",
            "call-forwarding",
            "vm-mailboxfull");

    /** The cards of the package's cards.gram, which is of JSGF, and as many in a row as it takes. */
    private static final String CARDS = """
            #ABNF 1.0 UTF-8;
            language en-US;
            root $cards;
            $cards = $card<1-3> | $rank $card | $rank $rank;
            $card = $rank [of] (clubs | hearts | diamonds | spades);
            $rank = ace | two | three | four | five | six | seven | eight | nine | ten | jack | queen | king | lady;
            """;

    private final Path root;

    /** Under a root folder, {@code /} on a machine that has the packages installed. */
    DebianRecordings(Path root) {
        this.root = root;
    }

    /** The packages that are not installed, as apt-get takes them. */
    List<String> missing() {
        var missing = new ArrayList<String>();
        if (!Files.isDirectory(root.resolve(ALLISON))) {
            missing.add("asterisk-core-sounds-en-wav");
        }
        if (!Files.isDirectory(root.resolve(POCKETSPHINX))) {
            missing.add("pocketsphinx-testdata");
        }
        return missing;
    }

    /** What there is for these sets, at most so many of each set that the grammar accepts and as many that it does not. */
    List<SpokenInput> inputs(List<SpokenSet> sets, int each) {
        var inputs = new ArrayList<SpokenInput>();
        var outside = new ArrayList<Spoken>();
        if (Files.isDirectory(root.resolve(ALLISON))) {
            for (SpokenSet set : sets) {
                inputs.addAll(RecordedSpeech.inputs(set, allison(set.name(), each)));
            }
            PROMPTS.forEach(name -> outside.add(
                    new Spoken("allison", name, RecordedSpeech.sound(root.resolve(ALLISON + "/" + name + ".wav")))));
        }
        if (Files.isDirectory(root.resolve(POCKETSPHINX))) {
            var cards = new SpokenSet(
                    "playing cards",
                    SpokenSet.document("cards", CARDS.getBytes(StandardCharsets.UTF_8)),
                    List.of(),
                    List.of());
            inputs.addAll(RecordedSpeech.inputs(cards, transcribed("cards/cards.transcription", "cards")));
            outside.addAll(0, transcribed("librivox/transcription", "librivox").subList(0, NOVEL));
        }
        for (SpokenSet set : sets) {
            inputs.addAll(RecordedSpeech.inputs(set, outside).stream()
                    .filter(input -> !input.inside())
                    .limit(each)
                    .toList());
        }
        return List.copyOf(inputs);
    }

    private List<Spoken> allison(String set, int each) {
        var random = new Random(set.hashCode());
        var spoken = new ArrayList<Spoken>();
        for (int i = 0; i < each; i++) {
            switch (set) {
                case "digits", "phone" -> spoken.add(digits(random));
                case "date" -> spoken.add(date(random));
                case "number" -> spoken.add(number(random));
                case "boolean" -> {
                    if (i == 0) {
                        spoken.add(joined("no", List.of("vm-no")));
                    }
                }
                default -> {}
            }
        }
        return spoken;
    }

    private Spoken digits(Random random) {
        var words = new ArrayList<String>();
        var files = new ArrayList<String>();
        for (int left = random.nextInt(4, 17); left > 0; left--) {
            int digit = random.nextInt(UNITS.size());
            words.add(UNITS.get(digit));
            files.add("digits/" + digit);
        }
        return joined(String.join(" ", words), files);
    }

    private Spoken date(Random random) {
        int month = random.nextInt(EnglishDates.MONTHS.size());
        int day = random.nextInt(EnglishDates.ORDINALS.size());
        return joined(
                EnglishDates.MONTHS.get(month) + " " + EnglishDates.ORDINALS.get(day),
                List.of("digits/mon-" + month, "digits/h-" + (day + 1)));
    }

    private Spoken number(Random random) {
        int thousands = random.nextInt(1, UNITS.size());
        int hundreds = random.nextInt(1, UNITS.size());
        int units = random.nextInt(1, UNITS.size());
        return joined(
                UNITS.get(thousands) + " thousand " + UNITS.get(hundreds) + " hundred " + UNITS.get(units),
                List.of(
                        "digits/" + thousands,
                        "digits/thousand",
                        "digits/" + hundreds,
                        "digits/hundred",
                        "digits/" + units));
    }

    private Spoken joined(String text, List<String> files) {
        var parts = new ArrayList<Pcm>();
        for (String file : files) {
            if (!parts.isEmpty()) {
                parts.add(Pcm.silence(BETWEEN_WORDS, SampleRate.HZ_8000));
            }
            parts.add(RecordedSpeech.sound(root.resolve(ALLISON + "/" + file + ".wav")));
        }
        return new Spoken("allison", text, Pcm.join(parts));
    }

    private List<Spoken> transcribed(String list, String folder) {
        Path data = root.resolve(POCKETSPHINX);
        try {
            return Files.readAllLines(data.resolve(list)).stream()
                    .map(TRANSCRIPT::matcher)
                    .filter(Matcher::matches)
                    .map(line -> new Spoken(
                            folder,
                            line.group(1).strip(),
                            RecordedSpeech.sound(data.resolve(folder + "/" + line.group(2) + ".wav"))))
                    .toList();
        } catch (IOException e) {
            throw new BenchException(data.resolve(list) + " cannot be read: " + e.getMessage(), e);
        }
    }
}
