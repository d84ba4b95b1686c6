package org.belltower.speech.espeak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;
import org.belltower.speech.espeak.EspeakVariants.Choice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EspeakVariantsTest {
    private final EspeakVariants variants = EspeakVariants.parse("""
            Pty Language       Age/Gender VoiceName          File                 Other Languages
             5  variant         --/M      Adam               !v/adam
             5  variant         --/F      Annie              !v/Annie
             5  variant         --/M      Mr_Serious         !v/Mr serious
             5  variant         --/F      female2            !v/f2
             5  variant         70/F      female1            !v/f1
             5  variant         --/M      male3              !v/m3
             5  variant         70/M      male1              !v/m1
             5  variant         90/F      grandma            !v/grandma
            """);

    private Choice choose(List<String> names, @Nullable Gender gender, OptionalInt age, OptionalInt variant) {
        return variants.choose(new VoiceWish(names, Optional.ofNullable(gender), age, variant));
    }

    private static Choice exactly(String file) {
        return new Choice(Optional.of(file), true);
    }

    @Test
    void theFirstNameThatIsKnownWins() {
        assertThat(choose(List.of("nobody", "annie", "adam"), Gender.MALE, OptionalInt.empty(), OptionalInt.empty()))
                .isEqualTo(exactly("Annie"));
        assertThat(choose(List.of("M3"), null, OptionalInt.empty(), OptionalInt.empty()))
                .isEqualTo(exactly("m3"));
        assertThat(choose(List.of("nobody"), null, OptionalInt.empty(), OptionalInt.empty()))
                .isEqualTo(new Choice(Optional.empty(), false));
    }

    @Test
    void genderAgeAndVariantPickFromThoseThatFit() {
        assertThat(choose(List.of(), Gender.FEMALE, OptionalInt.empty(), OptionalInt.empty()))
                .isEqualTo(exactly("f1"));
        assertThat(choose(List.of(), Gender.FEMALE, OptionalInt.of(30), OptionalInt.of(2)))
                .isEqualTo(exactly("f2"));
        assertThat(choose(List.of(), Gender.FEMALE, OptionalInt.of(85), OptionalInt.of(2)))
                .isEqualTo(exactly("grandma"));
        assertThat(choose(List.of(), null, OptionalInt.of(40), OptionalInt.empty()))
                .isEqualTo(new Choice(Optional.empty(), true));
    }

    @Test
    void whatNobodyIsGetsTheNearest() {
        assertThat(choose(List.of(), Gender.MALE, OptionalInt.empty(), OptionalInt.of(99))
                        .exact())
                .isFalse();
        assertThat(choose(List.of(), Gender.MALE, OptionalInt.empty(), OptionalInt.of(99))
                        .file())
                .isPresent();
        assertThat(choose(List.of(), null, OptionalInt.of(6), OptionalInt.empty()))
                .isEqualTo(new Choice(Optional.of("f1"), false));
    }

    @Test
    void aFileWithABlankInItsNameIsNoArgument() {
        assertThat(variants.variants()).extracting(EspeakVariants.Variant::file).doesNotContain("Mr");
    }
}
