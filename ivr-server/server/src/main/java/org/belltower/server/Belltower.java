package org.belltower.server;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.eventsocket.Limits;
import org.belltower.hotline.AttemptRetention;
import org.belltower.hotline.Hotline;
import org.belltower.hotline.LockPolicy;
import org.belltower.prompt.CatalogueProblem;
import org.belltower.prompt.FetchedClips;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.RendererSettings;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.server.application.ApplicationLoader;
import org.belltower.server.application.NetworkAccess;
import org.belltower.server.application.UnknownWords;
import org.belltower.server.application.VoiceApplication;
import org.belltower.server.call.Admission;
import org.belltower.server.call.CallsInProgress;
import org.belltower.server.call.HotlineCalls;
import org.belltower.server.call.RecordedCalls;
import org.belltower.server.call.SessionJournal;
import org.belltower.server.call.SwitchConnections;
import org.belltower.server.clips.ClipServer;
import org.belltower.server.config.Configuration;
import org.belltower.server.config.HotlineNumber;
import org.belltower.server.metrics.CallMeters;
import org.belltower.server.metrics.Health;
import org.belltower.server.metrics.MetricsEndpoint;
import org.belltower.server.metrics.ServerMetrics;
import org.belltower.server.metrics.StoreMeters;
import org.belltower.server.metrics.SwitchMeters;
import org.belltower.server.metrics.SynthesisMeters;
import org.belltower.server.metrics.WordMeters;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;
import org.belltower.speech.vosk.ModelWords;
import org.belltower.store.AccountPseudonyms;
import org.belltower.store.Database;
import org.belltower.store.DatabaseState;
import org.belltower.store.journal.CallJournal;
import org.belltower.telephony.CallListener;
import org.belltower.telephony.LineSettings;
import org.belltower.telephony.PlaybackArgument;
import org.belltower.telephony.SpokenInput;
import org.belltower.voicexml.DocumentError;
import org.belltower.voicexml.PromptTemplate;
import org.belltower.voicexml.fetch.HttpFetcher;

/**
 * The running server: the one place where everything is wired. Thread-safe. Whoever starts it closes it; what had been started
 * when a start fails is closed before the failure is reported.
 */
public final class Belltower implements AutoCloseable {
    /** The folder of synthesised clips under the data folder. */
    public static final String CLIPS = "clips";

    /** The folder of audio that came over the network, under the data folder. */
    static final String FETCHED = "fetched";

    /** The folder of the call journal under the data folder. */
    public static final String JOURNAL = "journal";

    /** The folder of what calls in progress need to go on after a restart, under the data folder. */
    static final String SESSIONS = "sessions";

    /** The folder of what callers say, under the data folder. */
    static final String RECORDINGS = "recordings";

    /** The folder of recordings of whole calls, under the data folder. */
    public static final String CALLS = "calls";

    private final Configuration configuration;
    private final Opened opened;
    private final Database database;
    private final PromptWarming warming;
    private final CallListener listener;
    private final Optional<EmbeddedSwitch> embeddedSwitch;
    private final Optional<SpokenInput> words;
    private final ServerMetrics metrics;
    private final Map<String, VoiceApplication> byNumber;
    private final List<String> problems;
    private final AtomicBoolean stopping;
    private final Optional<MetricsEndpoint> web;

    private Belltower(
            Configuration configuration,
            Opened opened,
            Database database,
            PromptWarming warming,
            CallListener listener,
            Optional<EmbeddedSwitch> embeddedSwitch,
            Optional<SpokenInput> words,
            ServerMetrics metrics,
            Map<String, VoiceApplication> byNumber,
            List<String> problems,
            AtomicBoolean stopping,
            Optional<MetricsEndpoint> web) {
        this.metrics = metrics;
        this.words = words;
        this.stopping = stopping;
        this.web = web;
        this.configuration = configuration;
        this.opened = opened;
        this.database = database;
        this.warming = warming;
        this.listener = listener;
        this.embeddedSwitch = embeddedSwitch;
        this.byNumber = byNumber;
        this.problems = List.copyOf(problems);
    }

    /**
     * Starts everything; calls can come when it returns.
     *
     * @throws UserError for what the operator can mend: a taken port, a folder that cannot be written
     */
    public static Belltower start(Configuration configuration, InstantSource clock) {
        Opened opened = new Opened();
        try {
            return start(configuration, clock, opened);
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw StartFailure.explained(failure);
        }
    }

    private static Belltower start(Configuration configuration, InstantSource clock, Opened opened) {
        Path data = PlayableFolder.require(configuration.folders().data());
        opened.add(DataFolder.lock(data));

        // The database and the voices take seconds each and need nothing of each other.
        Executor beside = task -> Thread.ofVirtual().name("start").start(task);
        CompletableFuture<Database> starting = CompletableFuture.supplyAsync(
                () -> Database.open(configuration.database().settings(data), clock), beside);
        Database database;
        RecognitionWiring recognition;
        SynthesizerChain voices = SynthesizerChain.of(
                clock, List.of(MaryTts.open(MarySettings.DEFAULT), EspeakNg.open(EspeakSettings.DEFAULT)));
        opened.add(voices);
        CompletableFuture<Void> warming = CompletableFuture.runAsync(voices::warmUp, beside);
        CompletableFuture<RecognitionWiring> listening =
                CompletableFuture.supplyAsync(() -> RecognitionWiring.open(configuration.speech(), data), beside);
        HttpFetcher network = NetworkAccess.open(configuration.fetch());
        opened.add(network);
        Map<String, VoiceApplication> byNumber;
        List<String> problems = new ArrayList<>();
        PromptCatalogue.Load catalogue;
        try {
            catalogue = PromptCatalogue.load(configuration.folders().prompts());
            catalogue.problems().stream().map(CatalogueProblem::toString).forEach(problems::add);
            byNumber = applications(configuration, network, clock, problems);
        } finally {
            try {
                recognition = StartFailure.result(listening);
                opened.add(recognition.recognizer());
                problems.addAll(recognition.problems());
            } finally {
                database = StartFailure.result(starting);
                opened.add(database);
            }
        }
        StartFailure.result(warming);
        recognition.words().ifPresent(words -> problems.addAll(unknownWords(byNumber.values(), words)));

        SynthesisCache clips = SynthesisCache.open(
                new SynthesisCacheSettings(
                        data.resolve(CLIPS),
                        configuration.speech().cacheMegabytes() * 1024L * 1024L,
                        SynthesisCacheSettings.DEFAULT_GRACE),
                voices,
                clock);
        opened.add(clips);
        SsmlRenderer renderer =
                SsmlRenderer.of(RendererSettings.in(data.resolve("takes")), catalogue.catalogue(), clips);
        PromptWarming prompts = PromptWarming.start(catalogue.catalogue(), fixedPrompts(byNumber), renderer, clips);
        opened.add(prompts);
        CallJournal journal = CallJournal.open(data.resolve(JOURNAL), database, clock);
        opened.add(journal);
        AccountPseudonyms pseudonyms = AccountPseudonyms.under(data);
        opened.add(AttemptRetention.start(database.loginAttempts(pseudonyms), clock));
        Optional<SpokenInput> words = configuration.speech().recognition()
                ? Optional.of(CallerTapWiring.with(
                        recognition.recognizer(), configuration.speech().tap(), data, opened))
                : Optional.empty();
        SessionJournal sessions = sessions(data, clock);
        opened.add(sessions);
        CallsInProgress inProgress = new CallsInProgress();
        SwitchConnections switches = SwitchConnections.open(inProgress, sessions);
        opened.add(switches);
        Admission admission = new Admission(configuration.limits(), clock);
        RecordedCalls recorded = RecordedCalls.open(data.resolve(CALLS), configuration.recording(), clock);
        opened.add(recorded);
        PlaybackArgument playback = playback(configuration, clock, opened);
        HotlineCalls calls = new HotlineCalls(
                byNumber,
                journal,
                new Hotline(database, pseudonyms, LockPolicy.DEFAULT, clock),
                clips,
                renderer,
                fetchedClips(configuration, data),
                clock,
                lines(configuration, data, words).playing(playback),
                recorded,
                inProgress,
                switches,
                sessions,
                admission);
        CallListener listener = CallListener.open(
                new InetSocketAddress(
                        configuration.eventSocket().address(),
                        configuration.eventSocket().port()),
                calls,
                // A call that has ended keeps its connection until its record is on disk, so there are more than calls.
                Limits.defaults().withConnections(2 * configuration.limits().admitted()));
        opened.add(listener);
        Optional<EmbeddedSwitch> embeddedSwitch = configuration.embeddedSwitch().enabled()
                ? Optional.of(SwitchWiring.open(
                        configuration,
                        listener.address(),
                        byNumber.keySet(),
                        SwitchPrompts.under(
                                data.toAbsolutePath(),
                                configuration.embeddedSwitch().fallback(),
                                renderer),
                        clock))
                : Optional.empty();
        embeddedSwitch.ifPresent(opened::add);
        connect(switches, configuration, embeddedSwitch);
        // A switch of this process that stops is no switch that is gone.
        opened.add(switches::disconnect);
        List<MeterBinder> meters = new ArrayList<>(List.of(
                new CallMeters(configuration.limits(), admission, calls, listener, switches),
                new StoreMeters(database, journal),
                new SynthesisMeters(clips),
                new JvmMemoryMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics()));
        embeddedSwitch.map(SwitchMeters::new).ifPresent(meters::add);
        words.map(WordMeters::new).ifPresent(meters::add);
        ServerMetrics metrics = ServerMetrics.of(meters);
        opened.add(metrics);
        AtomicBoolean stopping = new AtomicBoolean();
        Optional<MetricsEndpoint> web = configuration.web().enabled()
                ? Optional.of(MetricsEndpoint.open(
                        configuration.web(),
                        metrics,
                        () -> new Health(
                                !stopping.get(), database.state() instanceof DatabaseState.Ready, admission.calls())))
                : Optional.empty();
        web.ifPresent(opened::add);
        return new Belltower(
                configuration,
                opened,
                database,
                prompts,
                listener,
                embeddedSwitch,
                words,
                metrics,
                byNumber,
                problems,
                stopping,
                web);
    }

    /** A switch that does not see our clips fetches them. */
    private static PlaybackArgument playback(Configuration configuration, InstantSource clock, Opened opened) {
        Optional<ClipServer> clips = configuration.freeSwitch().clips().map(place -> ClipServer.open(place, clock));
        clips.ifPresent(opened::add);
        return clips.<PlaybackArgument>map(server -> server).orElse(PlaybackArgument.PATHS);
    }

    private static SessionJournal sessions(Path data, InstantSource clock) {
        try {
            return SessionJournal.open(data.resolve(SESSIONS), clock);
        } catch (IOException e) {
            throw new UserError(
                    "cannot keep calls in progress in " + data.resolve(SESSIONS) + " (" + e
                            + "); make it a folder of the server's own user",
                    e);
        }
    }

    /** FreeSWITCH's password is there once its configuration has been written. */
    private static void connect(
            SwitchConnections switches, Configuration configuration, Optional<EmbeddedSwitch> embeddedSwitch) {
        Path data = configuration.folders().data();
        if (embeddedSwitch.isPresent()) {
            switches.connect(embeddedSwitch.get().eventSocketAddress(), EventSocketPassword.under(data));
        }
        Optional<String> password = EventSocketPassword.kept(data);
        List<String> nodes = configuration.eventSocket().switches();
        if (password.isPresent() && nodes.isEmpty() && embeddedSwitch.isEmpty()) {
            switches.connectFreeSwitch(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(),
                            configuration.freeSwitch().eventSocketPort()),
                    password.get());
        }
        for (String node : nodes) {
            int colon = node.lastIndexOf(':');
            switches.connectFreeSwitch(
                    InetSocketAddress.createUnresolved(
                            node.substring(0, colon), Integer.parseInt(node.substring(colon + 1))),
                    password.orElseGet(() -> EventSocketPassword.under(data)));
        }
    }

    private static List<String> unknownWords(Collection<VoiceApplication> applications, ModelWords words) {
        var unknown = new UnknownWords(words);
        return applications.stream()
                .distinct()
                .filter(VoiceApplication.Ready.class::isInstance)
                .flatMap(ready -> unknown.of((VoiceApplication.Ready) ready).stream())
                .map(DocumentError::toString)
                .toList();
    }

    private static List<PromptTemplate> fixedPrompts(Map<String, VoiceApplication> byNumber) {
        return byNumber.values().stream()
                .filter(VoiceApplication.Ready.class::isInstance)
                .flatMap(application -> ((VoiceApplication.Ready) application).prompts().stream())
                .distinct()
                .toList();
    }

    private static LineSettings lines(Configuration configuration, Path data, Optional<SpokenInput> words) {
        LineSettings direct = LineSettings.direct().recordingIn(RecordingsFolder.emptied(data.resolve(RECORDINGS)));
        InetAddress agents = configuration.embeddedSwitch().enabled()
                ? configuration.embeddedSwitch().address()
                : configuration.freeSwitch().address();
        LineSettings reaching = direct.withAgents(agents.getHostAddress())
                .withExtensions(configuration.transfer().extensions().keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), CallRoute::toExtension)))
                .tellingMachines(configuration.transfer().machines());
        LineSettings keys =
                configuration.transfer().trunk().map(reaching::withTrunk).orElse(reaching);
        return words.map(keys::hearing).orElse(keys);
    }

    private static FetchedClips fetchedClips(Configuration configuration, Path data) {
        try {
            return FetchedClips.open(
                    data.resolve(FETCHED), configuration.fetch().audioMegabytes() * 1024L * 1024L);
        } catch (UncheckedIOException e) {
            throw new UserError(e.getMessage() + "; make it a folder of the server's own user", e);
        }
    }

    private static Map<String, VoiceApplication> applications(
            Configuration configuration, HttpFetcher network, InstantSource clock, List<String> problems) {
        ApplicationLoader loader = new ApplicationLoader(configuration.folders().grammars(), network, clock);
        Map<String, VoiceApplication> byName = new LinkedHashMap<>();
        Map<String, VoiceApplication> byNumber = new LinkedHashMap<>();
        for (HotlineNumber hotline : configuration.hotlines()) {
            VoiceApplication application = byName.computeIfAbsent(
                    hotline.application(),
                    name -> loader.load(configuration.folders().voiceApps().resolve(name)));
            byNumber.put(hotline.number(), application);
        }
        for (VoiceApplication application : byName.values()) {
            switch (application) {
                case VoiceApplication.Ready ready -> problems.addAll(ready.warnings());
                case VoiceApplication.Broken broken -> problems.addAll(broken.problems());
            }
        }
        return byNumber;
    }

    /** What an author or editor has to mend, one line each; the server runs all the same. */
    public List<String> problems() {
        return problems;
    }

    /** Which number runs what. */
    public Map<String, VoiceApplication> applications() {
        return Map.copyOf(byNumber);
    }

    public Database database() {
        return database;
    }

    /** Waits for every prompt of the catalogue and of the documents to be synthesised; calls can come before. */
    public void awaitPrompts(Duration atMost) throws InterruptedException {
        warming.await(atMost);
    }

    public Configuration configuration() {
        return configuration;
    }

    /** What is counted here. */
    public ServerMetrics metrics() {
        return metrics;
    }

    /** Where the switch brings its calls. */
    public InetSocketAddress callAddress() {
        return listener.address();
    }

    /** Where it tells how it is, where it does. */
    public Optional<InetSocketAddress> webAddress() {
        return web.map(MetricsEndpoint::address);
    }

    /** How often callers were listened to, and how often they were not; empty where only keys are listened to. */
    public Optional<SpokenInput.Statistics> words() {
        return words.map(SpokenInput::statistics);
    }

    /** The switch in this process, where there is one. */
    public Optional<EmbeddedSwitch> embeddedSwitch() {
        return embeddedSwitch;
    }

    /**
     * Takes no new calls and waits for those in progress.
     *
     * @return whether all have ended by then; those that have not go on until {@link #close}
     */
    public boolean drain(Duration atMost) {
        stopping.set(true);
        if (embeddedSwitch.isPresent()) {
            boolean quiet = embeddedSwitch.get().drain(atMost);
            listener.stopAccepting();
            return quiet;
        }
        return listener.drain(atMost);
    }

    @Override
    public void close() {
        opened.close();
    }
}
