package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.grammar.Match;
import org.belltower.speech.recognition.Reading;
import org.junit.jupiter.api.Test;

class AcceptancePointTest {
    private static final SpokenSet SET =
            new SpokenSet("boolean", SpokenSet.builtin("boolean"), List.of("yes"), List.of("hello"));

    private static final List<RecognisedInput> INPUTS = List.of(
            heard("yes", "yes", 0.9),
            heard("yes", "sure", 0.7), // Other words of the same meaning.
            heard("no", "no", 0.3),
            heard("no", "yes", 0.6),
            nothing("yes"),
            heard("hello", "no", 0.55),
            heard("goodbye", "yes", 0.1),
            nothing("hello"));

    private static RecognisedInput heard(String said, String words, double confidence) {
        List<String> tokens = List.of(words.split(" "));
        return input(said, Optional.of(new Reading(words, confidence, List.of(new Match(SET.grammar(), tokens)))));
    }

    private static RecognisedInput nothing(String said) {
        return input(said, Optional.empty());
    }

    private static RecognisedInput input(String said, Optional<Reading> reading) {
        var input = new SpokenInput(
                SET,
                said,
                SET.meaning(said),
                SpokenInput.Source.HELD_OUT,
                "somebody",
                Pcm.silence(Duration.ofSeconds(1), SampleRate.HZ_8000));
        return new RecognisedInput(input, LineCondition.CLEAN, reading, "", OptionalDouble.of(500), 0.1);
    }

    @Test
    void everyInputIsCountedWhereItBelongs() {
        assertThat(AcceptancePoint.of(INPUTS, 0.5)).isEqualTo(new AcceptancePoint(0.5, 5, 2, 1, 1, 3, 1));
        assertThat(AcceptancePoint.of(INPUTS, 0.0)).isEqualTo(new AcceptancePoint(0.0, 5, 3, 1, 0, 3, 2));
        assertThat(AcceptancePoint.of(INPUTS, 1.0)).isEqualTo(new AcceptancePoint(1.0, 5, 0, 0, 3, 3, 0));
    }

    @Test
    void aConfidenceOfJustTheThresholdPasses() {
        assertThat(AcceptancePoint.of(INPUTS, 0.9).right()).isEqualTo(1);
    }

    @Test
    void sharesAreOfThoseWhoCanComeToThem() {
        AcceptancePoint point = AcceptancePoint.of(INPUTS, 0.5);

        assertThat(point.rightShare()).isEqualTo(0.4);
        assertThat(point.wrongShare()).isEqualTo(0.2);
        assertThat(point.falseRejectShare()).isEqualTo(0.4);
        assertThat(point.falseAcceptShare()).isCloseTo(1 / 3.0, Offset.offset(1e-9));
        assertThat(AcceptancePoint.of(List.of(), 0.5).falseAcceptShare()).isZero();
    }

    @Test
    void aCurveGoesFromAllToNothing() {
        List<AcceptancePoint> curve = AcceptancePoint.curve(INPUTS);

        assertThat(curve).hasSize(21);
        assertThat(curve.getFirst().threshold()).isZero();
        assertThat(curve.get(11).threshold()).isEqualTo(0.55);
        assertThat(curve.getLast().threshold()).isEqualTo(1);
        assertThat(curve).extracting(AcceptancePoint::falselyAccepted).isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void aMisunderstoodCallerCountsForTwoWhoAreAskedAgain() {
        var lenient = new AcceptancePoint(0.2, 10, 8, 1, 0, 10, 1); // 0.1 + 2 (0.1 + 0.1)
        var middle = new AcceptancePoint(0.5, 10, 7, 0, 1, 10, 0); // 0.3
        var severe = new AcceptancePoint(0.8, 10, 3, 0, 5, 10, 0); // 0.7

        assertThat(AcceptancePoint.best(List.of(lenient, middle, severe))).isEqualTo(middle);
    }

    @Test
    void ofEqualPointsTheMiddleOneIsBest() {
        List<AcceptancePoint> equal = List.of(
                new AcceptancePoint(0.4, 10, 8, 0, 0, 10, 0),
                new AcceptancePoint(0.45, 10, 8, 0, 0, 10, 0),
                new AcceptancePoint(0.5, 10, 8, 0, 0, 10, 0));

        assertThat(AcceptancePoint.best(equal).threshold()).isEqualTo(0.45);
    }
}
