package org.belltower.bench;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What becomes of inputs where so much confidence is wanted. <i>Immutable.</i>
 *
 * @param threshold from 0.0 to 1.0
 * @param inside inputs that the grammar accepts
 * @param right of those, accepted with their own meaning
 * @param wrong of those, accepted with another meaning
 * @param rejectedRight of those, rejected although the words were understood rightly
 * @param outside inputs that the grammar does not accept
 * @param falselyAccepted of those, accepted
 */
record AcceptancePoint(
        double threshold, int inside, int right, int wrong, int rejectedRight, int outside, int falselyAccepted) {
    /** Thresholds of a curve: 0.00, 0.05 up to 1.00. */
    private static final int STEPS = 20;

    static AcceptancePoint of(List<RecognisedInput> inputs, double threshold) {
        return new AcceptancePoint(
                threshold,
                count(inputs, one -> one.input().inside()),
                count(inputs, one -> one.right() && one.accepted(threshold)),
                count(inputs, one -> one.input().inside() && !one.right() && one.accepted(threshold)),
                count(inputs, one -> one.right() && !one.accepted(threshold)),
                count(inputs, one -> !one.input().inside()),
                count(inputs, one -> !one.input().inside() && one.accepted(threshold)));
    }

    static List<AcceptancePoint> curve(List<RecognisedInput> inputs) {
        return IntStream.rangeClosed(0, STEPS)
                .mapToObj(step -> of(inputs, (double) step / STEPS))
                .toList();
    }

    /**
     * The point of a curve at which least goes wrong: a caller who is asked again counts once, one who is misunderstood twice, each
     * as a share of those who can come to it. Of equal points the middle one.
     */
    static AcceptancePoint best(List<AcceptancePoint> curve) {
        double least = curve.stream().mapToDouble(AcceptancePoint::cost).min().orElseThrow();
        List<AcceptancePoint> best =
                curve.stream().filter(point -> point.cost() == least).toList();
        return best.get(best.size() / 2);
    }

    private double cost() {
        return falseRejectShare() + 2 * (wrongShare() + falseAcceptShare());
    }

    /** Of what the grammar accepts, 0 to 1; 0 where there is none. */
    double rightShare() {
        return share(right, inside);
    }

    /** Of what the grammar accepts, what was taken for something else. */
    double wrongShare() {
        return share(wrong, inside);
    }

    /** Of what the grammar accepts, what the caller has to say again. */
    double falseRejectShare() {
        return share(inside - right - wrong, inside);
    }

    /** Of what the grammar does not accept. */
    double falseAcceptShare() {
        return share(falselyAccepted, outside);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static int count(List<RecognisedInput> inputs, Predicate<RecognisedInput> which) {
        return Math.toIntExact(inputs.stream().filter(which).count());
    }
}
