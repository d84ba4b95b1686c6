package org.belltower.grammar;

import java.net.URI;
import java.util.Locale;

/**
 * The surroundings of a grammar that stands inside another document. It may leave out version, namespace and language,
 * and its relative references start at the surrounding document. <i>Immutable.</i>
 *
 * <p>Spec: VoiceXML 2.0 §3.1.1.4.
 *
 * @param base the surrounding document
 * @param language of the surrounding document
 * @param position of the grammar's first character there, so that problems name the author's line
 */
public record Embedding(URI base, Locale language, Position position) {}
