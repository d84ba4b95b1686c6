package org.belltower.hotline.imports;

import java.util.ArrayList;
import java.util.List;

/** Collects bad rows: counts all, keeps the first. <i>Confined to one import.</i> */
final class BadRows {
    static final int SHOWN = 100;

    private final List<BadRow> shown = new ArrayList<>();
    private long total;

    void add(long line, String column, String reason) {
        add(List.of(new BadRow(line, column, reason)), 1);
    }

    void add(List<BadRow> first, long ofTotal) {
        first.stream().limit(SHOWN - shown.size()).forEach(shown::add);
        total += ofTotal;
    }

    boolean isEmpty() {
        return total == 0;
    }

    ImportReport.Rejected report(String file) {
        return new ImportReport.Rejected(file, shown, total);
    }
}
