package org.belltower.server.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DefectTraceTest {
    @Test
    void classesAndPlacesAreToldAndMessagesAreNot() {
        var cause = new NumberFormatException("For input string: \"246810\"");
        var defect = new IllegalStateException("no account 20010001", cause);

        String trace = DefectTrace.of(defect);

        assertThat(trace)
                .startsWith("java.lang.IllegalStateException\n\tat org.belltower.server.call.DefectTraceTest.")
                .contains("\ncaused by java.lang.NumberFormatException\n\tat ")
                .doesNotContain("246810")
                .doesNotContain("20010001");
    }

    @Test
    void causesInACircleEnd() {
        var one = new IllegalStateException();
        var other = new IllegalStateException(one);
        one.initCause(other);

        assertThat(DefectTrace.of(one).lines().filter(line -> line.startsWith("caused by")))
                .hasSize(1);
    }
}
