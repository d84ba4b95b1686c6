package org.belltower.hotline.imports;

/**
 * Why a row cannot be taken. <i>Immutable.</i>
 *
 * @param line in the file, from 1; 0 for the file as a whole
 * @param column its name in the header; empty for the row as a whole
 * @param reason what is wrong and what is wanted; shows no PIN
 */
public record BadRow(long line, String column, String reason) {

    /** {@code FILE:LINE: COLUMN: REASON}. */
    String text(String file) {
        String place = line == 0 ? file : file + ":" + line;
        return column.isEmpty() ? place + ": " + reason : place + ": " + column + ": " + reason;
    }
}
