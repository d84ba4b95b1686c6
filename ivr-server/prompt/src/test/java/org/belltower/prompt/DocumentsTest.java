package org.belltower.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which documents are parsed once only. */
class DocumentsTest {
    private final Documents documents = new Documents(2);
    private int parsed;

    @Test
    void sameDocumentIsParsedOnceAndTheLongestUnusedLeaves() {
        get("a", Locale.CHINA);
        get("b", Locale.CHINA);
        get("a", Locale.CHINA);
        assertThat(parsed).isEqualTo(2);
        get("c", Locale.CHINA);
        get("a", Locale.CHINA);
        assertThat(parsed).isEqualTo(3);
        get("b", Locale.CHINA);
        assertThat(parsed).isEqualTo(4);
        assertThat(documents.size()).isEqualTo(2);
    }

    @Test
    void languageIsPartOfTheKey() {
        get("a", Locale.CHINA);
        get("a", Locale.US);
        assertThat(parsed).isEqualTo(2);
    }

    @Test
    void sensitiveAndVeryLongDocumentsAreNotKept() {
        Manner secret = Manner.plain(Locale.CHINA).asSensitive();
        documents.get("s", Locale.CHINA, () -> List.of(new Segment.Words("密", secret)));
        documents.get(
                "t",
                Locale.CHINA,
                () -> List.of(
                        new Segment.Audio("", Manner.plain(Locale.CHINA), List.of(new Segment.Words("密", secret)))));
        get("x".repeat(10_000), Locale.CHINA);
        assertThat(documents.size()).isZero();
    }

    private void get(String ssml, Locale language) {
        documents.get(ssml, language, () -> {
            parsed++;
            return List.of(new Segment.Words(ssml, Manner.plain(language)));
        });
    }
}
