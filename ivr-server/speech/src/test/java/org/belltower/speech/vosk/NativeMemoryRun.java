package org.belltower.speech.vosk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.Await;
import org.belltower.speech.model.WordTable;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.ListeningRequest;

/**
 * A process that listens in rounds and prints after each what memory it has: {@link NativeMemoryTest} runs it with a heap that is all there
 * from the beginning, so that whatever grows is native.
 */
final class NativeMemoryRun {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String DIGITS = "(one | two | three | nine)<1-16>";
    private static final int ENTRIES = 50_000;

    /** Inputs of each of the short kinds in a round. */
    private static final int SHORT = 8;

    private NativeMemoryRun() {}

    /** What a round consists of. */
    enum Kind {
        /** Inputs that are heard to their end. */
        WHOLE,
        /** Callers who hang up in the middle of a word. */
        MID_WORD,
        /** An hour in which somebody talks now and then, and a hotword is awaited. */
        HOUR,
        /** A grammar of fifty thousand entries that nobody had before. */
        ENTRIES
    }

    /**
     * Listens.
     *
     * @param arguments the kind, and how many rounds
     */
    public static void main(String[] arguments) throws IOException {
        Kind kind = Kind.valueOf(arguments[0]);
        int rounds = Integer.parseInt(arguments[1]);
        Pcm said = ListeningRoom.said("one two three nine");
        List<String> words = kind == Kind.ENTRIES ? words() : List.of();
        try (VoskRecognizer recognizer = VoskRecognizer.open(ListeningRoom.settings(4))) {
            for (int round = 0; round < rounds; round++) {
                switch (kind) {
                    case WHOLE -> shortOnes(recognizer, said, true);
                    case MID_WORD -> shortOnes(recognizer, said, false);
                    case HOUR -> hour(recognizer, said);
                    case ENTRIES -> entries(recognizer, said, words, round);
                }
                System.gc();
                System.out.println("anonymous kB: " + anonymous());
            }
        }
    }

    private static String anonymous() throws IOException {
        return Files.readAllLines(STATUS, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("RssAnon:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow();
    }

    private static void shortOnes(VoskRecognizer recognizer, Pcm said, boolean whole) {
        short[] samples = whole ? said.toArray() : said.slice(0, 9_600).toArray();
        for (int i = 0; i < SHORT; i++) {
            var listener = new HeardWords();
            try (Hearing hearing = admitted(recognizer.listen(Requests.of(DIGITS), listener))) {
                hearing.promptsEnded();
                hearing.hear(samples, samples.length);
                Await.until("it is heard", whole ? listener::over : listener::speech);
            }
            Await.until("its place is free", () -> recognizer.listening() == 0);
        }
    }

    private static void hour(VoskRecognizer recognizer, Pcm said) {
        Pcm minute =
                Pcm.join(List.of(said, Pcm.silence(Duration.ofMinutes(1).minus(said.duration()), SampleRate.HZ_8000)));
        short[] samples = minute.toArray();
        try (Hearing hearing = admitted(recognizer.rehearse(Requests.hotword("operator"), new HeardWords()))) {
            hearing.promptsEnded();
            for (int i = 0; i < 60; i++) {
                hearing.hear(samples, samples.length);
            }
        }
    }

    private static void entries(VoskRecognizer recognizer, Pcm said, List<String> words, int round) {
        List<String> mixed = new ArrayList<>(words);
        Collections.shuffle(mixed, new Random(round));
        ListeningRequest request = Requests.of(String.join(" | ", mixed.subList(0, ENTRIES)));
        short[] samples = said.toArray();
        var listener = new HeardWords();
        try (Hearing hearing = admitted(recognizer.rehearse(request, listener))) {
            hearing.promptsEnded();
            hearing.hear(samples, samples.length);
        }
        if (!listener.over()) {
            throw new AssertionError("nothing came of it: " + listener.told());
        }
    }

    private static Hearing admitted(Admission admission) {
        if (admission instanceof Admission.Admitted admitted) {
            return admitted.hearing();
        }
        throw new AssertionError(admission.toString());
    }

    /** Words that the model knows. */
    private static List<String> words() {
        WordTable table = WordTable.of(ListeningRoom.store().english().folder());
        List<String> words = new ArrayList<>();
        add(table, "", 6, words);
        return words;
    }

    private static void add(WordTable table, String begun, int more, List<String> words) {
        for (char letter = 'a'; letter <= 'z' && words.size() < ENTRIES + 5_000; letter++) {
            String word = begun + letter;
            if (table.knows(word)) {
                words.add(word);
            }
            if (more > 1) {
                add(table, word, more - 1, words);
            }
        }
    }
}
