package org.belltower.grammar;

/**
 * How large a grammar may be. A grammar comes from an author or from a web server, so each way of making it grow has an
 * end. <i>Immutable.</i>
 *
 * @param bytes of one document
 * @param depth of nested elements
 * @param elements of one document
 * @param repeat highest number in a {@code repeat}
 * @param documents that one grammar may draw in by reference
 */
public record GrammarLimits(int bytes, int depth, int elements, int repeat, int documents) {
    /** 4 MiB, 100 deep, 200,000 elements, 10,000 times, 50 documents. */
    public static GrammarLimits defaults() {
        return new GrammarLimits(4 << 20, 100, 200_000, 10_000, 50);
    }
}
