package org.belltower.hotline.imports;

import de.siegmar.fastcsv.reader.CsvParseException;

/** What the CSV reader has to say, without what it quotes from the file: that could be a PIN. */
final class CsvComplaint {
    private CsvComplaint() {}

    static String of(CsvParseException e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        if (message.contains("buffer size")) {
            return "a record is longer than " + CsvRows.LONGEST_RECORD + " characters (a quote that is not closed?)";
        }
        return "a quote is not closed, or text follows a closing quote";
    }
}
