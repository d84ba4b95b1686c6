package org.belltower.grammar;

import java.util.Locale;

/**
 * A token as a grammar has it, for a recogniser's word list. <i>Immutable.</i>
 *
 * @param text may hold several words with one space between, which the author wants taken together
 */
public record VocabularyWord(String text, Locale language) {}
