package org.belltower.bench;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

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
        print(out, conditions);
    }

    /** A row a situation, a column a measure; a situation without a measure has an empty cell. */
    static void printWide(PrintWriter out, Map<String, String> conditions, List<Figure> figures) {
        var columns = new LinkedHashSet<String>();
        var rows = new LinkedHashMap<String, Map<String, String>>();
        for (Figure figure : figures) {
            String column = figure.unit().isEmpty() ? figure.measure() : figure.measure() + " " + figure.unit();
            columns.add(column);
            rows.computeIfAbsent(figure.situation(), _ -> new HashMap<>()).put(column, number(figure.value()));
        }
        int situations = width(List.copyOf(rows.keySet()));
        out.println(" ".repeat(situations)
                + columns.stream().map(column -> "  " + column).collect(Collectors.joining()));
        rows.forEach((situation, cells) -> {
            var line = new StringBuilder(padded(situation, situations));
            for (String column : columns) {
                String cell = cells.getOrDefault(column, "");
                line.append("  ")
                        .append(" ".repeat(Math.max(0, column.length() - cell.length())))
                        .append(cell);
            }
            out.println(line.toString().stripTrailing());
        });
        print(out, conditions);
    }

    private static void print(PrintWriter out, Map<String, String> conditions) {
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
