package org.belltower.voicexml;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * One step in a call's path. Immutable.
 *
 * @param document without a fragment
 * @param dialog the id of the form or menu; one without an id is called {@code #N} after its place in the document, from 1
 * @param item the name of the form item; empty where the dialog itself is entered
 * @param kind the element's name, such as {@code form}, {@code menu}, {@code field}, {@code block}
 */
public record NodeVisit(URI document, String dialog, Optional<String> item, String kind, Instant at) {}
