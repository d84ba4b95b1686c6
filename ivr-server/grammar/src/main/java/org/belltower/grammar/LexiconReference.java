package org.belltower.grammar;

import java.net.URI;
import java.util.Optional;

/**
 * A pronunciation document, carried for a recogniser. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 §4.10.
 *
 * @param type the media type that the author gives
 */
public record LexiconReference(URI uri, Optional<String> type) {}
