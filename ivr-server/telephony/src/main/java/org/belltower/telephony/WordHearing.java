package org.belltower.telephony;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.Hearing;
import org.belltower.speech.recognition.Reading;
import org.belltower.voicexml.Confidence;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.InputResult;
import org.belltower.voicexml.Recording;
import org.belltower.voicexml.SpokenWord;

/**
 * One input in words, from the recogniser's admission to its end. Confined to the call's thread; whoever listens closes it, and the
 * caller's hang-up does so at once.
 */
final class WordHearing implements AutoCloseable {
    /** How much longer than the longest speech a recogniser may take to say what it was. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final long id;
    private final Hearing hearing;
    private final CallerAudio audio;
    private final UtteranceFiles utterances;
    private final InputRequest request;
    private final boolean hotword;
    private Optional<Duration> speakingSince = Optional.empty();
    private boolean closed;

    /** @param hotword whether only speech that a grammar accepts counts */
    WordHearing(
            long id,
            Hearing hearing,
            CallerAudio audio,
            UtteranceFiles utterances,
            InputRequest request,
            boolean hotword) {
        this.id = id;
        this.hearing = hearing;
        this.audio = audio;
        this.utterances = utterances;
        this.request = request;
        this.hotword = hotword;
    }

    /** From now on the caller is heard. */
    void begin() {
        if (!closed) {
            audio.to(hearing);
        }
    }

    /** What has begun to play to the caller: its echo is no speech. */
    void plays(Supplier<Optional<Pcm>> sound) {
        if (!closed) {
            hearing.plays(sound);
        }
    }

    /** What had begun to play to the caller so long before: what still comes back of it is no speech either. */
    void played(Supplier<Optional<Pcm>> sound, Duration ago) {
        if (!closed) {
            hearing.played(sound, ago);
        }
    }

    void promptsEnded() {
        if (!closed) {
            hearing.promptsEnded();
        }
    }

    /** Whether the message is of this input, which is still being listened to. */
    boolean isMine(long hearingId) {
        return !closed && id == hearingId;
    }

    boolean isHotword() {
        return hotword;
    }

    /** How far the recogniser is behind the caller. */
    Duration lag() {
        return closed ? Duration.ZERO : hearing.lag();
    }

    /** Speech has begun. */
    void speechBegan(Duration now) {
        speakingSince = Optional.of(now);
    }

    /** Whether the caller is speaking, as far as that counts: what is not a hotword is no speech. */
    boolean isSpeaking() {
        return !closed && !hotword && speakingSince.isPresent();
    }

    /** How long the recogniser may still take. */
    Duration patience(Duration now) {
        return request.speech()
                .maxSpeech()
                .plus(request.speech().incompleteTimeout())
                .plus(GRACE)
                .minus(now.minus(speakingSince.orElse(now)));
    }

    /** What it was, for a document; empty where the recogniser broke down. */
    Optional<InputResult> result(Heard heard) {
        return switch (heard) {
            case Heard.Understood understood -> Optional.of(matched(understood));
            case Heard.NotUnderstood other ->
                Optional.of(
                        new InputResult.NoMatch(InputMode.VOICE, other.words(), Optional.empty(), kept(other.audio())));
            case Heard.TooLong(var audio) -> Optional.of(new InputResult.TooMuchSpeech(Optional.empty(), kept(audio)));
            case Heard.Failed _ -> Optional.empty();
        };
    }

    InputResult.Matched matched(Heard.Understood understood) {
        return new InputResult.Matched(
                InputMode.VOICE,
                understood.readings().stream().map(WordHearing::hypothesis).toList(),
                Optional.empty(),
                kept(understood.audio()));
    }

    private static InputResult.Hypothesis hypothesis(Reading reading) {
        return new InputResult.Hypothesis(
                reading.words(),
                new Confidence(reading.confidence()),
                reading.each().stream()
                        .map(word -> new SpokenWord(word.text(), new Confidence(word.confidence())))
                        .toList(),
                reading.matches());
    }

    /** Never what is secret, whatever a recogniser hands over. Spec: VoiceXML 2.1 §7. */
    private Optional<Recording> kept(Optional<Pcm> said) {
        return request.keptUtterance().flatMap(type -> said.flatMap(sound -> utterances.keep(sound, type)));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            audio.toNobody();
            hearing.close();
        }
    }
}
