package org.belltower.voicexml.graph;

/**
 * That one place leads to another. Immutable.
 *
 * @param from the id of the item, choice, link or handler that leads on
 * @param to the id of the dialog, item, handler or end that it leads to
 * @param label the condition, event or key under which it does; empty text for always
 * @param computed whether the target is worked out by a script, so that it is only one of those possible
 * @param file where that is written
 * @param line from 1
 */
public record GraphEdge(String from, String to, EdgeKind kind, String label, boolean computed, String file, int line) {}
