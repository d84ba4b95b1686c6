package org.belltower.telephony;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.Heard;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.voicexml.InputMode;
import org.belltower.voicexml.InputRequest;
import org.belltower.voicexml.SpeechSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call's side of listening to words. Confined to the call's thread; what a recogniser says comes to the call's inbox. A call whose
 * fields want keys only has no tap and no hearing.
 */
final class CallWords implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallWords.class);
    private static final String NONE = "this server has no recogniser; ivr.yaml has it under 'speech'";

    private final Optional<SpokenInput> spoken;
    private final Optional<CallerAudio> audio;
    private final Consumer<CallMessage> inbox;
    private final UtteranceFiles utterances;
    private long lastId;

    /**
     * @param spoken empty where the server listens to keys only
     * @param inbox the call's; any thread may put
     */
    CallWords(
            Optional<SpokenInput> spoken,
            CallControl control,
            Inbox clock,
            Consumer<CallMessage> inbox,
            Path recordings,
            Consumer<Path> written) {
        this.spoken = spoken;
        this.audio = spoken.map(with -> new CallerAudio(with.tap(), control, clock));
        this.inbox = inbox;
        this.utterances = new UtteranceFiles(recordings, written);
    }

    /** Whether words are listened to. */
    sealed interface Readiness {
        /** The request wants none. */
        record NotWanted() implements Readiness {}

        /** They are, once the hearing has begun; it has to be closed. */
        record Ready(WordHearing hearing) implements Readiness {}

        /** The request wants them, but nobody can listen now. */
        record Deaf(String reason) implements Readiness {}
    }

    /**
     * Asks for a recogniser where the request wants one.
     *
     * @param hotword whether only speech that a grammar accepts counts
     */
    Readiness ready(InputRequest request, boolean hotword) {
        if (!request.listensTo(InputMode.VOICE)) {
            return new Readiness.NotWanted();
        }
        if (spoken.isEmpty() || audio.isEmpty()) {
            // Where keys do as well, the operator has decided that they are to.
            return request.listensTo(InputMode.DTMF) ? new Readiness.NotWanted() : new Readiness.Deaf(NONE);
        }
        return ready(request, hotword, spoken.get(), audio.get());
    }

    private Readiness ready(InputRequest request, boolean hotword, SpokenInput with, CallerAudio sound) {
        if (sound.isDead()) {
            with.refused(Admission.Reason.FAILED);
            return new Readiness.Deaf("the switch does not bring what the caller says");
        }
        long id = ++lastId;
        return switch (with.recognizer().listen(listening(request, hotword), new Listener(id))) {
            case Admission.Refused(Admission.Reason reason, String message) -> {
                with.refused(reason);
                yield new Readiness.Deaf(message);
            }
            case Admission.Admitted(var hearing) -> {
                try {
                    sound.begin();
                } catch (IOException e) {
                    LOG.error("what a caller says cannot be heard: {}", e.getMessage());
                    hearing.close();
                    with.refused(Admission.Reason.FAILED);
                    yield new Readiness.Deaf("what the caller says cannot be heard: " + e.getMessage());
                }
                with.admitted();
                yield new Readiness.Ready(new WordHearing(id, hearing, sound, utterances, request, hotword));
            }
        };
    }

    private static ListeningRequest listening(InputRequest request, boolean hotword) {
        List<ActiveGrammar> grammars = request.grammars().stream()
                .filter(active -> active.grammar().mode() == GrammarMode.VOICE)
                .toList();
        SpeechSettings speech = request.speech();
        return new ListeningRequest(
                grammars,
                hotword,
                speech.confidenceLevel().value(),
                speech.sensitivity(),
                speech.speedVsAccuracy(),
                speech.completeTimeout(),
                speech.incompleteTimeout(),
                speech.maxSpeech(),
                speech.maxNBest(),
                request.keptUtterance().isPresent(),
                request.secret());
    }

    /** For input where keys do as well and nothing is said of it: the reason is only logged. */
    Optional<WordHearing> orKeys(InputRequest request, boolean hotword) {
        return switch (ready(request, hotword)) {
            case Readiness.NotWanted _ -> Optional.empty();
            case Readiness.Ready(WordHearing hearing) -> Optional.of(hearing);
            case Readiness.Deaf(String reason) -> {
                LOG.warn("words are not listened to: {}", reason);
                yield Optional.empty();
            }
        };
    }

    /** The caller is not to be heard any more, for now or for good. */
    void leave() {
        audio.ifPresent(CallerAudio::stop);
    }

    @Override
    public void close() {
        audio.ifPresent(CallerAudio::close);
    }

    /** Puts what a recogniser says into the inbox, from a thread of the recogniser's. */
    private final class Listener implements HearingListener {
        private final long id;

        Listener(long id) {
            this.id = id;
        }

        @Override
        public void onSpeech() {
            inbox.accept(new CallMessage.SpeechBegan(id));
        }

        @Override
        public void onHeard(Heard heard) {
            inbox.accept(new CallMessage.SpeechHeard(id, heard));
        }
    }
}
