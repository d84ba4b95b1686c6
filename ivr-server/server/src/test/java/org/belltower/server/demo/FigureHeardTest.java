package org.belltower.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureHeardTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            单位净值一点零五三二元，二零二六年十一月二十日 | 1.0532 | 2026-11-20
            单位净值零点九九九九元，二零二六年一月三日。 | 0.9999 | 2026-01-03
            单位净值一二点三四五六元，二零二七年十月三十一日 | 12.3456 | 2027-10-31
            单位净值二点零零零零元，二零三零年十二月十日 | 2.0000 | 2030-12-10
            The unit net value is one point zero five three two yuan, as of November twentieth, twenty twenty-six | 1.0532 | 2026-11-20
            The unit net value is zero point nine eight zero one yuan, as of January thirty-first, twenty nineteen | 0.9801 | 2019-01-31
            The unit net value is three point one four one five yuan, as of May second, twenty thirty. | 3.1415 | 2030-05-02
            """)
    void wordsAreUnderstoodAsFigureAndDate(String words, BigDecimal value, LocalDate date) {
        assertThat(FigureHeard.in(words)).contains(new FigureHeard(value, date));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "单位净值一点零五三二元",
                "单位净值，二零二六年十一月二十日",
                "单位净值一点零五三二元，二零二六年十三月二十日",
                "The unit net value is one point banana yuan, as of May second, twenty thirty",
                "the unit net value is one point five yuan, as of May fortieth, twenty thirty"
            })
    void wordsWithoutAFigureAndADateAreNotUnderstood(String words) {
        assertThat(FigureHeard.in(words)).isEmpty();
    }

    @Test
    void aDifferentDigitIsADifferentFigure() {
        assertThat(FigureHeard.in("单位净值一点零五三三元，二零二六年十一月二十日"))
                .hasValueSatisfying(heard -> assertThat(heard.value()).isEqualByComparingTo("1.0533"));
    }
}
