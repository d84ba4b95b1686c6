package org.belltower.voicexml.graph;

import java.net.URI;
import java.util.Optional;
import org.belltower.voicexml.markup.Position;

/**
 * A reference to what is not there. Immutable.
 *
 * @param at the element that refers
 * @param element its name
 * @param reference as it is written
 * @param document the document that is meant
 * @param dialog the dialog that is missing in it; empty where the document itself is missing
 */
public record Unresolved(Position at, String element, String reference, URI document, Optional<String> dialog) {}
