package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineUseTest {
    @Test
    void stolenTimeIsItsShareOfAllTimeBetweenTwoLooks() {
        MachineUse earlier = MachineUse.parse("cpu  100 0 50 800 50 0 0 10 30 0");
        MachineUse later = MachineUse.parse("cpu  150 10 80 850 60 5 5 50 40 0");
        MachineUse use = later.since(earlier);
        assertThat(use).isEqualTo(new MachineUse(200, 60, 40));
        assertThat(use.stolenPercent()).isCloseTo(20, within(1e-9));
        assertThat(use.busyPercent()).isCloseTo(50, within(1e-9));
    }

    @Test
    void lineWithoutStolenTimeIsRefused() {
        assertThatThrownBy(() -> MachineUse.parse("cpu  100 0 50 800"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("cpu  100");
    }

    @Test
    void timesOfAProcessAreFoundBehindANameWithSpacesAndBrackets(@TempDir Path folder) throws IOException {
        Path stat = Files.writeString(
                folder.resolve("stat"), "42 (a) b (c) S 1 42 42 0 -1 4194560 9 0 0 0 1234 66 7 8 20 0 1 0 5 6 7");
        assertThat(ProcessUse.ticks(stat, 11, 12)).isEqualTo(1300);
    }
}
