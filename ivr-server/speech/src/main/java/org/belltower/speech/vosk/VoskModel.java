package org.belltower.speech.vosk;

import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.model.WordTable;
import org.jspecify.annotations.Nullable;

/**
 * A model in memory, and the decoders of it that wait for work: to make one for a large grammar takes a second. <i>Thread-safe.</i>
 * Closed by its opener; decoders in use keep what they need of the model until they are given back.
 */
final class VoskModel implements AutoCloseable {
    /** Phrase lists that are kept. */
    private static final int LISTS = 256;

    /** Words and phrases that all of them have together: some 60 MB. */
    private static final int LISTED = 500_000;

    /** Decoders that wait for work. */
    private static final int IDLE = 32;

    /** Phrases that all of them have together, but for the last that worked: measured here, a decoder holds 18 MB for 50,000. */
    private static final int IDLE_PHRASES = 60_000;

    /** How many hypotheses the library works out. */
    static final int ALTERNATIVES = 10;

    private final SpeechModel source;
    private final VoskLibrary library;
    private final Pointer model;
    private final WordTable words;
    private final PhraseLists lists;

    // Guarded by this.
    private final Deque<Idle> idle = new ArrayDeque<>();
    private boolean closed;

    private record Idle(@Nullable PhraseList phrases, Decoder decoder) {
        int size() {
            return phrases == null ? 0 : phrases.size();
        }
    }

    private VoskModel(SpeechModel source, VoskLibrary library, Pointer model, WordTable words) {
        this.source = source;
        this.library = library;
        this.model = model;
        this.words = words;
        this.lists = new PhraseLists(words, LISTS, LISTED);
    }

    /**
     * Loads a model; takes a second.
     *
     * @throws ModelException where it is none
     */
    static VoskModel load(SpeechModel source, VoskLibrary library) {
        WordTable words = WordTable.of(source.folder());
        Pointer model = library.vosk_model_new(source.folder().toString());
        if (model == null) {
            throw new ModelException("The recogniser cannot load the model in " + source.folder());
        }
        return new VoskModel(source, library, model, words);
    }

    SpeechModel source() {
        return source;
    }

    WordTable words() {
        return words;
    }

    PhraseLists lists() {
        return lists;
    }

    /** A decoder that hears these phrases only. */
    Decoder limitedTo(PhraseList phrases) {
        return take(Optional.of(phrases));
    }

    /** A decoder that hears all words of the model. */
    Decoder unlimited() {
        return take(Optional.empty());
    }

    private Decoder take(Optional<PhraseList> phrases) {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the model " + source.name() + " is closed");
            }
            for (Idle one : idle) {
                if (one.phrases == phrases.orElse(null)) {
                    idle.remove(one);
                    return one.decoder;
                }
            }
        }
        float rate = source.rate().hertz();
        Pointer recognizer = phrases.isPresent()
                ? library.vosk_recognizer_new_grm(model, rate, phrases.get().json())
                : library.vosk_recognizer_new(model, rate);
        if (recognizer == null) {
            throw new IllegalStateException("libvosk makes no recogniser with the model " + source.name());
        }
        return new Decoder(library, recognizer, ALTERNATIVES);
    }

    /** Takes a decoder back whose input is finished. */
    void giveBack(Optional<PhraseList> phrases, Decoder decoder) {
        List<Decoder> superfluous = new ArrayList<>();
        synchronized (this) {
            if (closed) {
                superfluous.add(decoder);
            } else {
                idle.addFirst(new Idle(phrases.orElse(null), decoder));
                while (idle.size() > IDLE || (idle.size() > 1 && idlePhrases() > IDLE_PHRASES)) {
                    superfluous.add(idle.removeLast().decoder);
                }
            }
        }
        superfluous.forEach(Decoder::close);
    }

    private int idlePhrases() {
        return idle.stream().mapToInt(Idle::size).sum();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            idle.forEach(one -> one.decoder.close());
            idle.clear();
        }
        lists.close();
        library.vosk_model_free(model);
    }
}
