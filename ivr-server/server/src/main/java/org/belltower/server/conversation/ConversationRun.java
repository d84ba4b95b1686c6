package org.belltower.server.conversation;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.belltower.hotline.DemoData;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.server.Apology;
import org.belltower.server.Belltower;
import org.belltower.server.UserError;
import org.belltower.server.application.ApplicationLoader;
import org.belltower.server.application.NetworkAccess;
import org.belltower.server.application.SourceReader;
import org.belltower.server.call.HotlineFetcher;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.CallerVoice;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.Configuration;
import org.belltower.server.conversation.Conversation.Step;
import org.belltower.server.demo.ClipFolder;
import org.belltower.server.demo.Demo;
import org.belltower.server.demo.DemoCaller;
import org.belltower.server.demo.DialledServer;
import org.belltower.server.demo.SwitchKind;
import org.belltower.server.demo.Transcript;
import org.belltower.speech.model.ModelStore;
import org.belltower.speech.model.SpeechModel;
import org.belltower.voicexml.SessionEnd;
import org.belltower.voicexml.SessionObserver;
import org.belltower.voicexml.VoiceXmlEngine;
import org.belltower.voicexml.fetch.Fetchers;
import org.belltower.voicexml.fetch.HttpFetcher;
import org.belltower.voicexml.fetch.ResourceFetcher;

/** Holds a conversation with an application, in memory or over a real call, and prints it. Confined to the main thread. */
public final class ConversationRun {
    /** The number of the application over a call. */
    private static final String NUMBER = "88001";

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration PROMPTS = Duration.ofSeconds(60);

    private final Conversation conversation;
    private final Configuration configuration;
    private final PrintWriter out;

    /**
     * A run of a conversation.
     *
     * @param configuration names the folders, what documents may reach and the recogniser; over a call the rest of it is that of
     *     the demo
     */
    public ConversationRun(Conversation conversation, Configuration configuration, PrintWriter out) {
        this.conversation = conversation;
        this.configuration = configuration;
        this.out = out;
    }

    /**
     * Without sound and without waiting; hosts that the configuration allows are reached.
     *
     * @param hotline answers the application's services
     * @throws UserError where there is no such application, or the configuration's certificate authorities cannot be read
     */
    public ConversationOutcome inMemory(ResourceFetcher hotline) {
        Path folder = configuration.folders().voiceApps().resolve(conversation.application());
        URI start = SourceReader.start(folder)
                .map(document -> folder.resolve(document).toUri())
                .orElseThrow(() -> new UserError("there is no application " + folder + " with a manifest.yaml"));
        var words = new RenderedWords(
                PromptCatalogue.load(configuration.folders().prompts()).catalogue(),
                configuration.folders().data().resolve("takes"),
                folder);
        var caller = new ScriptCaller(conversation.steps(), out);
        var line = new MemoryLine(caller, words, NUMBER);
        SessionEnd end;
        try (HttpFetcher network = NetworkAccess.open(configuration.fetch())) {
            end = engine(folder, network)
                    .run(start, line, SessionObserver.NONE, Fetchers.none().with(HotlineFetcher.SCHEME, hotline));
        }
        if (end instanceof SessionEnd.Failed) {
            Apology.playOn(line);
        }
        out.flush();
        return caller.outcome(end);
    }

    private VoiceXmlEngine engine(Path folder, ResourceFetcher network) {
        try {
            return new ApplicationLoader(configuration.folders().grammars(), network, InstantSource.system())
                    .engine(folder, Locale.SIMPLIFIED_CHINESE);
        } catch (IOException e) {
            throw new UserError("the application or its grammars cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Over SIP and RTP against a server of its own on free ports, with the demo's data.
     *
     * @param home of the installation
     * @throws UserError where the server or the switch cannot start
     */
    public ConversationOutcome overCall(SwitchKind kind, Path home) throws InterruptedException {
        List<String> said = conversation.steps().stream()
                .mapMulti((Step step, Consumer<String> words) -> {
                    if (step instanceof Step.Says(String one)) {
                        words.accept(one);
                    }
                })
                .toList();
        Path data = configuration.folders().data();
        Configuration own = overCall(!said.isEmpty());
        try (DialledServer server = DialledServer.start(kind, own, home, InstantSource.system());
                CallerVoice voice = CallerVoice.open()) {
            Belltower belltower = server.belltower();
            Optional<String> unheard = unheard(said, own.speech().store(data).list(), belltower.problems());
            if (unheard.isPresent()) {
                return new ConversationOutcome.Skipped(unheard.get());
            }
            if (!said.isEmpty()) {
                voice.warmUp();
            }
            DemoData.load(belltower.database(), InstantSource.system());
            belltower.awaitPrompts(PROMPTS);
            try (CallerCall call = ScriptedCaller.dial(server.sip(), NUMBER, CallerSettings.defaults())) {
                if (!(call.awaitAnswer(ANSWER) instanceof AnswerOutcome.Answered)) {
                    return new ConversationOutcome.Broken(1, "the call was not answered");
                }
                var transcript = new Transcript(out);
                transcript.answered(call.answeredNanos());
                var caller = new DemoCaller(call, new ClipFolder(data.resolve(Belltower.CLIPS)), transcript);
                return follow(call, caller, voice);
            }
        }
    }

    /** The demo's, with what documents may reach as in memory, and with a recogniser where something is said. */
    private Configuration overCall(boolean words) {
        Configuration demo = Demo.configuration(configuration.folders(), NUMBER, conversation.application());
        return new Configuration(
                demo.embeddedSwitch(),
                demo.freeSwitch(),
                demo.eventSocket(),
                demo.database(),
                configuration.speech().listening(words),
                demo.folders(),
                demo.hotlines(),
                configuration.fetch(),
                demo.transfer(),
                demo.limits());
    }

    /** Why what is said would fall on deaf ears; empty where a recogniser has a model of each language that is spoken. */
    private static Optional<String> unheard(List<String> said, List<SpeechModel> models, List<String> problems) {
        if (said.isEmpty()) {
            return Optional.empty();
        }
        return problems.stream()
                .filter(problem -> problem.startsWith("speech: callers are not understood"))
                .findFirst()
                .or(() -> said.stream()
                        .map(CallerVoice::language)
                        .filter(language -> ModelStore.of(language, models).isEmpty())
                        .findFirst()
                        .map(language -> "no model understands " + language.toLanguageTag()
                                + ", which a step says: ./ivr models add brings one"));
    }

    private ConversationOutcome follow(CallerCall call, DemoCaller caller, CallerVoice voice)
            throws InterruptedException {
        int number = 0;
        for (Step step : conversation.steps()) {
            number++;
            try {
                switch (step) {
                    case Step.Hears(String words) ->
                        caller.hears(words, text -> text.contains(words), ScriptCaller.PATIENCE);
                    case Step.Begins(String words) ->
                        caller.begins(words, text -> text.contains(words), ScriptCaller.PATIENCE);
                    // A step may hold a secret: what is keyed and said is not printed again.
                    case Step.Keys(String keys) -> caller.secretKeys(keys);
                    case Step.Silence(Duration time) -> call.listen(time);
                    case Step.HangsUp() -> call.hangUp();
                    case Step.Ends() -> {
                        if (call.awaitHangUp(ScriptCaller.PATIENCE).isEmpty()) {
                            return new ConversationOutcome.Broken(number, "the hotline does not end the call");
                        }
                    }
                    case Step.Says(String words) -> caller.secretWords(voice.say(words));
                }
            } catch (UserError notHeard) {
                caller.hearsTheRest();
                return new ConversationOutcome.Broken(number, String.valueOf(notHeard.getMessage()));
            }
        }
        return new ConversationOutcome.Held();
    }
}
