package org.belltower.speech.endpoint;

import org.belltower.audio.Level;
import org.belltower.speech.echo.EchoCanceller;

/**
 * Finds where speech begins and how long it has been silent since, in frames of 32 ms. <i>Confined to one thread at a time.</i>
 * Closes its detector.
 *
 * <p>A frame is speech if the detector hears a voice and it is loud enough. So many of the last frames make a beginning. While
 * prompts play, their echo is a voice too: it is taken out where it is known what plays, and speech has to be louder than what may
 * be left of it, to last longer, and to be none of what plays.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5.1, §6.3.2 (sensitivity).
 */
public final class Endpointer implements AutoCloseable {
    private static final double VOICE = 0.5;

    /** A voice that has begun goes on at less. */
    private static final double VOICE_GOES_ON = 0.35;

    /** What counts as loud enough at the default sensitivity of 0.5, and how it moves with it: from −25 to −65 dBFS. */
    private static final double QUIETEST_DBFS = -45;

    private static final double DBFS_PER_SENSITIVITY = -40;

    /** The same while prompts play and nothing is known of their echo: one at −12 dB of a prompt at −20 dBFS has syllables of −27 dBFS. */
    private static final double QUIETEST_OVER_PROMPT_DBFS = -26;

    private static final double DBFS_PER_SENSITIVITY_OVER_PROMPT = -16;

    /** Speech over a prompt that has begun may fade by this much. */
    private static final double FADE_OVER_PROMPT_DB = 6;

    /** How many of how many frames make a beginning: 96 ms of 128. */
    private static final int NEEDED = 3;

    private static final int OF = 4;

    /** The same while prompts play: 160 ms of 256. */
    private static final int NEEDED_OVER_PROMPT = 5;

    private static final int OF_OVER_PROMPT = 8;

    /**
     * The same while an echo is being taken out: 256 ms of 384. Where its delay has just changed, what is not taken out any more has
     * to be long enough to be known for what plays.
     */
    private static final int NEEDED_OVER_ECHO = 8;

    private static final int OF_OVER_ECHO = 12;

    /** Frames of silence that may be between the first words of an input: 384 ms. */
    private static final int BETWEEN_WORDS = 12;

    /** Frames from the first word, at most, to where it is certain that somebody speaks: one and a half seconds. */
    public static final int FURTHEST_BACK = 48;

    /** Frames, one second. */
    private static final int REST_AFTER = 31;

    /** Frames behind a prompt in which its end may still come back: what an echo is looked for in, two and a half seconds. */
    private static final int COMES_BACK = 80;

    private final VoiceDetector detector;
    private final EchoCanceller echo;
    private final double quietest;
    private final double quietestOverPrompt;
    private boolean prompting = true;
    private int sincePrompts;

    /** The last frames, the newest in the lowest bit: 1 is speech. */
    private long recent;

    /** The same of frames that are speech where others have begun it. */
    private long faint;

    private int quietFrames;
    private boolean speaking;
    private int sinceBeginning;
    private int speechFrames;
    private int silentFrames;

    /** What a frame brought. */
    public enum Step {
        /** Nobody speaks. */
        QUIET,
        /** Speech has begun, {@link #sinceBeginning} frames ago. */
        BEGUN,
        /** Between the beginning and {@link #reset}. */
        SPEAKING
    }

    /**
     * Waits for the first beginning.
     *
     * @param sensitivity from 0.0, hears only loud speech, to 1.0
     * @param echo takes out what comes back of prompts; knows what plays where anybody does
     */
    public Endpointer(VoiceDetector detector, double sensitivity, EchoCanceller echo) {
        this.detector = detector;
        this.echo = echo;
        double over = Math.clamp(sensitivity, 0.0, 1.0) - 0.5;
        quietest = QUIETEST_DBFS + DBFS_PER_SENSITIVITY * over;
        quietestOverPrompt = Math.max(quietest, QUIETEST_OVER_PROMPT_DBFS + DBFS_PER_SENSITIVITY_OVER_PROMPT * over);
    }

    /** Takes the next frame, and the echo of prompts out of it. */
    public Step step(short[] frame) {
        if (echoes()) {
            echo.clean(frame, !speaking);
            sincePrompts += prompting ? 0 : 1;
        }
        double level = Level.dbfs(frame, 0, VoiceDetector.FRAME);
        // After a second of what is too quiet anyway the detector rests: most of a call is that.
        quietFrames = level >= quietest ? 0 : Math.min(quietFrames + 1, REST_AFTER);
        double voiced = quietFrames == REST_AFTER ? 0 : detector.voiced(frame);
        boolean speech = voiced >= (speaking ? VOICE_GOES_ON : VOICE) && level >= loudEnough();
        recent = next(recent, speech);
        faint = next(faint, speech || (voiced >= VOICE_GOES_ON && level >= loudEnoughBefore()));
        if (speaking) {
            sinceBeginning++;
            speechFrames += speech ? 1 : 0;
            silentFrames = speech ? 0 : silentFrames + 1;
            return Step.SPEAKING;
        }
        boolean echoing = prompting ? echo.knowledge() == EchoCanceller.Knowledge.ECHO : isComingBack();
        int window = echoing ? OF_OVER_ECHO : prompting ? OF_OVER_PROMPT : OF;
        int needed = echoing ? NEEDED_OVER_ECHO : prompting ? NEEDED_OVER_PROMPT : NEEDED;
        long seen = recent & ((1L << window) - 1);
        if (!speech || Long.bitCount(seen) < needed) {
            return Step.QUIET;
        }
        if (echoes() && echo.isEcho()) {
            recent = 0;
            faint = 0;
            return Step.QUIET;
        }
        speaking = true;
        sinceBeginning = beginning(Long.SIZE - Long.numberOfLeadingZeros(seen));
        speechFrames = Long.bitCount(faint & ((1L << sinceBeginning) - 1));
        silentFrames = 0;
        return Step.BEGUN;
    }

    /** How many frames ago the words began of which so many frames are speech for certain: a short one before them belongs to them. */
    private int beginning(int certain) {
        int first = certain;
        while (first < FURTHEST_BACK) {
            long before = (faint >>> first) & ((1L << BETWEEN_WORDS) - 1);
            if (before == 0) {
                break;
            }
            first += Long.SIZE - Long.numberOfLeadingZeros(before);
        }
        return Math.min(first, FURTHEST_BACK);
    }

    private static long next(long frames, boolean speech) {
        return frames << 1 | (speech ? 1L : 0L);
    }

    private boolean echoes() {
        return prompting || sincePrompts < COMES_BACK;
    }

    /** Behind a prompt: whether its end is being taken out, and what may be left of that is loud enough to be somebody. */
    private boolean isComingBack() {
        return !prompting
                && echoes()
                && echo.knowledge() == EchoCanceller.Knowledge.ECHO
                && echo.residueDbfs() > quietest;
    }

    private double loudEnough() {
        if (!prompting && !isComingBack()) {
            return quietest;
        }
        double over = switch (echo.knowledge()) {
            case NONE -> quietestOverPrompt;
            case NO_ECHO -> quietest;
            // Of a quiet echo more is left, by comparison, than of a loud one: no sensitivity makes that a caller.
            case ECHO -> Math.min(quietestOverPrompt, Math.max(QUIETEST_DBFS, echo.residueDbfs()));
        };
        return Math.max(quietest, speaking ? over - FADE_OVER_PROMPT_DB : over);
    }

    /** What may be left of an echo is no word before the words. */
    private double loudEnoughBefore() {
        return prompting && echo.knowledge() == EchoCanceller.Knowledge.NONE
                ? Math.max(quietest, quietestOverPrompt - FADE_OVER_PROMPT_DB)
                : loudEnough();
    }

    /** The prompts are over: nothing is their echo any more. */
    public void promptsEnded() {
        prompting = false;
    }

    /** Frames from the first of the speech to the last that was taken. */
    public int sinceBeginning() {
        return sinceBeginning;
    }

    /** Frames of speech since it began. */
    public int speechFrames() {
        return speechFrames;
    }

    /** Frames since the last one of speech. */
    public int silentFrames() {
        return silentFrames;
    }

    /** Waits for the next beginning. */
    public void reset() {
        speaking = false;
        recent = 0;
        faint = 0;
        sinceBeginning = 0;
        speechFrames = 0;
        silentFrames = 0;
    }

    @Override
    public void close() {
        detector.close();
    }
}
