package org.belltower.server.conformance;

import java.nio.file.Path;

/**
 * One line of a {@code manifest.tsv}. Immutable.
 *
 * @param id the folder's name and the case's
 * @param folder where its documents lie
 * @param start its first document, relative to the folder
 * @param expect the column as it stands
 * @param farEnd how the other party of a transfer behaves, {@code -} for none
 * @param caller what the caller does where the document does not say it, {@code -} for nothing of that kind
 */
record VoiceXmlCase(String id, Path folder, String start, String expect, String farEnd, String caller) {}
