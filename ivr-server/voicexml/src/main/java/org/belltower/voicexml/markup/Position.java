package org.belltower.voicexml.markup;

/**
 * A place in a document. Immutable.
 *
 * @param file the document's URI
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
