package org.belltower.hotline.imports;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Who states a figure. Callers hear it, so there are only those that have words: the prompts {@code pension.source-…} in every
 * language. A further source is a line here, a prompt, a line in {@code figure.vxml} and in the constraints of the tables.
 */
public enum FigureSource {
    CUSTODIAN_FILE("custodian file", "托管行文件"),
    VALUATION_SYSTEM("valuation system", "估值系统"),
    MANUAL_ENTRY("manual entry", "人工录入");

    private final String code;
    private final String chinese;

    FigureSource(String code, String chinese) {
        this.code = code;
        this.chinese = chinese;
    }

    /** As written in the database and in service replies. */
    public String code() {
        return code;
    }

    /** By its code or its Chinese name; the database gets the code. */
    static Cell cell() {
        return text -> Arrays.stream(values())
                .filter(source -> source.code.equals(text) || source.chinese.equals(text))
                .findAny()
                .<Cell.Parsed>map(source -> new Cell.Parsed.Value(source.code))
                .orElseGet(() -> new Cell.Parsed.Bad(
                        "'" + Cell.shown(text) + "' is not a source that callers can be told; those are " + known()));
    }

    private static String known() {
        return Arrays.stream(values())
                .map(source -> source.code + " (" + source.chinese + ")")
                .collect(Collectors.joining(", "));
    }
}
