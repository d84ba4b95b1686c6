package org.belltower.speech.marytts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import marytts.htsengine.HMMData;
import marytts.htsengine.HTSPStream;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSVocoder;
import org.jspecify.annotations.Nullable;

/**
 * Turns the frames of speech parameters of a text into samples, several pieces of it at once: the library's vocoder, which
 * takes four fifths of the time that a text needs, goes through a text on one processor. <em>Stateless.</em>
 *
 * <p>A piece begins in a voiceless frame, for there the vocoder forgets where it was in the pitch period, and a little earlier
 * than it is heard, until its filters ring as they would have. What differs from one run over the whole is the noise that
 * breath is made of. The same frames are always cut the same way, whatever the machine.
 */
final class Vocoder {
    /** Frames that a piece begins before it is heard: 50 ms. */
    private static final int RUN_UP = 10;

    /** Frames that a piece has at least: below a third of a second the run-up would cost more than the company brings. */
    private static final int SHORTEST = 64;

    /** Frames within which a piece ends where it can. */
    private static final int LONGEST = 128;

    /** Frames from {@code from} on that are heard of a piece, before {@code to}. */
    record Piece(int from, int to) {}

    private Vocoder() {}

    /**
     * The samples of all frames, as the library scales them (about ±17,000), at the voice's rate.
     *
     * <p>Uses the processors that nobody else uses just now, by the common pool; the calling thread works as well, so that it
     * waits for nobody.
     */
    static double[] speak(HTSParameterGeneration parameters, HMMData voice) {
        boolean[] voiced = parameters.getVoicedArray();
        HTSPStream spectrum = parameters.getMcepPst();
        double[] loudness = new double[voiced.length];
        Arrays.setAll(loudness, frame -> spectrum.getPar(frame, 0));
        double[] samples = new double[voiced.length * voice.getFperiod()];
        cut(voiced, loudness).parallelStream().forEach(piece -> speak(piece, parameters, voice, samples));
        return samples;
    }

    /**
     * Cuts at the quietest voiceless frame within {@link #SHORTEST} and {@link #LONGEST} frames of the last cut, or at the next
     * one where there is none.
     *
     * @param loudness of each frame, in any unit that grows with it
     */
    static List<Piece> cut(boolean[] voiced, double[] loudness) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (true) {
            int best = -1;
            int last = voiced.length - SHORTEST;
            for (int frame = from + SHORTEST; frame <= last && (best < 0 || frame <= from + LONGEST); frame++) {
                if (!voiced[frame] && (best < 0 || loudness[frame] < loudness[best])) {
                    best = frame;
                }
            }
            if (best < 0) {
                pieces.add(new Piece(from, voiced.length));
                return pieces;
            }
            pieces.add(new Piece(from, best));
            from = best;
        }
    }

    private static void speak(Piece piece, HTSParameterGeneration parameters, HMMData voice, double[] samples) {
        int begin = Math.max(0, piece.from() - RUN_UP);
        boolean[] voiced = parameters.getVoicedArray();
        int pitched = count(voiced, 0, begin);
        double[] spoken;
        try {
            spoken = new HTSVocoder()
                    .htsMLSAVocoder(
                            part(parameters.getlf0Pst(), pitched, pitched + count(voiced, begin, piece.to())),
                            part(parameters.getMcepPst(), begin, piece.to()),
                            part(parameters.getStrPst(), begin, piece.to()),
                            part(parameters.getMagPst(), begin, piece.to()),
                            Arrays.copyOfRange(voiced, begin, piece.to()),
                            voice,
                            null);
        } catch (Exception e) {
            // The library declares no kind of its own.
            throw new IllegalStateException("the vocoder failed: " + e.getMessage(), e);
        }
        int unheard = (piece.from() - begin) * voice.getFperiod();
        System.arraycopy(spoken, unheard, samples, piece.from() * voice.getFperiod(), spoken.length - unheard);
    }

    private static int count(boolean[] voiced, int from, int to) {
        return (int) IntStream.range(from, to).filter(frame -> voiced[frame]).count();
    }

    /** A stream of its own, since the library's begins at its first frame; null where the voice has no such stream. */
    private static @Nullable HTSPStream part(@Nullable HTSPStream whole, int from, int to) throws Exception {
        if (whole == null) {
            return null;
        }
        HTSPStream part = new HTSPStream(whole.getVsize(), to - from, whole.feaType, 0);
        for (int frame = from; frame < to; frame++) {
            for (int i = 0; i < whole.getOrder(); i++) {
                part.setPar(frame - from, i, whole.getPar(frame, i));
            }
        }
        return part;
    }
}
