package org.belltower.bench;

import java.util.Optional;
import java.util.OptionalDouble;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.Reading;
import org.belltower.speech.vosk.VoskRecognizer;

/**
 * Has the recogniser hear one input in steps of 20 ms, as fast as it can. <i>Confined to a platform thread,</i> whose processor time is
 * taken. Time is that of the samples; the work that a caller waits for at the end is added to it.
 */
final class RehearsedInput implements HearingListener {
    static final int STEP = 160;

    private Optional<Heard> heard = Optional.empty();

    private RehearsedInput() {}

    @Override
    public void onSpeech() {
        // What interrupts a prompt is not measured here.
    }

    @Override
    public void onHeard(Heard result) {
        heard = Optional.of(result);
    }

    static RecognisedInput of(SpokenInput input, LineCondition condition, LossyLine line, VoskRecognizer recognizer) {
        Pcm sound = input.heard(condition, line);
        var listener = new RehearsedInput();
        Cpu before = Cpu.of(Thread.currentThread());
        double after = 0;
        try (Hearing hearing = admitted(recognizer.rehearse(input.request(), listener))) {
            hearing.promptsEnded();
            short[] step = new short[STEP];
            for (int at = 0; at + STEP <= sound.length() && listener.heard.isEmpty(); at += STEP) {
                sound.copyTo(at, step, 0, STEP);
                long begin = System.nanoTime();
                hearing.hear(step, STEP);
                double work = (System.nanoTime() - begin) / 1e6;
                after = (at + STEP - input.endOfSpeech()) * 1e3 / SampleRate.HZ_8000.hertz() + work;
            }
        }
        double used = Cpu.of(Thread.currentThread()).since(before).nanos() / 1e9;
        return new RecognisedInput(
                input,
                condition,
                reading(listener.heard),
                listener.heard.map(RehearsedInput::ending).orElse("nothing"),
                listener.heard.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(after),
                used);
    }

    static Hearing admitted(Admission admission) {
        return switch (admission) {
            case Admission.Admitted(var hearing) -> hearing;
            case Admission.Refused(var reason, var message) ->
                throw new BenchException("the recogniser does not listen (" + reason + "): " + message);
        };
    }

    private static Optional<Reading> reading(Optional<Heard> heard) {
        return heard.flatMap(one -> switch (one) {
            case Heard.Understood understood ->
                Optional.of(understood.readings().getFirst());
            case Heard.NotUnderstood _, Heard.TooLong _ -> Optional.empty();
            case Heard.Failed(var message) -> throw new BenchException("recognition failed: " + message);
        });
    }

    private static String ending(Heard heard) {
        return switch (heard) {
            case Heard.Understood _ -> "accepted by the grammar";
            case Heard.NotUnderstood not -> "not accepted: " + not.words();
            case Heard.TooLong _ -> "too long";
            case Heard.Failed _ -> "failed";
        };
    }
}
