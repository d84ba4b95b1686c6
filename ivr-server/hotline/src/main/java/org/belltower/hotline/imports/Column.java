package org.belltower.hotline.imports;

/**
 * A column of a kind of file. <i>Immutable.</i>
 *
 * @param name in the header, and in the staging table
 * @param needed whether the header must have it and no cell may be empty
 */
record Column(String name, String sqlType, Cell cell, boolean needed) {
    static Column needed(String name, String sqlType, Cell cell) {
        return new Column(name, sqlType, cell, true);
    }

    static Column optional(String name, String sqlType, Cell cell) {
        return new Column(name, sqlType, cell, false);
    }
}
