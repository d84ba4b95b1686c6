package org.belltower.speech.vosk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.belltower.audio.Pcm;
import org.belltower.audio.Resampler;
import org.belltower.audio.SampleRate;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.speech.echo.EchoCanceller;
import org.belltower.speech.endpoint.Endpointer;
import org.belltower.speech.endpoint.VoiceDetector;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.speech.recognition.Reading;
import org.jspecify.annotations.Nullable;

/**
 * One input from the first sample to what was made of it. <i>Confined to one thread at a time.</i> Time is that of the samples:
 * nothing here looks at a clock. Closed by its opener, which frees the decoders.
 *
 * <p>Spec: VoiceXML 2.0 §4.1.5.1, §6.3.2, Appendix D.
 */
final class SpeechInput implements AutoCloseable {
    /** What is taken from before the beginning of speech, so that no soft consonant is lost. */
    static final int PRE_ROLL = 2_400;

    /** Less of speech than that, 128 ms, is no word. */
    private static final int SHORTEST_FRAMES = 4;

    /** Below that an application wants speed, and the input is not compared with all words of the model. */
    private static final double ACCURATE_FROM = 0.25;

    /** Phrases that a decoder is made for within a twentieth of a second. */
    private static final int QUICKLY_MADE = 2_000;

    /** Samples that the decoders get at once: 100 ms. */
    private static final int BITE = 800;

    private static final Duration FRAME = SampleRate.HZ_8000.durationOf(VoiceDetector.FRAME);

    private final ListeningRequest request;
    private final List<ActiveGrammar> grammars;
    private final VoskModel model;
    private final PhraseList phrases;
    private final boolean accurate;
    private final EchoCanceller echo = new EchoCanceller();
    private final Endpointer endpointer;
    private final double threshold;
    private final HearingListener listener;
    private final SpokenAudio audio;

    private final short[] frame = new short[VoiceDetector.FRAME];
    private int framed;
    private final short[] bite = new short[BITE];
    private int bitten;
    private short[] resampled = new short[0];

    private Stage stage = Stage.WAITING;
    private boolean begun;
    private double gain = 1;
    private @Nullable Resampler resampler;
    private @Nullable Decoder limited;

    /** Whether that one has heard something of the input. */
    private boolean fed;

    /** Stays so where the library fails: its decoder is not to be trusted any more. */
    private boolean inLibrary;

    private @Nullable Decoder unlimited;

    private enum Stage {
        WAITING,
        SPEAKING,
        /** Speech that is too long for a hotword, until it is silent again. */
        PASSING_OVER,
        ENDED
    }

    SpeechInput(
            ListeningRequest request,
            VoskModel model,
            PhraseList phrases,
            VoiceDetector detector,
            double minimumConfidence,
            HearingListener listener) {
        this.request = request;
        this.grammars = request.grammars().stream()
                .filter(active -> active.grammar().mode() == GrammarMode.VOICE)
                .toList();
        this.model = model;
        this.accurate = request.speedVsAccuracy() >= ACCURATE_FROM;
        this.phrases = accurate && !phrases.takesGarbage() ? phrases : phrases.withUnknown();
        this.endpointer = new Endpointer(detector, request.sensitivity(), echo);
        this.threshold = Math.max(request.confidenceLevel(), minimumConfidence);
        this.listener = listener;
        this.audio = new SpokenAudio(request.keepAudio());
    }

    /** Whether that is work which nobody else's words should wait for. */
    boolean takesLongToPrepare() {
        return phrases.size() > QUICKLY_MADE;
    }

    /** Makes what takes long to make, before anybody speaks. */
    void prepare() {
        if (limited == null && stage != Stage.ENDED) {
            limited = model.limitedTo(phrases);
            fed = false;
        }
    }

    /** Takes in samples at 8 kHz. */
    void feed(short[] samples, int count) {
        for (int at = 0; at < count && stage != Stage.ENDED; ) {
            int taken = Math.min(count - at, VoiceDetector.FRAME - framed);
            System.arraycopy(samples, at, frame, framed, taken);
            framed += taken;
            at += taken;
            if (framed == VoiceDetector.FRAME) {
                framed = 0;
                step();
            }
        }
    }

    /** From a sample on, at about which it begins, this is played to the caller. */
    void played(Pcm sound, long from) {
        echo.played(sound, from);
    }

    void promptsEnded() {
        endpointer.promptsEnded();
    }

    boolean ended() {
        return stage == Stage.ENDED;
    }

    private void step() {
        Endpointer.Step step = endpointer.step(frame);
        audio.add(frame, VoiceDetector.FRAME);
        switch (stage) {
            case WAITING -> {
                if (step == Endpointer.Step.BEGUN) {
                    begin();
                }
            }
            case SPEAKING -> {
                bite(frame, VoiceDetector.FRAME);
                judgeSilence();
            }
            case PASSING_OVER -> {
                if (silence().compareTo(request.incomplete()) >= 0) {
                    listenAgain();
                }
            }
            case ENDED -> {}
        }
    }

    private void begin() {
        stage = Stage.SPEAKING;
        prepare();
        resampler = Resampler.of(SampleRate.HZ_8000, model.source().rate());
        if (accurate) {
            unlimited = model.unlimited();
        }
        bitten = 0;
        short[] since = audio.begin(endpointer.sinceBeginning() * VoiceDetector.FRAME + PRE_ROLL);
        if (!request.hotword() && !begun) {
            begun = true;
            listener.onSpeech();
        }
        gain = Loudness.gain(since, VoiceDetector.FRAME);
        bite(since, since.length);
    }

    private void bite(short[] samples, int count) {
        for (int at = 0; at < count; ) {
            int taken = Math.min(count - at, BITE - bitten);
            for (int i = 0; i < taken; i++) {
                bite[bitten + i] = Loudness.amplified(gain, samples[at + i]);
            }
            bitten += taken;
            at += taken;
            if (bitten == BITE) {
                decode();
            }
        }
    }

    private void decode() {
        Resampler open = resampler;
        if (open == null || bitten == 0) {
            return;
        }
        if (resampled.length == 0) {
            resampled = new short[open.maxOutput(BITE)];
        }
        int count = open.process(bite, 0, bitten, resampled, 0);
        bitten = 0;
        inLibrary = true;
        if (limited != null) {
            limited.feed(resampled, count);
            fed = true;
        }
        if (unlimited != null) {
            unlimited.feed(resampled, count);
        }
        inLibrary = false;
    }

    private Duration silence() {
        return FRAME.multipliedBy(endpointer.silentFrames());
    }

    /** From the first frame of speech to the last. */
    private Duration spoken() {
        return FRAME.multipliedBy(endpointer.sinceBeginning()).minus(silence());
    }

    private void judgeSilence() {
        Duration silence = silence();
        if (spoken().compareTo(request.maxSpeech()) > 0) {
            tooLong();
            return;
        }
        boolean either = silence.compareTo(request.complete()) >= 0 || silence.compareTo(request.incomplete()) >= 0;
        if (endpointer.silentFrames() > 0
                && either
                && silence.compareTo(closed() ? request.complete() : request.incomplete()) >= 0) {
            finish();
        }
    }

    /**
     * Whether a grammar accepts what was said and none can take another word.
     *
     * <p>Spec: VoiceXML 2.0 §6.3.2: the complete timeout holds then, the incomplete one in all other cases.
     */
    private boolean closed() {
        if (limited == null) {
            return false;
        }
        List<String> words = limited.soFar();
        boolean accepted = false;
        for (ActiveGrammar active : grammars) {
            switch (active.grammar().completeness(words)) {
                case CLOSED -> accepted = true;
                case INCOMPLETE, EXTENSIBLE -> {
                    return false;
                }
                case NO_MATCH -> {}
            }
        }
        return accepted;
    }

    private void tooLong() {
        discard();
        if (request.hotword()) {
            stage = Stage.PASSING_OVER;
            audio.forget();
            return;
        }
        end(new Heard.TooLong(kept()));
    }

    private void finish() {
        decode();
        Judgement judgement = judge();
        List<Reading> sure = endpointer.speechFrames() < SHORTEST_FRAMES
                ? List.of()
                : judgement.readings().stream()
                        .filter(reading -> reading.confidence() >= threshold)
                        .limit(request.maxNBest())
                        .toList();
        if (!sure.isEmpty()) {
            if (!begun) {
                begun = true;
                listener.onSpeech();
            }
            end(new Heard.Understood(sure, kept()));
        } else if (request.hotword()) {
            listenAgain();
        } else {
            end(new Heard.NotUnderstood(judgement.words(), judgement.confidence(), kept()));
        }
    }

    private Judgement judge() {
        Decoder within = limited;
        if (within == null) {
            throw new IllegalStateException("nothing was heard yet");
        }
        List<Hypothesis> heard = within.finish();
        limited = null;
        model.giveBack(Optional.of(phrases), within);
        Optional<List<Hypothesis>> anyWords = Optional.empty();
        Decoder all = unlimited;
        if (all != null) {
            anyWords = Optional.of(all.finish());
            unlimited = null;
            model.giveBack(Optional.empty(), all);
        }
        return Judgement.of(heard, anyWords, (double) spoken().toMillis() / 1_000, grammars);
    }

    private void listenAgain() {
        stage = Stage.WAITING;
        endpointer.reset();
        audio.forget();
        prepare();
    }

    private Optional<Pcm> kept() {
        return request.keepAudio() ? Optional.of(audio.sinceBeginning()) : Optional.empty();
    }

    private void end(Heard heard) {
        stage = Stage.ENDED;
        listener.onHeard(heard);
    }

    /**
     * A decoder that was not fed is as good as new, and one that takes long to make is worth its memory; others give back what they hold
     * of the input.
     */
    private void discard() {
        Decoder within = limited;
        limited = null;
        if (within != null && !inLibrary && (!fed || takesLongToPrepare())) {
            within.reset();
            model.giveBack(Optional.of(phrases), within);
        } else if (within != null) {
            within.close();
        }
        Decoder all = unlimited;
        unlimited = null;
        if (all != null) {
            all.close();
        }
    }

    @Override
    public void close() {
        stage = Stage.ENDED;
        discard();
        endpointer.close();
    }
}
