package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.belltower.audio.Pcm;
import org.belltower.audio.SampleRate;
import org.belltower.speech.CallClips;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.SynthesisCache;
import org.belltower.speech.SynthesisCacheSettings;
import org.belltower.speech.Synthesizer;
import org.belltower.speech.SynthesizerChain;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is heard of a document, in which order and with which words. */
class SsmlRendererTest {
    private static final Locale CHINESE = Locale.forLanguageTag("zh-CN");

    @TempDir
    Path folder;

    private ScriptedVoice voice;
    private SsmlRenderer renderer;

    @BeforeEach
    void open() throws IOException {
        Path prompts = Files.createDirectories(folder.resolve("prompts"));
        Files.writeString(prompts.resolve("fund.yaml"), """
                languages: [zh-CN, en-US]
                prompts:
                  fund.value: {zh-CN: 单位净值, en-US: The unit net value is}
                  fund.as-of: {zh-CN: ，, en-US: ', as of'}
                  fund.stop: {zh-CN: 。, en-US: .}
                  fund.source: {zh-CN: 数据来源：托管行文件。, en-US: 'Source: custodian file.'}
                  fund.key: {zh-CN: 按1, en-US: press 1}
                  fund.recorded: {zh-CN: 录音, en-US: recorded}
                """);
        Path takes = Files.createDirectories(prompts.resolve("audio/zh-CN"));
        ScriptedVoice.write(ScriptedVoice.tone(16_000, SampleRate.HZ_16000), takes.resolve("fund.recorded.wav"));
        ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), folder.resolve("beep.wav"));
        PromptCatalogue.Load load = PromptCatalogue.load(prompts);
        assertThat(load.problems()).isEmpty();
        voice = new ScriptedVoice(Files.createDirectories(folder.resolve("spoken")));
        RendererSettings settings = new RendererSettings(folder.resolve("takes"), AudioFolders.lasting(folder), 4);
        renderer = SsmlRenderer.of(settings, load.catalogue(), voice);
    }

    @Test
    void figureIsOneSentenceWithItsDate() {
        assertThat(heard("""
                <audio src="prompt:fund.value"/> <say-as interpret-as="net-value">1.0532</say-as><audio src="prompt:fund.as-of"/>
                <say-as interpret-as="date">2026-11-20</say-as>
                """)).isEqualTo("单位净值一点零五三二元，二零二六年十一月二十日");
    }

    @Test
    void sameDocumentInEnglishHasItsBlanks() {
        String body = """
                <audio src="prompt:fund.value"/><say-as interpret-as="net-value">1.0532</say-as><audio src="prompt:fund.as-of"/>
                <say-as interpret-as="date">2026-11-20</say-as><audio src="prompt:fund.stop"/><audio src="prompt:fund.source"/>
                """;
        assertThat(outline(rendered(body, Locale.US)))
                .isEqualTo(
                        "The unit net value is one point zero five three two yuan, as of November twentieth, twenty twenty-six."
                                + " | 200 | Source: custodian file.");
    }

    @Test
    void sentencesAreClipsOfTheirOwnWithABreathBetween() {
        assertThat(heard("您好。欢迎致电！<audio src='prompt:fund.source'/>"))
                .isEqualTo("您好。 | 200 | 欢迎致电！ | 200 | 数据来源：托管行文件。");
    }

    @Test
    void oneBreathAtABoundaryAndNoneAtTheEnds() {
        assertThat(heard("<p><s>甲</s><s>乙</s></p><p>丙</p>")).isEqualTo("甲 | 200 | 乙 | 400 | 丙");
    }

    @Test
    void breakStandsInPlaceOfABreath() {
        assertThat(heard("<s>甲</s><break time='1.5s'/><s>乙</s>")).isEqualTo("甲 | 1500 | 乙");
        assertThat(heard("<s>甲</s><break strength='none'/><s>乙</s>")).isEqualTo("甲 | 乙");
        assertThat(heard("甲<break/>乙<break strength='x-strong'/>")).isEqualTo("甲 | 250 | 乙 | 1000");
    }

    @Test
    void recordingStandsBetweenTheWordsAroundIt() {
        Playlist playlist = rendered("请听<audio src='prompt:fund.recorded'>备用</audio>，结束", CHINESE);
        assertThat(outline(playlist)).isEqualTo("请听 | 录音 | 120 | 结束");
        assertThat(playlist.items().get(1)).isInstanceOfSatisfying(PlaylistItem.Clip.class, clip -> {
            assertThat(clip.wav()).startsWith(folder.resolve("takes")).exists();
            assertThat(clip.length()).isBetween(Duration.ofMillis(990), Duration.ofMillis(1010));
            assertThat(clip.language()).isEqualTo(CHINESE);
        });
        assertThat(voice.spoken()).extracting(Utterance::text).containsExactly("请听", "结束");
    }

    @Test
    void recordingThatVanishesFallsBackToItsText() throws IOException {
        Files.delete(folder.resolve("prompts/audio/zh-CN/fund.recorded.wav"));
        assertThat(heard("<audio src='prompt:fund.recorded'/>")).isEqualTo("录音");
        assertThat(voice.spoken()).hasSize(1);
    }

    @Test
    void promptWithoutATakeInTheLanguageIsSpoken() {
        assertThat(outline(rendered("<audio src='prompt:fund.recorded'/>", Locale.US)))
                .isEqualTo("recorded");
        assertThat(voice.spoken()).extracting(Utterance::language).containsExactly(Locale.US);
    }

    @Test
    void unknownPromptGivesItsFallbackOrNothingAtAll() {
        assertThat(heard("<audio src='prompt:fund.none'>备用<break time='10ms'/>文字</audio>"))
                .isEqualTo("备用 | 10 | 文字");
        assertThat(reason("甲<audio src='prompt:fund.none'/>")).contains("fund.none");
        assertThat(voice.spoken()).extracting(Utterance::text).doesNotContain("甲");
    }

    @Test
    void fileInsideAnAllowedFolderIsPlayedAndOthersAreNot() throws IOException {
        String inside = folder.resolve("beep.wav").toUri().toString();
        assertThat(heard("<audio src='" + inside + "'>嘟</audio>")).isEqualTo("嘟");
        assertThat(voice.spoken()).isEmpty();
        Path link = Files.createSymbolicLink(folder.resolve("link.wav"), Path.of("/etc/hostname"));
        for (String outside : List.of(
                "file:///etc/hostname",
                link.toUri().toString(),
                inside.replace("beep", "none"),
                "file:relative.wav",
                "http://127.0.0.1/x.wav",
                "",
                "file:///%00")) {
            assertThat(reason("<audio src='" + outside + "'/>")).as(outside).contains("allowed folder");
        }
    }

    @Test
    void applicationPlaysItsOwnFilesAndNotThoseOfAnother() throws IOException {
        Path own = Files.createDirectories(folder.resolve("apps/own"));
        Path other = Files.createDirectories(folder.resolve("apps/other"));
        for (Path application : List.of(own, other)) {
            ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), application.resolve("welcome.wav"));
        }
        renderer = renderer.reaching(AudioFolders.lasting(own));
        assertThat(heard("<audio src='" + own.resolve("welcome.wav").toUri() + "'/>"))
                .isEqualTo("welcome.wav");
        assertThat(reason("<audio src='" + other.resolve("welcome.wav").toUri() + "'/>"))
                .contains("allowed folder");
        Path link = Files.createSymbolicLink(own.resolve("link.wav"), other.resolve("welcome.wav"));
        assertThat(reason("<audio src='" + link.toUri() + "'/>")).contains("allowed folder");
    }

    @Test
    void recordingOfTheCallIsPlayedAsItLiesAndNoCopyIsKept() throws IOException {
        Path recordings = Files.createDirectories(folder.resolve("recordings"));
        Path said = recordings.resolve("said.wav");
        ScriptedVoice.write(ScriptedVoice.tone(4_000, SampleRate.HZ_8000), said);
        renderer = renderer.reaching(new AudioFolders(List.of(), List.of(recordings)));
        Playlist playlist = rendered("您说的是<audio src='" + said.toUri() + "'/>", CHINESE);
        assertThat(playlist.items().getLast())
                .isEqualTo(new PlaylistItem.Clip(said.toRealPath(), Duration.ofMillis(500), "said.wav", CHINESE));
        assertThat(folder.resolve("takes")).doesNotExist();
        Files.delete(said);
        assertThat(reason("<audio src='" + said.toUri() + "'/>")).contains("allowed folder");
    }

    @Test
    void catalogueTextIsSpelledOut() {
        assertThat(heard("<audio src='prompt:fund.key'/>")).isEqualTo("按一");
        assertThat(outline(rendered("<audio src='prompt:fund.key'/>", Locale.US)))
                .isEqualTo("press one");
    }

    @Test
    void languageSwitchesInsideASentence() {
        Playlist playlist = rendered(
                "普通话请按一。<s xml:lang='en-US'>For English, press two.</s><voice xml:lang='zh-CN'>好</voice>", CHINESE);
        assertThat(outline(playlist)).isEqualTo("普通话请按一。 | 200 | For English, press two. | 200 | 好");
        assertThat(voice.spoken()).extracting(Utterance::language).containsExactly(CHINESE, Locale.US, CHINESE);
    }

    @Test
    void speakLanguageWinsOverTheDefault() {
        Rendering rendering = renderer.render("<speak version='1.0' xml:lang='en-US'>press 2</speak>", CHINESE);
        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        ok -> assertThat(outline(ok.playlist())).isEqualTo("press two"));
    }

    @Test
    void prosodyAndEmphasisReachTheVoiceWithinOneSentence() {
        assertThat(heard("平<prosody rate='-20%' pitch='high'>慢</prosody><emphasis level='strong'>重</emphasis>"
                        + "<emphasis level='none'>平</emphasis><emphasis level='reduced'>轻</emphasis>。"))
                .isEqualTo("平慢重平轻。");
        assertThat(manners())
                .containsExactly(
                        "平 1.00 1.00", "慢 0.80 1.20", "重 0.80 1.08", "平 1.00 1.00", "轻 1.10 0.96", "。 1.00 1.00");
    }

    private List<String> manners() {
        return voice.spoken().stream()
                .flatMap(utterance -> utterance.spans().stream())
                .map(span -> "%s %.2f %.2f"
                        .formatted(
                                span.text(),
                                span.prosody().rate(),
                                span.prosody().pitch().factorFor(100)))
                .toList();
    }

    /** Every clip is brought to one level, so that a softer one has to be a clip of its own. */
    @Test
    void wordsOfAnotherVolumeAreAClipOfTheirOwn() {
        assertThat(heard("平<prosody volume='soft'>轻<prosody volume='+10'>一点</prosody></prosody>"))
                .isEqualTo("平 | 轻 | 一点");
        assertThat(voice.spoken()).extracting(Utterance::volume).containsExactly(1.0, 0.6, 0.7);
    }

    @Test
    void mannerMayChangeAcrossSentencesAndBlanksStayWhereTheyBelong() {
        assertThat(outline(rendered(
                        "One <prosody rate='slow'>two.  Three</prosody> four, <emphasis>five</emphasis>.", Locale.US)))
                .isEqualTo("One two. | 200 | Three four, five.");
        assertThat(manners())
                .containsExactly(
                        "One  1.00 1.00",
                        "two. 0.80 1.00",
                        "Three 0.80 1.00",
                        " four,  1.00 1.00",
                        "five 0.90 1.04",
                        ". 1.00 1.00");
    }

    @Test
    void pitchInHertzRangeAndContourReachTheVoice() {
        heard("<prosody pitch='150Hz' range='x-low' contour='(0%,+20%) (10%,-2st) (100%,+10Hz)'>好</prosody>");
        Prosody prosody = voice.spoken().getFirst().spans().getFirst().prosody();
        assertThat(prosody.pitch()).isEqualTo(Pitch.hertz(150));
        assertThat(prosody.range()).isEqualTo(0.3);
        assertThat(prosody.contour()).extracting(PitchTurn::percent).containsExactly(0, 10, 100);
        assertThat(prosody.contour())
                .extracting(turn -> Math.round(100 * turn.pitch().factorFor(100)))
                .containsExactly(120L, 89L, 110L);
    }

    @Test
    void durationIsThatOfItsWordsAndMakesThemAClip() {
        assertThat(heard("甲<prosody duration='2s'>乙。丙<emphasis>丁</emphasis></prosody>戊"))
                .isEqualTo("甲 | 乙。丙丁 | 戊");
        assertThat(voice.spoken())
                .extracting(Utterance::length)
                .containsExactly(Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty());
        assertThat(heard("<prosody duration='2s'>甲<break/>乙</prosody>")).isEqualTo("甲 | 250 | 乙");
        assertThat(heard("<prosody duration='ages'>甲</prosody>")).isEqualTo("甲");
    }

    @Test
    void valuesThatAreNoneAreLeftOutAndTheWordsAreHeard() {
        for (String odd : List.of(
                "<prosody rate='quick' pitch='-300%' volume='much' range='x' contour='(a,b)'>好</prosody>",
                "<prosody rate='+++' pitch='0Hz'>好</prosody>",
                "<emphasis level='heavy'>好</emphasis>",
                "<voice gender='any' age='old' variant='0'>好</voice>",
                "<phoneme alphabet='x-klingon' ph='x'>好</phoneme>",
                "<phoneme>好</phoneme>")) {
            assertThat(heard(odd)).as(odd).isEqualTo("好");
            Utterance last = voice.spoken().getLast();
            assertThat(last).as(odd).isEqualTo(Utterance.of("好", CHINESE));
        }
    }

    @Test
    void voiceThatIsWishedForReachesTheEngines() {
        assertThat(heard(
                        "甲<voice gender='female' age='30' variant='2' name='anna Berta'>乙<voice gender='male'>丙</voice>"
                                + "</voice>丁"))
                .isEqualTo("甲 | 乙 | 丙 | 丁");
        VoiceWish woman = new VoiceWish(
                List.of("anna", "Berta"), Optional.of(Gender.FEMALE), OptionalInt.of(30), OptionalInt.of(2));
        VoiceWish man = new VoiceWish(
                List.of("anna", "Berta"), Optional.of(Gender.MALE), OptionalInt.of(30), OptionalInt.of(2));
        assertThat(voice.spoken())
                .extracting(Utterance::voice)
                .containsExactly(VoiceWish.NONE, woman, man, VoiceWish.NONE);
    }

    @Test
    void pronunciationBelongsToItsWordAndIsNeverCut() {
        assertThat(outline(rendered(
                        "Go to <phoneme ph='seɪnt luːɪs'>St. Louis. Now</phoneme><phoneme ph='naʊ'>now</phoneme>.",
                        Locale.US)))
                .isEqualTo("Go to St. Louis. Now now.");
        assertThat(voice.spoken().getFirst().spans())
                .extracting(
                        span -> span.pronunciation().map(Pronunciation::sounds).orElse("-"))
                .containsExactly("-", "seɪnt luːɪs", "naʊ", "-");
        assertThat(heard("<phoneme alphabet='x-pinyin' ph='hang2'>行</phoneme>")).isEqualTo("行");
        assertThat(voice.spoken().getLast().spans().getFirst().pronunciation())
                .contains(new Pronunciation(Pronunciation.Alphabet.PINYIN, "hang2"));
        assertThat(outline(rendered("<phoneme alphabet='x-sampa' ph='t@\"mA:t@U'>tomato</phoneme>", Locale.US)))
                .isEqualTo("tomato");
        assertThat(voice.spoken().getLast().spans().getFirst().pronunciation())
                .contains(new Pronunciation(Pronunciation.Alphabet.IPA, "təˈmɑːtəʊ"));
    }

    /** What would otherwise be nothing at all, and a caller would wait for it in silence. */
    @Test
    void elementThatSaysNothingIsRefusedAndNotSilence() {
        assertThat(reason("<sub>EA</sub>")).contains("alias");
        assertThat(reason("<phoneme/>")).contains("ph");
        assertThat(heard("<phoneme ph='x'/>")).isEqualTo("x");
    }

    @Test
    void olderNamesOfParagraphAndSentenceAreTheSame() {
        assertThat(heard("<paragraph><sentence>甲</sentence><sentence>乙</sentence></paragraph><paragraph>丙</paragraph>"))
                .isEqualTo("甲 | 200 | 乙 | 400 | 丙");
    }

    @Test
    void subPhonemeAndUnknownElementsAreSpokenAndMetaIsNot() {
        assertThat(
                        heard(
                                "<meta name='a' content='b'/><metadata><x>无</x></metadata><sub alias='企业年金'>EA</sub>"
                                        + "<phoneme ph='x'>服务</phoneme><blink>热线</blink><audio src='prompt:fund.none'><desc>无</desc>好</audio>"))
                .isEqualTo("企业年金服务热线好");
    }

    @Test
    void promptsInARowBreatheBetweenSentencesOnly() {
        Playlist whole = Playlist.inARow(List.of(
                rendered("甲。", CHINESE),
                rendered("", CHINESE),
                rendered("乙", CHINESE),
                rendered("丙。", CHINESE),
                rendered("<break time='1s'/>丁。", CHINESE)));
        assertThat(outline(whole)).isEqualTo("甲。 | 200 | 乙 | 丙。 | 1000 | 丁。");
        assertThat(Playlist.inARow(List.of())).isEqualTo(Playlist.EMPTY);
    }

    @Test
    void marksKeepTheirPlace() {
        Playlist playlist = rendered("甲<mark name='here'/>乙", CHINESE);
        assertThat(playlist.items())
                .extracting(item -> item.getClass().getSimpleName())
                .containsExactly("Clip", "Mark", "Clip");
        assertThat(playlist.items().get(1)).isEqualTo(new PlaylistItem.Mark("here"));
    }

    @Test
    void badValueMakesTheWholeUnspeakable() {
        assertThat(reason("单位净值<say-as interpret-as='net-value'>1.0532112</say-as>"))
                .contains("net-value")
                .contains("rounded");
        assertThat(reason("<say-as interpret-as='money'></say-as>")).contains("money");
        assertThat(reason("<say-as>5</say-as>")).contains("no readout");
        assertThat(reason("<break time='5'/>")).contains("break");
        assertThat(voice.spoken()).isEmpty();
    }

    @Test
    void voiceThatFailsIsAnOutcome() {
        assertThat(reason("哑")).contains("the voice is gone");
    }

    @Test
    void nothingToSayIsAnEmptyPlaylist() {
        assertThat(rendered("", CHINESE).isEmpty()).isTrue();
        assertThat(rendered(" <!-- 无 --> 。 ", CHINESE).isEmpty()).isTrue();
    }

    @Test
    void sensitiveWordsAreSpokenButNeitherShownNorKept() {
        String document =
                "<speak>账号<say-as interpret-as='digits' format='account' sensitive='true'>62220</say-as></speak>";
        Rendering rendering = renderer.render(document, CHINESE);
        assertThat(voice.spoken().getLast().sensitive()).isTrue();
        assertThat(voice.spoken().getLast().text()).isEqualTo("六二二二，零");
        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        ok -> assertThat(outline(ok.playlist())).isEqualTo("账号 | " + Utterance.MASK));
        assertThat(rendering.toString()).doesNotContain("六二二二");
    }

    /** As a session writes a prompt that tells what the caller keyed as a secret. */
    @Test
    void promptThatIsSensitiveAsAWholeIsKeptByNoCache() throws IOException {
        Path clips = folder.resolve("clips");
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z"));
        try (SynthesisCache cache = SynthesisCache.open(
                SynthesisCacheSettings.in(clips), SynthesizerChain.of(clock, List.of(new ToneEngine())), clock)) {
            try (CallClips call = cache.forCall()) {
                SsmlRenderer ofCall = renderer.withClips(call);
                ofCall.render("<speak>您好</speak>", CHINESE);
                Rendering told = ofCall.render(
                        "<speak sensitive='true' version='1.0' xmlns='http://www.w3.org/2001/10/synthesis'>密码<say-as"
                                + " interpret-as='digits'>482915</say-as></speak>",
                        CHINESE);
                assertThat(told).isInstanceOf(Rendering.Rendered.class);
            }
            try (Stream<Path> kept = Files.walk(clips)) {
                assertThat(kept.filter(Files::isRegularFile).map(SsmlRendererTest::text))
                        .anyMatch(text -> text.contains("您好"))
                        .noneMatch(text -> text.contains("四八二") || text.contains("482") || text.contains("密码"));
            }
        }
    }

    @Test
    void ofAnyDocumentNoDigitReachesTheVoice() {
        rendered(
                "1 ２ ③ 3.5% <sub alias='4'>x</sub><audio src='prompt:none'>5</audio><prosody rate='2'>6</prosody>"
                        + "<say-as interpret-as='characters'>A7</say-as><phoneme ph='8'>8</phoneme><s xml:lang='en-US'>9</s>",
                CHINESE);
        assertThat(voice.spoken())
                .isNotEmpty()
                .allSatisfy(u -> assertThat(u.text().chars()).noneMatch(Character::isDigit));
    }

    @Test
    void sentencesThatAreTheSameEveryTimeAreSpokenAhead() {
        String open = "ꙮ";
        int spoken = renderer.speakAhead(
                "<speak>您好。您的账号是" + open + "，请确认。谢谢！单位净值<say-as interpret-as='net-value'>" + open
                        + "</say-as>元。<audio src='prompt:fund.source'/>"
                        + "<audio src='" + open + "'/><s>" + open + "元整。</s><s>再见</s></speak>",
                open,
                CHINESE);
        assertThat(voice.spoken()).extracting(Utterance::text).containsExactly("您好。", "谢谢！", "数据来源：托管行文件。", "再见");
        assertThat(spoken).isEqualTo(4);
    }

    @Test
    void whatCannotBeSpokenAheadKeepsNothingElseFromIt() {
        assertThat(renderer.speakAhead("<speak>哑。您好。</speak>", "ꙮ", CHINESE)).isEqualTo(1);
        assertThat(renderer.speakAhead("<speak>", "ꙮ", CHINESE)).isZero();
        assertThat(renderer.speakAhead("<speak sensitive='true'>您好</speak>", "ꙮ", CHINESE))
                .isZero();
    }

    /** A line may play what is there while the rest is made, but never a figure before its date. */
    @Test
    void outlookTellsWhatIsThereWhatHoldsAFigureAndWhatCannotBeSpoken() {
        assertThat(outlook("您好")).isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, false));
        assertThat(outlook("<audio src='prompt:fund.recorded'/>")).isEqualTo(new Outlook(Outlook.State.THERE, false));
        assertThat(outlook("")).isEqualTo(new Outlook(Outlook.State.THERE, false));
        assertThat(outlook("第3期")).isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, true));
        assertThat(outlook("<say-as interpret-as='net-value'>1.0532</say-as>"))
                .isEqualTo(new Outlook(Outlook.State.TO_BE_SPOKEN, true));
        assertThat(outlook("您好<say-as interpret-as='net-value'>x</say-as>").state())
                .isEqualTo(Outlook.State.UNSPEAKABLE);
        assertThat(outlook("<audio src='prompt:fund.none'/>").state()).isEqualTo(Outlook.State.UNSPEAKABLE);
        assertThat(voice.spoken()).isEmpty();
    }

    private Outlook outlook(String body) {
        return renderer.outlook("<speak version='1.0'>" + body + "</speak>", CHINESE);
    }

    private String heard(String body) {
        return outline(rendered(body, CHINESE));
    }

    private Playlist rendered(String body, Locale language) {
        Rendering rendering = renderer.render("<speak version='1.0'>" + body + "</speak>", language);
        assertThat(rendering).isInstanceOf(Rendering.Rendered.class);
        return ((Rendering.Rendered) rendering).playlist();
    }

    private String reason(String body) {
        Rendering rendering = renderer.render("<speak version='1.0'>" + body + "</speak>", CHINESE);
        assertThat(rendering).isInstanceOf(Rendering.Unspeakable.class);
        return ((Rendering.Unspeakable) rendering).reason();
    }

    private static String outline(Playlist playlist) {
        return playlist.items().stream()
                .map(item -> switch (item) {
                    case PlaylistItem.Clip clip -> clip.text();
                    case PlaylistItem.Silence silence ->
                        String.valueOf(silence.length().toMillis());
                    case PlaylistItem.Mark mark -> "<" + mark.name() + ">";
                })
                .collect(Collectors.joining(" | "));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1)
                    + new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Speaks a second of tone for every text. */
    private static final class ToneEngine implements Synthesizer {
        @Override
        public String id() {
            return "tone";
        }

        @Override
        public boolean speaks(Locale language) {
            return true;
        }

        @Override
        public Pcm synthesize(Utterance utterance) {
            return ScriptedVoice.tone(8_000, SampleRate.HZ_8000);
        }

        @Override
        public void close() {}
    }

    /** A figure needs number words, a text needs a voice, and a recording needs neither. */
    @Test
    void languageThatAPromptAsksForAndNobodySpeaksIsNamed() {
        assertThat(noLanguage("好<s xml:lang='fr-FR'>appuyez sur 1</s>")).isEqualTo(Locale.forLanguageTag("fr-FR"));
        assertThat(noLanguage("<s xml:lang='fr-FR'><say-as interpret-as='digits'>12</say-as></s>"))
                .isEqualTo(Locale.forLanguageTag("fr-FR"));
        assertThat(noLanguage("好<s xml:lang='tlh'>nuqneH</s>")).isEqualTo(Locale.forLanguageTag("tlh"));
        assertThat(heard("<s xml:lang='tlh'><audio src='file:" + folder.resolve("beep.wav") + "'>nuqneH</audio></s>"))
                .isEqualTo("nuqneH");
    }

    private Locale noLanguage(String body) {
        Rendering rendering = renderer.render("<speak version='1.0'>" + body + "</speak>", CHINESE);
        assertThat(rendering).isInstanceOf(Rendering.NoLanguage.class);
        Rendering.NoLanguage lacking = (Rendering.NoLanguage) rendering;
        assertThat(lacking.reason()).contains(lacking.language().toLanguageTag());
        return lacking.language();
    }
}
