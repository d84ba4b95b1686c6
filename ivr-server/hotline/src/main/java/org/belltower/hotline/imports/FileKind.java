package org.belltower.hotline.imports;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kind of file: its columns, what must hold among its rows and with what the database has, and how rows get in. A
 * further kind is one class and one line in {@link FileKinds}. <i>Immutable.</i>
 */
interface FileKind {
    /** For people. */
    String name();

    List<Column> columns();

    /**
     * Queries on the table {@code staging} (the kind's columns and {@code line}), each giving line, column and reason of
     * rows that cannot be taken.
     */
    List<String> checks();

    /**
     * Brings {@code staging} into the tables, in order; together they give one row: inserted, updated. {@code :now} is
     * the time of the import.
     */
    String merge();

    /** Last work on rows that are right by themselves, before they are staged. */
    default List<Row> finish(List<Row> rows, BadRows bad) {
        return rows;
    }

    /** Whether a header with these columns is of this kind. */
    default boolean fits(Set<String> header) {
        Set<String> all = columns().stream().map(Column::name).collect(Collectors.toSet());
        return all.containsAll(header)
                && header.containsAll(columns().stream()
                        .filter(Column::needed)
                        .map(Column::name)
                        .toList());
    }
}
