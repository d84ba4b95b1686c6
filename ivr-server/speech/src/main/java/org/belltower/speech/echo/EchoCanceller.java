package org.belltower.speech.echo;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.OptionalInt;
import org.belltower.audio.Level;
import org.belltower.audio.Pcm;

/**
 * Takes out of a caller's side what comes back of what is played to him. <i>Confined to one thread at a time.</i>
 *
 * <p>First it looks for what is played, in the last second of the line, until it has found it or enough has been played that it
 * would have come back. Then it learns how the line changes it, and subtracts that. As long as nothing is known, nothing is
 * changed. What comes back later than was looked for is told by {@link #isEcho}.
 */
public final class EchoCanceller {
    /** What the canceller has found out. */
    public enum Knowledge {
        /** Too little has been played, or nothing is known of what is. */
        NONE,
        /** What was played did not come back. */
        NO_ECHO,
        /** It does, and is taken out. */
        ECHO
    }

    /** Samples that are taken at once, at 8 kHz: 32 ms. */
    public static final int FRAME = 256;

    /** One second of the line. */
    private static final int HISTORY = 32 * FRAME;

    /** Frames from one search to the next: half a second. */
    private static final int SEARCH_EVERY = 16;

    /** 384 ms, which speech that seems to begin is compared over. */
    private static final int LATELY = 12 * FRAME;

    /** How much alike an echo is to what was played: measured here, speech is to other speech by 0.2 at most. */
    private static final double ECHO = 0.35;

    private static final double ECHO_LATELY = 0.45;

    /**
     * The less there is to compare, the more alike two voices may be by chance: added for nothing at all, less for more. Measured here, the
     * first 64 ms of a caller's word are to some other word of the same voice by 0.66, 160 ms by 0.45, an echo by 0.77 and more.
     */
    private static final double SURER_OF_LITTLE = 0.5;

    /** Frames of sound in the last second from which on nothing is added: 384 ms. */
    private static final int ENOUGH = 12;

    /** The same in what is compared of speech that seems to begin: 256 ms. */
    private static final int ENOUGH_LATELY = 8;

    /** Frames in which something loud enough to come back was played: one and a half seconds. */
    private static final int PLAYED_ENOUGH = 47;

    private static final double LOUD_DBFS = -50;

    /** What is quieter than the loudest by no more is sound, in a quiet echo. */
    private static final double SYLLABLES_DB = 20;

    /** Frames from one solution to the next: a quarter of a second. */
    private static final int SOLVE_EVERY = 8;

    /** What is left of an echo is more than these decibels below it. */
    private static final double LEFT_DB = -10;

    private static final double SILENT_DBFS = -100;

    private final Deque<PlayedSound> sounds = new ArrayDeque<>();
    private final double[] history = new double[HISTORY];
    private final double[] cleaned = new double[HISTORY];
    private final double[] line = new double[FRAME];
    private final double[] estimate = new double[FRAME];
    private final double[] sound = new double[EchoFilter.TAPS + FRAME];
    private EchoFilter filter = new EchoFilter();
    private OptionalInt delay = OptionalInt.empty();
    private Knowledge knowledge = Knowledge.NONE;
    private long taken;
    private int frames;
    private int loudFrames;
    private double echoDbfs = SILENT_DBFS;

    /** From a sample of the line on, at about which it begins, this is played, 8 kHz. */
    public void played(Pcm next, long from) {
        sounds.removeIf(old -> old.to() < taken - HISTORY - DelaySearch.LATEST);
        sounds.add(new PlayedSound(next, from));
    }

    public Knowledge knowledge() {
        return knowledge;
    }

    /** How loud speech is at least that is not what an echo leaves behind, in dBFS, where there is an echo. */
    public double residueDbfs() {
        return echoDbfs + LEFT_DB;
    }

    /**
     * Takes the echo out of the next frame.
     *
     * @param learns whether nobody seems to be speaking
     */
    public void clean(short[] frame, boolean learns) {
        for (int i = 0; i < FRAME; i++) {
            line[i] = frame[i];
        }
        shift(history, line);
        taken += FRAME;
        frames++;
        if (!sounds.isEmpty()) {
            // While somebody speaks, his voice is what is most like the prompt.
            if (learns && knowledge == Knowledge.NONE && frames % SEARCH_EVERY == 0) {
                search();
            }
            loudFrames += isPlayedLoudly() ? 1 : 0;
            delay.ifPresent(by -> subtract(frame, by, learns));
        }
        for (int i = 0; i < FRAME; i++) {
            line[i] = frame[i];
        }
        shift(cleaned, line);
    }

    /** Whether what was on the line lately is what is played, however late it comes back; then all is learnt anew. */
    public boolean isEcho() {
        if (sounds.isEmpty()) {
            return false;
        }
        double[] lately = heardOf(cleaned, LATELY);
        if (find(lately, ECHO_LATELY + surer(lately, ENOUGH_LATELY)).isEmpty()) {
            return false;
        }
        knowledge = Knowledge.NONE;
        delay = OptionalInt.empty();
        loudFrames = 0;
        echoDbfs = SILENT_DBFS;
        search();
        return true;
    }

    private void search() {
        double[] heard = heardOf(history, HISTORY);
        OptionalInt found = find(heard, ECHO + surer(heard, ENOUGH));
        if (found.isPresent()) {
            learnAll(found.getAsInt());
        } else if (loudFrames >= PLAYED_ENOUGH) {
            knowledge = Knowledge.NO_ECHO;
        }
    }

    /** By how much more alike it has to be where there is less sound than enough frames of it: silence is like nothing. */
    private static double surer(double[] heard, int enough) {
        double loudest = SILENT_DBFS;
        for (int at = 0; at + FRAME <= heard.length; at += FRAME) {
            loudest = Math.max(loudest, dbfs(power(heard, at)));
        }
        double soundFrom = Math.max(SILENT_DBFS, Math.min(LOUD_DBFS, loudest - SYLLABLES_DB));
        int loud = 0;
        for (int at = 0; at + FRAME <= heard.length; at += FRAME) {
            loud += dbfs(power(heard, at)) > soundFrom ? 1 : 0;
        }
        return SURER_OF_LITTLE * Math.max(0, 1 - (double) loud / enough);
    }

    private static double power(double[] samples, int from) {
        double power = 0;
        for (int i = from; i < from + FRAME; i++) {
            power += samples[i] * samples[i];
        }
        return power;
    }

    /** The last samples, as far as the line has been heard: what was played before is not to be sought in silence. */
    private double[] heardOf(double[] past, int length) {
        return Arrays.copyOfRange(past, HISTORY - (int) Math.min(length, taken), HISTORY);
    }

    private OptionalInt find(double[] recent, double atLeast) {
        double[] window = new double[recent.length + DelaySearch.LATEST - DelaySearch.EARLIEST];
        sounds.forEach(one -> one.addTo(window, taken - recent.length - DelaySearch.LATEST));
        return DelaySearch.find(recent, window, atLeast);
    }

    /** Learns from the last second, all of it that was heard. */
    private void learnAll(int by) {
        delay = OptionalInt.of(by);
        knowledge = Knowledge.ECHO;
        filter = new EchoFilter();
        for (int at = HISTORY - (int) Math.min(HISTORY, taken); at < HISTORY; at += FRAME) {
            System.arraycopy(history, at, line, 0, FRAME);
            playedBefore(taken - HISTORY + at, by);
            filter.learn(sound, line);
        }
        filter.solve();
    }

    private void playedBefore(long first, int by) {
        Arrays.fill(sound, 0);
        long from = first - by + EchoFilter.LEAD - EchoFilter.TAPS;
        sounds.forEach(one -> one.addTo(sound, from));
    }

    private void subtract(short[] frame, int by, boolean learns) {
        playedBefore(taken - FRAME, by);
        if (learns) {
            filter.learn(sound, line);
            if (frames % SOLVE_EVERY == 0) {
                filter.solve();
            }
        }
        filter.estimate(sound, estimate);
        double before = 0;
        double after = 0;
        double echo = 0;
        for (int i = 0; i < FRAME; i++) {
            double left = line[i] - estimate[i];
            before += line[i] * line[i];
            after += left * left;
            echo += estimate[i] * estimate[i];
        }
        echoDbfs = Math.max(echoDbfs - 1, dbfs(echo));
        // Where a prompt was stopped nothing comes back, and the filter would add what it should take out.
        if (after < before) {
            for (int i = 0; i < FRAME; i++) {
                frame[i] = (short) Math.clamp(Math.round(line[i] - estimate[i]), Short.MIN_VALUE, Short.MAX_VALUE);
            }
        }
    }

    private boolean isPlayedLoudly() {
        double[] now = new double[FRAME];
        sounds.forEach(one -> one.addTo(now, taken - FRAME));
        return dbfs(power(now, 0)) > LOUD_DBFS;
    }

    private static double dbfs(double power) {
        return power <= 0
                ? SILENT_DBFS
                : Math.max(SILENT_DBFS, 20 * Math.log10(Math.sqrt(2 * power / FRAME) / Level.amplitudeOf(0)));
    }

    private static void shift(double[] past, double[] next) {
        System.arraycopy(past, next.length, past, 0, past.length - next.length);
        System.arraycopy(next, 0, past, past.length - next.length, next.length);
    }
}
