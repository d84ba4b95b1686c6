package org.belltower.prompt;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Prosody;

/**
 * The attributes of {@code prosody} but {@code duration}. <em>Confined to the thread that reads a
 * document.</em> What is no value leaves the voice as it is, and is
 * named in {@link #problems}.
 *
 * <p>Spec: SSML 1.0 §3.2.4.
 */
final class ProsodyAttributes {
    private static final Pattern NUMBER =
            Pattern.compile("([+-]?)([0-9]{1,4}(?:\\.[0-9]{0,4})?|\\.[0-9]{1,4})(%|st|Hz|)");
    private static final Pattern TURN = Pattern.compile("\\(\\s*([0-9]{1,3})(?:\\.[0-9]*)?%\\s*,\\s*([^)\\s]+)\\s*\\)");
    private static final Pattern TURNS = Pattern.compile("(?:\\s*" + TURN.pattern() + ")*\\s*");
    private static final int MOST_TURNS = 100;

    /** A semitone's share of an octave. */
    private static final double SEMITONES = 12;

    private static final double HERTZ_LEAST = 20;
    private static final double USUAL_RANGE_HERTZ = 100;

    private final List<String> problems = new ArrayList<>();

    /** What was wrong with the attributes that have been read. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** An empty attribute is an absent one. */
    Prosody apply(Prosody around, String rate, String pitch, String volume, String range, String contour) {
        Prosody prosody = around.atRate(rate(around.rate(), rate.strip()))
                .at(pitch(around.pitch(), pitch.strip()))
                .atVolume(volume(around.volume(), volume.strip()))
                .ranging(range(around.range(), range.strip()));
        return contour.isBlank() ? prosody : prosody.turning(contour(around.contour(), contour));
    }

    private double rate(double around, String rate) {
        return switch (rate) {
            case "" -> around;
            case "x-slow" -> 0.6;
            case "slow" -> 0.8;
            case "medium", "default" -> 1;
            case "fast" -> 1.25;
            case "x-fast" -> 1.6;
            default -> {
                Optional<Change> change = Change.parse(rate);
                // A bare number is a multiplier of the voice's own rate, not of the rate around.
                yield switch (change.map(Change::kind).orElse("")) {
                    case "" -> problem(around, "rate", rate);
                    case "number" -> change.get().amount();
                    case "+number" -> around + change.get().amount();
                    case "%" -> change.get().amount() / 100;
                    case "+%" -> around * (1 + change.get().amount() / 100);
                    default -> problem(around, "rate", rate);
                };
            }
        };
    }

    private Pitch pitch(Pitch around, String pitch) {
        return switch (pitch) {
            case "" -> around;
            case "x-low" -> Pitch.times(0.7);
            case "low" -> Pitch.times(0.85);
            case "medium", "default" -> Pitch.NORMAL;
            case "high" -> Pitch.times(1.2);
            case "x-high" -> Pitch.times(1.4);
            default -> {
                Optional<Change> change = Change.parse(pitch);
                double amount = change.map(Change::amount).orElse(0.0);
                yield switch (change.map(Change::kind).orElse("")) {
                    case "Hz", "number" ->
                        amount >= HERTZ_LEAST ? Pitch.hertz(amount) : problem(around, "pitch", pitch);
                    case "+Hz", "+number" -> around.shiftedBy(amount);
                    case "%" -> amount > 0 ? Pitch.times(amount / 100) : problem(around, "pitch", pitch);
                    case "+%" -> amount > -100 ? around.higherBy(1 + amount / 100) : problem(around, "pitch", pitch);
                    case "+st", "st" -> around.higherBy(Math.pow(2, amount / SEMITONES));
                    default -> problem(around, "pitch", pitch);
                };
            }
        };
    }

    private double volume(double around, String volume) {
        return switch (volume) {
            case "" -> around;
            case "silent" -> 0;
            case "x-soft" -> 0.3;
            case "soft" -> 0.6;
            case "medium", "default", "loud", "x-loud" -> 1;
            default -> {
                Optional<Change> change = Change.parse(volume);
                double amount = change.map(Change::amount).orElse(0.0);
                yield switch (change.map(Change::kind).orElse("")) {
                    case "number", "%" -> amount / 100;
                    case "+number" -> around + amount / 100;
                    case "+%" -> around * (1 + amount / 100);
                    default -> problem(around, "volume", volume);
                };
            }
        };
    }

    /** In hertz it has no base to be measured against that would be known: the voice's own range goes over about an octave. */
    private double range(double around, String range) {
        return switch (range) {
            case "" -> around;
            case "x-low" -> 0.3;
            case "low" -> 0.6;
            case "medium", "default" -> 1;
            case "high" -> 1.4;
            case "x-high" -> 1.8;
            default -> {
                Optional<Change> change = Change.parse(range);
                double amount = change.map(Change::amount).orElse(0.0);
                yield switch (change.map(Change::kind).orElse("")) {
                    case "Hz", "number" -> amount / USUAL_RANGE_HERTZ;
                    case "+Hz", "+number" -> around + amount / USUAL_RANGE_HERTZ;
                    case "%" -> amount / 100;
                    case "+%" -> around * (1 + amount / 100);
                    case "+st", "st" -> around + amount / SEMITONES;
                    default -> problem(around, "range", range);
                };
            }
        };
    }

    /** Pairs that are none are left out; targets count from the pitch that the words would have without the contour. */
    private List<PitchTurn> contour(List<PitchTurn> around, String contour) {
        List<PitchTurn> turns = new ArrayList<>();
        if (!TURNS.matcher(contour).matches()) {
            problem(around, "contour", contour);
        }
        Matcher turn = TURN.matcher(contour);
        while (turn.find() && turns.size() < MOST_TURNS) {
            int percent = Integer.parseInt(turn.group(1));
            if (percent <= 100) {
                turns.add(new PitchTurn(percent, pitch(Pitch.NORMAL, turn.group(2))));
            }
        }
        turns.sort(Comparator.comparingInt(PitchTurn::percent));
        return turns.isEmpty() ? around : turns;
    }

    private <T> T problem(T around, String attribute, String value) {
        problems.add("'" + value + "' is no " + attribute + " of prosody; it is left out");
        return around;
    }

    /**
     * A number with its unit.
     *
     * @param kind the unit, {@code number} for none, after a plus where it is a change
     * @param amount negative for a change downwards
     */
    private record Change(String kind, double amount) {
        static Optional<Change> parse(String text) {
            Matcher number = NUMBER.matcher(text);
            if (!number.matches()) {
                return Optional.empty();
            }
            String unit = number.group(3).isEmpty() ? "number" : number.group(3);
            double amount =
                    Double.parseDouble(number.group(2)) * (number.group(1).equals("-") ? -1 : 1);
            return Optional.of(new Change((number.group(1).isEmpty() ? "" : "+") + unit, amount));
        }
    }
}
