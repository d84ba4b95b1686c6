package org.belltower.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures for people: columns of even width, a situation named once, the conditions below. */
final class ResultTable {
    private ResultTable() {}

    static void print(PrintWriter out, Map<String, String> conditions, List<Figure> figures) {
        int situations = width(figures.stream().map(Figure::situation).toList());
        int measures = width(figures.stream().map(Figure::measure).toList());
        String last = "";
        for (Figure figure : figures) {
            String situation = figure.situation().equals(last) ? "" : figure.situation();
            last = figure.situation();
            out.printf(
                    "%s  %s  %14s %s  (n=%d)%n",
                    padded(situation, situations),
                    padded(figure.measure(), measures),
                    number(figure.value()),
                    figure.unit(),
                    figure.count());
        }
        conditions.forEach((name, value) -> out.printf("  %-9s %s%n", name, value));
        out.flush();
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String number(double value) {
        String format = Math.abs(value) >= 1000 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
