package org.belltower.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    @Test
    void aWideTableHasARowASituationAndAColumnAMeasure() {
        var out = new StringWriter();
        ResultTable.printWide(
                new PrintWriter(out, true),
                Map.of("cores", "2"),
                List.of(
                        new Figure("digits, clean", "right", 97.5, "%", 40),
                        new Figure("digits, clean", "p95", 1_234, "ms", 40),
                        new Figure("boolean", "p95", 9.5, "ms", 40)));

        assertThat(out.toString().lines())
                .containsExactly(
                        "               right %  p95 ms",
                        "digits, clean     97.5   1,234", "boolean                  9.500", "  cores     2");
    }
}
