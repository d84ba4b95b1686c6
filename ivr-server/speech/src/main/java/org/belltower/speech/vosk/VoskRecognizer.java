package org.belltower.speech.vosk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.grammar.GrammarMode;
import org.belltower.speech.endpoint.SileroModel;
import org.belltower.speech.model.ModelException;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.speech.recognition.Admission;
import org.belltower.speech.recognition.HearingListener;
import org.belltower.speech.recognition.ListeningRequest;
import org.belltower.speech.recognition.Recognizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Understands callers with Vosk, in this process. <i>Thread-safe.</i> Whoever opens it closes it; what listens then ends as
 * failed.
 *
 * <p>A model that cannot be loaded is left out and logged; its language then has none.
 */
public final class VoskRecognizer implements Recognizer {
    private static final Logger LOG = LoggerFactory.getLogger(VoskRecognizer.class);

    private final VoskSettings settings;
    private final List<VoskModel> models;
    private final List<String> problems;
    private final SileroModel voices;
    private final ListeningThreads threads;
    private final Semaphore places;
    private final Set<VoskHearing> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private VoskRecognizer(VoskSettings settings, List<VoskModel> models, List<String> problems, SileroModel voices) {
        this.settings = settings;
        this.models = List.copyOf(models);
        this.problems = List.copyOf(problems);
        this.voices = voices;
        this.threads = ListeningThreads.start(settings.threads());
        this.places = new Semaphore(settings.atOnce());
    }

    /**
     * Loads every model of the store, the English one of the build among them, and tries each; takes a second or two.
     *
     * @throws ModelException where the English model cannot be unpacked
     */
    public static VoskRecognizer open(VoskSettings settings) {
        settings.models().english();
        VoskLibrary library = VoskLibrary.load();
        List<VoskModel> models = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (SpeechModel source : settings.models().list()) {
            tried(source, library, problems).ifPresent(models::add);
        }
        return new VoskRecognizer(settings, models, problems, SileroModel.load());
    }

    private static Optional<VoskModel> tried(SpeechModel source, VoskLibrary library, List<String> problems) {
        Optional<String> wrong;
        try {
            VoskModel model = VoskModel.load(source, library);
            wrong = SelfTest.of(model);
            if (wrong.isEmpty()) {
                return Optional.of(model);
            }
            model.close();
        } catch (ModelException broken) {
            wrong = Optional.of(String.valueOf(broken.getMessage()));
        }
        String problem = "speech: the model " + source.name() + " is left out: " + wrong.orElse("")
                + "; see ./ivr models verify";
        LOG.error("{}", problem);
        problems.add(problem);
        return Optional.empty();
    }

    /** What is wrong with models, one line each for the operator; those are left out. */
    public List<String> problems() {
        return problems;
    }

    /** The languages that it understands. */
    public List<Locale> languages() {
        return models.stream().map(model -> model.source().language()).toList();
    }

    /** The words that its models know. */
    public ModelWords words() {
        return ModelWords.of(models.stream().collect(Collectors.toMap(VoskModel::source, VoskModel::words)));
    }

    @Override
    public Admission listen(ListeningRequest request, HearingListener listener) {
        return chosen(request, (model, phrases) -> admit(request, model, phrases, listener));
    }

    /**
     * Listens on the thread that brings the samples, which does the work and is told at once what is heard: for recordings, whose time is
     * that of their samples. Takes no place of those who are listened to. The hearing is confined to one thread at a time, and closed
     * before this is.
     */
    public Admission rehearse(ListeningRequest request, HearingListener listener) {
        return chosen(
                request,
                (model, phrases) -> new Admission.Admitted(new Rehearsal(new SpeechInput(
                        request, model, phrases, voices.open(), settings.minimumConfidence(), listener))));
    }

    /** Has the model of the grammars' language do it, where there is one. */
    private Admission chosen(ListeningRequest request, BiFunction<VoskModel, PhraseList, Admission> with) {
        List<ActiveGrammar> spoken = request.grammars().stream()
                .filter(active -> active.grammar().mode() == GrammarMode.VOICE)
                .toList();
        if (spoken.isEmpty()) {
            return refused(Admission.Reason.FAILED, "no grammar of words is active");
        }
        Locale language = spoken.getFirst().grammar().language();
        Optional<VoskModel> model = model(language);
        if (model.isEmpty()) {
            return refused(
                    Admission.Reason.NO_MODEL,
                    "no model for " + language.toLanguageTag() + "; add one with ./ivr models add");
        }
        return switch (model.get().lists().of(spoken)) {
            case PhraseList.Outcome.Refused(var message) -> refused(Admission.Reason.FAILED, message);
            case PhraseList.Outcome.Made(var phrases) -> with.apply(model.get(), phrases);
        };
    }

    private Admission admit(ListeningRequest request, VoskModel model, PhraseList phrases, HearingListener listener) {
        if (closed) {
            return refused(Admission.Reason.FAILED, "the recogniser is closed");
        }
        if (!places.tryAcquire()) {
            return refused(
                    Admission.Reason.AT_CAPACITY,
                    settings.atOnce() + " callers are listened to already; see 'speech: at-once:'");
        }
        var freed = new Freed();
        try {
            var hearing = new VoskHearing(
                    threads,
                    listener,
                    told -> new SpeechInput(request, model, phrases, voices.open(), settings.minimumConfidence(), told),
                    places::release,
                    freed);
            freed.hearing = Optional.of(hearing);
            open.add(hearing);
            hearing.start();
            if (closed) {
                hearing.fail("the recogniser is closed");
            }
            return new Admission.Admitted(hearing);
        } catch (RuntimeException broken) {
            LOG.error("nobody can be listened to", broken);
            places.release();
            return refused(Admission.Reason.FAILED, "the recogniser is broken: " + broken.getMessage());
        }
    }

    /** The library holds nothing of the hearing any more. */
    private final class Freed implements Runnable {
        private volatile Optional<VoskHearing> hearing = Optional.empty();

        @Override
        public void run() {
            hearing.ifPresent(open::remove);
        }
    }

    private Optional<VoskModel> model(Locale language) {
        Map<SpeechModel, VoskModel> loaded = new HashMap<>();
        models.forEach(model -> loaded.put(model.source(), model));
        return ModelStore.of(language, models.stream().map(VoskModel::source).toList())
                .map(loaded::get);
    }

    private static Admission refused(Admission.Reason reason, String message) {
        return new Admission.Refused(reason, message);
    }

    /** How many callers are listened to now. */
    public int listening() {
        return settings.atOnce() - places.availablePermits();
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(open).forEach(hearing -> hearing.fail("the server stops"));
        if (!threads.end()) {
            LOG.error("a thread is still inside the recogniser: its memory is not freed");
            return;
        }
        // A turn that ran while its hearing was closed has left the freeing to a turn that never came.
        List.copyOf(open).forEach(VoskHearing::close);
        models.forEach(VoskModel::close);
        voices.close();
    }
}
