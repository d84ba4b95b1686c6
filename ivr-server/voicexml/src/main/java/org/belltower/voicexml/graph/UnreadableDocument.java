package org.belltower.voicexml.graph;

import java.net.URI;
import org.belltower.voicexml.DocumentError;

/**
 * A document that is there but is no XML, so that nobody knows what leads on from it. Immutable.
 *
 * @param name for people: its path inside the application
 * @param problem why it cannot be read
 */
public record UnreadableDocument(String name, URI uri, DocumentError problem) {}
