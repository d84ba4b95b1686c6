package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpeechCorpusTest {
    /** Three rates, within each three pitches, within each four accents. */
    @Test
    void everyFewCallersAreOfAllKinds() {
        List<Integer> mixed = SpeechCorpus.mixed(IntStream.range(0, 36).boxed().toList());

        assertThat(mixed).doesNotHaveDuplicates().hasSize(36);
        List<Integer> few = mixed.subList(0, 12);
        assertThat(few.stream().map(one -> one / 12).distinct()).hasSize(3);
        assertThat(few.stream().map(one -> one / 4 % 3).distinct()).hasSize(3);
        assertThat(few.stream().map(one -> one % 4).distinct()).hasSize(4);
    }

    @Test
    void oneCallerIsAllThereIs() {
        assertThat(SpeechCorpus.mixed(List.of("only"))).containsExactly("only");
    }
}
