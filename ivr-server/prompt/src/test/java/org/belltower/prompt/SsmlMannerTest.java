package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.belltower.prompt.RenderedSsml.CHINESE;
import static org.belltower.prompt.RenderedSsml.outline;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How words are said: prosody, voices, pronunciations. */
class SsmlMannerTest {
    @TempDir
    Path folder;

    private RenderedSsml ssml;

    @BeforeEach
    void open() throws IOException {
        ssml = new RenderedSsml(folder);
    }

    @Test
    void prosodyAndEmphasisReachTheVoiceWithinOneSentence() {
        assertThat(ssml.heard("平<prosody rate='-20%' pitch='high'>慢</prosody><emphasis level='strong'>重</emphasis>"
                        + "<emphasis level='none'>平</emphasis><emphasis level='reduced'>轻</emphasis>。"))
                .isEqualTo("平慢重平轻。");
        assertThat(manners())
                .containsExactly(
                        "平 1.00 1.00", "慢 0.80 1.20", "重 0.80 1.08", "平 1.00 1.00", "轻 1.10 0.96", "。 1.00 1.00");
    }

    /** Every clip is brought to one level, so that a softer one has to be a clip of its own. */
    @Test
    void wordsOfAnotherVolumeAreAClipOfTheirOwn() {
        assertThat(ssml.heard("平<prosody volume='soft'>轻<prosody volume='+10'>一点</prosody></prosody>"))
                .isEqualTo("平 | 轻 | 一点");
        assertThat(ssml.voice.spoken()).extracting(Utterance::volume).containsExactly(1.0, 0.6, 0.7);
    }

    @Test
    void mannerMayChangeAcrossSentencesAndBlanksStayWhereTheyBelong() {
        assertThat(outline(ssml.rendered(
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
        ssml.heard("<prosody pitch='150Hz' range='x-low' contour='(0%,+20%) (10%,-2st) (100%,+10Hz)'>好</prosody>");
        Prosody prosody = ssml.voice.spoken().getFirst().spans().getFirst().prosody();
        assertThat(prosody.pitch()).isEqualTo(Pitch.hertz(150));
        assertThat(prosody.range()).isEqualTo(0.3);
        assertThat(prosody.contour()).extracting(PitchTurn::percent).containsExactly(0, 10, 100);
        assertThat(prosody.contour())
                .extracting(turn -> Math.round(100 * turn.pitch().factorFor(100)))
                .containsExactly(120L, 89L, 110L);
    }

    @Test
    void durationIsThatOfItsWordsAndMakesThemAClip() {
        assertThat(ssml.heard("甲<prosody duration='2s'>乙。丙<emphasis>丁</emphasis></prosody>戊"))
                .isEqualTo("甲 | 乙。丙丁 | 戊");
        assertThat(ssml.voice.spoken())
                .extracting(Utterance::length)
                .containsExactly(Optional.empty(), Optional.of(Duration.ofSeconds(2)), Optional.empty());
        assertThat(ssml.heard("<prosody duration='2s'>甲<break/>乙</prosody>")).isEqualTo("甲 | 250 | 乙");
        assertThat(ssml.heard("<prosody duration='ages'>甲</prosody>")).isEqualTo("甲");
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
            assertThat(ssml.heard(odd)).as(odd).isEqualTo("好");
            Utterance last = ssml.voice.spoken().getLast();
            assertThat(last).as(odd).isEqualTo(Utterance.of("好", CHINESE));
        }
    }

    @Test
    void voiceThatIsWishedForReachesTheEngines() {
        assertThat(ssml.heard(
                        "甲<voice gender='female' age='30' variant='2' name='anna Berta'>乙<voice gender='male'>丙</voice>"
                                + "</voice>丁"))
                .isEqualTo("甲 | 乙 | 丙 | 丁");
        VoiceWish woman = new VoiceWish(
                List.of("anna", "Berta"), Optional.of(Gender.FEMALE), OptionalInt.of(30), OptionalInt.of(2));
        VoiceWish man = new VoiceWish(
                List.of("anna", "Berta"), Optional.of(Gender.MALE), OptionalInt.of(30), OptionalInt.of(2));
        assertThat(ssml.voice.spoken())
                .extracting(Utterance::voice)
                .containsExactly(VoiceWish.NONE, woman, man, VoiceWish.NONE);
    }

    @Test
    void pronunciationBelongsToItsWordAndIsNeverCut() {
        assertThat(outline(ssml.rendered(
                        "Go to <phoneme ph='seɪnt luːɪs'>St. Louis. Now</phoneme><phoneme ph='naʊ'>now</phoneme>.",
                        Locale.US)))
                .isEqualTo("Go to St. Louis. Now now.");
        assertThat(ssml.voice.spoken().getFirst().spans())
                .extracting(
                        span -> span.pronunciation().map(Pronunciation::sounds).orElse("-"))
                .containsExactly("-", "seɪnt luːɪs", "naʊ", "-");
        assertThat(ssml.heard("<phoneme alphabet='x-pinyin' ph='hang2'>行</phoneme>"))
                .isEqualTo("行");
        assertThat(ssml.voice.spoken().getLast().spans().getFirst().pronunciation())
                .contains(new Pronunciation(Pronunciation.Alphabet.PINYIN, "hang2"));
        assertThat(outline(ssml.rendered("<phoneme alphabet='x-sampa' ph='t@\"mA:t@U'>tomato</phoneme>", Locale.US)))
                .isEqualTo("tomato");
        assertThat(ssml.voice.spoken().getLast().spans().getFirst().pronunciation())
                .contains(new Pronunciation(Pronunciation.Alphabet.IPA, "təˈmɑːtəʊ"));
    }

    private List<String> manners() {
        return ssml.voice.spoken().stream()
                .flatMap(utterance -> utterance.spans().stream())
                .map(span -> "%s %.2f %.2f"
                        .formatted(
                                span.text(),
                                span.prosody().rate(),
                                span.prosody().pitch().factorFor(100)))
                .toList();
    }
}
