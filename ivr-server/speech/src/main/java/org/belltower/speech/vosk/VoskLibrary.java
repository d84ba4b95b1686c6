package org.belltower.speech.vosk;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of libvosk 0.3.45 that are used here. Its own Java classes write text in the machine's encoding, which loses
 * Chinese where that is not UTF-8, and leave out {@code vosk_model_find_word}. The model may be shared by threads; a recogniser
 * belongs to one at a time.
 */
interface VoskLibrary extends Library {
    /** No log on standard error: the engine reports its own failures. */
    int QUIET = -1;

    void vosk_set_log_level(int level);

    /** Null where there is no model in the folder. */
    @Nullable
    Pointer vosk_model_new(String folder);

    void vosk_model_free(Pointer model);

    /** The number of a word, negative where the model does not have it. */
    int vosk_model_find_word(Pointer model, String word);

    @Nullable
    Pointer vosk_recognizer_new(Pointer model, float rate);

    @Nullable
    Pointer vosk_recognizer_new_grm(Pointer model, float rate, String phrases);

    void vosk_recognizer_set_max_alternatives(Pointer recognizer, int count);

    /** Negative where it failed. */
    int vosk_recognizer_accept_waveform_s(Pointer recognizer, short[] samples, int count);

    String vosk_recognizer_partial_result(Pointer recognizer);

    String vosk_recognizer_final_result(Pointer recognizer);

    void vosk_recognizer_reset(Pointer recognizer);

    void vosk_recognizer_free(Pointer recognizer);

    /**
     * The library for Linux on x86-64, which its jar holds; loaded once, and held for ever. JNA unloads one that nobody holds, and its
     * threads' last words then call into what is gone.
     */
    static VoskLibrary load() {
        return Loaded.LIBRARY;
    }

    /** Loaded with its first use. */
    final class Loaded {
        private static final VoskLibrary LIBRARY = open();

        private Loaded() {}

        private static VoskLibrary open() {
            VoskLibrary library =
                    Native.load("vosk", VoskLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
            library.vosk_set_log_level(QUIET);
            return library;
        }
    }
}
