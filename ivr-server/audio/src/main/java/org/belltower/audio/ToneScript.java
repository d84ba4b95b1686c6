package org.belltower.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * What a {@code tone_stream://} plays: the part of FreeSWITCH's TGML that dialplans use. *Immutable.*
 *
 * <p>Parts are separated by {@code ;} or nothing: {@code %(on,off,f1[,f2…])} is a tone of up to four frequencies for
 * {@code on} ms and then {@code off} ms of silence; {@code v=-7} the level in dBFS of each frequency; {@code d=250} and
 * {@code w=100} length and pause of keys in ms; a character 0–9 * # A–D a key; {@code L=3} or {@code loops=3} how often
 * the whole is played, {@code -1} for ever. Parsing fails with {@link AudioException}.
 *
 * <p>Deviates: no {@code >=}, {@code <=} (decay), {@code c=}, {@code r=} (channels, rate), because a line has one
 * channel at 8 kHz and no dialplan tone fades; {@code L=} holds for the whole script, not for the part after it.
 */
public final class ToneScript {
    /** Longest single pass. */
    public static final int MAX_MILLIS = 60_000;

    private static final int MAX_STEPS = 256;
    private static final double DEFAULT_DBFS = -7;

    /** Sines for a time, then silence for a time, in ms. */
    record Step(int onMillis, int offMillis, List<Tones.Sine> sines) {}

    private final List<Step> steps;
    private final OptionalInt loops;

    ToneScript(List<Step> steps, OptionalInt loops) {
        this.steps = List.copyOf(steps);
        this.loops = loops;
    }

    /** Reads a script, without the {@code tone_stream://} before it. */
    public static ToneScript parse(String script) {
        return new ToneScriptParser(script, DEFAULT_DBFS).parse();
    }

    /** One key, to be heard as sound. */
    public static ToneScript key(DtmfTone tone, int onMillis, int offMillis) {
        return new ToneScript(List.of(keyStep(tone, onMillis, offMillis, OptionalInt.empty())), OptionalInt.of(1));
    }

    static Step keyStep(DtmfTone tone, int onMillis, int offMillis, OptionalInt dbfs) {
        List<Tones.Sine> sines = new ArrayList<>();
        sines.add(new Tones.Sine(tone.lowHertz(), dbfs.orElse((int) DtmfGenerator.LOW_DBFS)));
        sines.add(new Tones.Sine(tone.highHertz(), dbfs.orElse((int) DtmfGenerator.HIGH_DBFS)));
        return new Step(onMillis, offMillis, sines);
    }

    /** How often it is played; empty for ever. */
    public OptionalInt loops() {
        return loops;
    }

    /** One pass. */
    public Pcm render(SampleRate rate) {
        List<Pcm> parts = new ArrayList<>();
        for (Step step : steps) {
            parts.add(Tones.sum(
                    java.time.Duration.ofMillis(step.onMillis()),
                    rate,
                    step.sines().toArray(Tones.Sine[]::new)));
            parts.add(Pcm.silence(java.time.Duration.ofMillis(step.offMillis()), rate));
        }
        return Pcm.join(parts);
    }

    static void check(List<Step> steps, String script) {
        long millis = steps.stream()
                .mapToLong(s -> s.onMillis() + (long) s.offMillis())
                .sum();
        if (steps.isEmpty() || steps.size() > MAX_STEPS || millis > MAX_MILLIS || millis == 0) {
            throw new AudioException(String.format(
                    Locale.ROOT,
                    "Tone script '%s': 1 to %d tones of together at most %d ms",
                    script,
                    MAX_STEPS,
                    MAX_MILLIS));
        }
    }
}
