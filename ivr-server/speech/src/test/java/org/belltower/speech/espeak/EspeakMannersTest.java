package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.belltower.audio.Pcm;
import org.belltower.speech.Pitch;
import org.belltower.speech.PitchTurn;
import org.belltower.speech.Pronunciation;
import org.belltower.speech.Prosody;
import org.belltower.speech.Span;
import org.belltower.speech.Utterance;
import org.belltower.speech.VoiceWish;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Manners, pronunciations and voices of the installed program; skipped, with the remedy, where there is none. */
class EspeakMannersTest {
    private static final Locale CHINESE = Locale.forLanguageTag("zh-CN");

    @RegisterExtension
    final InstalledEspeak espeak = new InstalledEspeak();

    private Pcm speak(String text, Locale language) {
        return espeak.speak(text, language);
    }

    private Pcm speak(Locale language, Span... spans) {
        return espeak.engine.synthesize(
                new Utterance(List.of(spans), language, VoiceWish.NONE, Optional.empty(), false));
    }

    private static Span plain(String text) {
        return new Span(text, Prosody.NORMAL);
    }

    private static Span pronounced(String text, Pronunciation.Alphabet alphabet, String sounds) {
        return new Span(text, Prosody.NORMAL, Optional.of(new Pronunciation(alphabet, sounds)));
    }

    @Test
    void oneWordOfASentenceHasAMannerOfItsOwn() {
        Prosody slow = Prosody.NORMAL.atRate(0.5);
        Span other = new Span("one or two", Prosody.NORMAL.at(Pitch.times(1.01)));
        assertThat(speak(Locale.US, plain("press "), new Span("one or two", slow), plain(" please, thank you"))
                        .duration())
                .isGreaterThan(speak(Locale.US, plain("press "), other, plain(" please, thank you"))
                        .duration()
                        .plusMillis(150));
        assertThat(speak(CHINESE, plain("请按"), new Span("一号键", slow)).duration())
                .isGreaterThan(speak("请按一号键", CHINESE).duration().plusMillis(100));
    }

    @Test
    void rangeAndContourBendTheMelody() {
        String question = "how are you today";
        Prosody rising = Prosody.NORMAL.turning(
                List.of(new PitchTurn(0, Pitch.times(0.7)), new PitchTurn(100, Pitch.times(1.6))));
        List<Pcm> melodies = List.of(
                speak(question, Locale.US),
                speak(Locale.US, new Span(question, Prosody.NORMAL.ranging(0))),
                speak(Locale.US, new Span(question, Prosody.NORMAL.ranging(1.8))),
                speak(Locale.US, new Span(question, rising)));
        assertThat(melodies).doesNotHaveDuplicates();
    }

    @Test
    void aWordSoundsAsItsPronunciationSays() {
        Pcm british = speak(Locale.US, plain("I say "), pronounced("tomato", Pronunciation.Alphabet.IPA, "təˈmɑːtoʊ"));
        assertThat(british)
                .isNotEqualTo(speak("I say tomato", Locale.US))
                .isEqualTo(speak(
                        Locale.US, plain("I say "), pronounced("potato", Pronunciation.Alphabet.IPA, "təˈmɑːtoʊ")));
        assertThat(speak(Locale.GERMANY, pronounced("Müller", Pronunciation.Alphabet.IPA, "ˈmʏlə"))
                        .duration())
                .isGreaterThan(Duration.ofMillis(150));
        assertThat(speak(CHINESE, pronounced("行", Pronunciation.Alphabet.PINYIN, "hang2")))
                .isEqualTo(speak(CHINESE, pronounced("航", Pronunciation.Alphabet.PINYIN, "HANG2")))
                .isNotEqualTo(speak(CHINESE, pronounced("行", Pronunciation.Alphabet.PINYIN, "xing2")));
    }

    /** A voice falls silent at the first sound that it lacks, so the text has to stand in. */
    @Test
    void aPronunciationThatTheVoiceCannotSayIsSpokenAsItsText() {
        Span odd = new Span("thank you", Prosody.NORMAL.at(Pitch.times(1.01)));
        Pcm asWritten = speak(Locale.US, odd, plain(" goodbye"));
        for (String impossible : List.of("yyyy", "\ud83d\ude00", "]] <speak>", "təˈmœːyy")) {
            assertThat(speak(Locale.US, odd, pronounced(" goodbye", Pronunciation.Alphabet.IPA, impossible)))
                    .as(impossible)
                    .isEqualTo(asWritten);
        }
        assertThat(speak(Locale.US, odd, pronounced(" goodbye", Pronunciation.Alphabet.PINYIN, "hang2")))
                .isEqualTo(asWritten);
    }

    @Test
    void hostileTextBesideAMannerIsNoMarkup() {
        Prosody slow = Prosody.NORMAL.atRate(0.8);
        Duration one = speak(Locale.US, plain("one "), new Span("two", slow)).duration();
        for (String hostile :
                List.of("<audio src=\"/etc/passwd\"/>two", "[[two]] </speak> three", "two & three &lt;")) {
            assertThat(speak(Locale.US, plain("one "), new Span(hostile, slow)).duration())
                    .as(hostile)
                    .isGreaterThan(one);
        }
    }

    private static VoiceWish wish(String name, VoiceWish.@Nullable Gender gender, int variant) {
        return new VoiceWish(
                name.isEmpty() ? List.of() : List.of(name),
                Optional.ofNullable(gender),
                OptionalInt.empty(),
                OptionalInt.of(variant));
    }

    @Test
    void everyLanguageHasVoicesOfMenAndWomen() {
        for (Locale language : List.of(Locale.US, CHINESE)) {
            Utterance hello = Utterance.of("hello 您好", language);
            List<Pcm> voices = List.of(
                    espeak.engine.synthesize(hello),
                    espeak.engine.synthesize(hello.by(wish("", VoiceWish.Gender.FEMALE, 1))),
                    espeak.engine.synthesize(hello.by(wish("", VoiceWish.Gender.FEMALE, 2))),
                    espeak.engine.synthesize(hello.by(wish("annie", null, 1))));
            assertThat(voices).doesNotHaveDuplicates();
        }
        assertThat(espeak.engine.has(wish("Annie", null, 1), CHINESE)).isTrue();
        assertThat(espeak.engine.has(wish("", VoiceWish.Gender.MALE, 2), CHINESE))
                .isTrue();
    }

    @Test
    void anUnknownVoiceIsTheNearestAndNeverSilence() {
        Utterance hello = Utterance.of("hello", Locale.US);
        VoiceWish unknown = wish("nobody; -w /tmp/x", null, 1);
        assertThat(espeak.engine.has(unknown, Locale.US)).isFalse();
        assertThat(espeak.engine.synthesize(hello.by(unknown))).isEqualTo(espeak.engine.synthesize(hello));
        assertThat(espeak.engine
                        .synthesize(hello.by(wish("", VoiceWish.Gender.FEMALE, 900)))
                        .duration())
                .isGreaterThan(Duration.ofMillis(100));
    }
}
