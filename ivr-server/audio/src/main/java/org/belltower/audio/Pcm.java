package org.belltower.audio;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Mono linear samples of 16 bits at a rate. *Immutable.*
 *
 * <p>Arrays are copied at both borders; {@link #copyTo} is the way to read samples without allocating.
 */
public final class Pcm {
    private final short[] samples;
    private final SampleRate rate;

    private Pcm(short[] owned, SampleRate rate) {
        this.samples = owned;
        this.rate = rate;
    }

    /** Copies the samples. */
    public static Pcm of(short[] samples, SampleRate rate) {
        return new Pcm(samples.clone(), rate);
    }

    /** Takes the array over without copying; the caller must not keep it. */
    static Pcm owning(short[] samples, SampleRate rate) {
        return new Pcm(samples, rate);
    }

    /** Silence of the given length. */
    public static Pcm silence(Duration length, SampleRate rate) {
        return new Pcm(new short[Math.toIntExact(rate.samplesIn(length))], rate);
    }

    /** One after the other. All parts must have the same rate; an empty list is an error, for it has no rate. */
    public static Pcm join(List<Pcm> parts) {
        SampleRate rate = parts.getFirst().rate;
        short[] all = new short[parts.stream().mapToInt(Pcm::length).reduce(0, Math::addExact)];
        int at = 0;
        for (Pcm part : parts) {
            if (!part.rate.equals(rate)) {
                throw new IllegalArgumentException("Cannot join " + part.rate + " to " + rate + ": resample first");
            }
            part.copyTo(0, all, at, part.length());
            at += part.length();
        }
        return new Pcm(all, rate);
    }

    public SampleRate rate() {
        return rate;
    }

    /** Number of samples. */
    public int length() {
        return samples.length;
    }

    public Duration duration() {
        return rate.durationOf(samples.length);
    }

    public short sample(int index) {
        return samples[index];
    }

    /** A copy of the samples. */
    public short[] toArray() {
        return samples.clone();
    }

    /** Copies {@code count} samples from {@code from} into a caller's array; allocates nothing. */
    public void copyTo(int from, short[] target, int at, int count) {
        System.arraycopy(samples, from, target, at, count);
    }

    /** The samples from {@code from} (inclusive) to {@code to} (exclusive). */
    public Pcm slice(int from, int to) {
        return new Pcm(Arrays.copyOfRange(samples, from, to), rate);
    }

    /** Direct view for classes of this room that only read. */
    short[] raw() {
        return samples;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pcm pcm && rate.equals(pcm.rate) && Arrays.equals(samples, pcm.samples);
    }

    @Override
    public int hashCode() {
        return 31 * rate.hashCode() + Arrays.hashCode(samples);
    }

    @Override
    public String toString() {
        return "Pcm[" + samples.length + " samples, " + rate.hertz() + " Hz]";
    }
}
