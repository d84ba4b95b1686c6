package org.belltower.server.conformance;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.belltower.audio.Pcm;
import org.belltower.embeddedswitch.EmbeddedSwitch;
import org.belltower.embeddedswitch.SwitchSettings;
import org.belltower.embeddedswitch.dialplan.Dialplan;
import org.belltower.eventsocket.Limits;
import org.belltower.prompt.AudioFolders;
import org.belltower.prompt.FetchedClips;
import org.belltower.prompt.PromptCatalogue;
import org.belltower.prompt.RendererSettings;
import org.belltower.prompt.SsmlRenderer;
import org.belltower.server.CallerTapWiring;
import org.belltower.server.Opened;
import org.belltower.server.RecognitionWiring;
import org.belltower.server.UserError;
import org.belltower.server.caller.AnswerOutcome;
import org.belltower.server.caller.CallerCall;
import org.belltower.server.caller.CallerSettings;
import org.belltower.server.caller.KnownClip;
import org.belltower.server.caller.ScriptedCaller;
import org.belltower.server.config.SpeechConfig;
import org.belltower.server.conversation.CallerAct;
import org.belltower.server.conversation.FarEnd;
import org.belltower.server.demo.ClipFolder;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.belltower.speech.espeak.EspeakNg;
import org.belltower.speech.espeak.EspeakSettings;
import org.belltower.speech.marytts.MarySettings;
import org.belltower.speech.marytts.MaryTts;
import org.belltower.telephony.CallListener;
import org.belltower.telephony.LineSettings;
import org.belltower.telephony.SpokenInput;

/**
 * Runs VoiceXML cases over real calls: each case has a number, a scripted telephone dials it over SIP, hears what is spoken and
 * does what it is told. Confined to the main thread; the sessions run on the threads of their calls. Closed by whoever opened it.
 */
final class CallRun implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final int FIRST_NUMBER = 70_000;
    private static final int PASSWORD_BYTES = 24;

    private final Opened opened;
    private final Map<VoiceXmlCase, CaseCalls.Served> served;
    private final InetSocketAddress sip;
    private final Path clips;
    private final FarEndPhone farEnd;
    private final Function<String, Pcm> voice;

    private CallRun(
            Opened opened,
            Map<VoiceXmlCase, CaseCalls.Served> served,
            InetSocketAddress sip,
            Path clips,
            FarEndPhone farEnd,
            Function<String, Pcm> voice) {
        this.voice = voice;
        this.farEnd = farEnd;
        this.opened = opened;
        this.served = served;
        this.sip = sip;
        this.clips = clips;
    }

    /**
     * Starts a switch and a listener for the cases.
     *
     * @param data where clips are kept
     */
    static CallRun open(Path data, List<VoiceXmlCase> cases) {
        InstantSource clock = InstantSource.system();
        Path clips = data.toAbsolutePath().resolve("clips");
        Opened opened = new Opened();
        try {
            FarEndPhone farEnd = FarEndPhone.open();
            opened.add(farEnd);
            Path recordings = data.toAbsolutePath().resolve("recordings");
            SynthesizerChain voices = SynthesizerChain.of(
                    clock, List.of(MaryTts.open(MarySettings.DEFAULT), EspeakNg.open(EspeakSettings.DEFAULT)));
            opened.add(voices);
            voices.warmUp();
            SynthesisCache cache = SynthesisCache.open(SynthesisCacheSettings.in(clips), voices, clock);
            opened.add(cache);
            FetchedClips fetched =
                    FetchedClips.open(data.toAbsolutePath().resolve("fetched"), FetchedClips.FEWEST_BYTES);
            SsmlRenderer renderer = SsmlRenderer.of(
                    RendererSettings.in(data.toAbsolutePath().resolve("takes"))
                            .reaching(new AudioFolders(List.of(), List.of(recordings, fetched.folder()))),
                    PromptCatalogue.EMPTY,
                    cache);
            SpokenInput words = words(data.toAbsolutePath(), opened);
            Map<VoiceXmlCase, CaseCalls.Served> served = new LinkedHashMap<>();
            for (VoiceXmlCase one : cases) {
                served.put(one, new CaseCalls.Served(one, String.valueOf(FIRST_NUMBER + served.size())));
            }
            CallListener listener = CallListener.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    new CaseCalls(
                            served.values(),
                            renderer,
                            fetched,
                            new LineSettings(recordings, _ -> farEnd.dialString()).hearing(words)),
                    Limits.defaults());
            opened.add(listener);
            String socket = "socket " + listener.address().getAddress().getHostAddress() + ":"
                    + listener.address().getPort() + " async full";
            Dialplan dialplan = Dialplan.empty();
            for (CaseCalls.Served one : served.values()) {
                dialplan = dialplan.with(one.number(), socket);
            }
            EmbeddedSwitch embeddedSwitch = EmbeddedSwitch.open(SwitchSettings.free(password(), dialplan));
            opened.add(embeddedSwitch);
            return new CallRun(
                    opened,
                    served,
                    embeddedSwitch.sipAddress(),
                    clips,
                    farEnd,
                    said -> voices.synthesize(Utterance.of(said, Locale.US)));
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    /** The models are those of the server beside, so that the English one is unpacked once. */
    private static SpokenInput words(Path data, Opened opened) {
        RecognitionWiring recognition = RecognitionWiring.open(
                SpeechConfig.DEFAULT, Optional.ofNullable(data.getParent()).orElse(data));
        opened.add(recognition.recognizer());
        if (!recognition.problems().isEmpty()) {
            throw new UserError(String.join("; ", recognition.problems()));
        }
        return CallerTapWiring.with(recognition.recognizer(), SpeechConfig.DEFAULT.tap(), data, opened);
    }

    private static String password() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** Places the call of a case. */
    CaseResult run(VoiceXmlCase one) throws InterruptedException {
        Optional<Expectation> expectation = Expectation.parse(one.expect());
        Optional<CallerAct> otherwise = CaseRun.otherwise(one.caller());
        CaseCalls.Served session = served.get(one);
        Optional<FarEnd> party = FarEnd.of(one.farEnd().isEmpty() ? "-" : one.farEnd());
        if (expectation.isEmpty() || otherwise.isEmpty() || party.isEmpty() || session == null) {
            return CaseResult.error(one.id(), "the manifest's line is not understood");
        }
        farEnd.behaves(party.get());
        try (CallerCall call = ScriptedCaller.dial(sip, session.number(), CallerSettings.defaults())) {
            if (!(call.awaitAnswer(ANSWER) instanceof AnswerOutcome.Answered)) {
                return CaseResult.error(one.id(), "the call was not answered");
            }
            var telephone = new CaseTelephone(call, made(new ClipFolder(clips), session), otherwise.get(), voice);
            return telephone.untilEnd(session).judge(one.id(), expectation.get());
        }
    }

    /** What may be heard: words that were spoken, and audio that was fetched. */
    private static Supplier<List<KnownClip>> made(ClipFolder spoken, CaseCalls.Served session) {
        return () -> {
            List<KnownClip> made = new ArrayList<>(spoken.fresh());
            made.addAll(session.fresh());
            return made;
        };
    }

    @Override
    public void close() {
        opened.close();
    }
}
