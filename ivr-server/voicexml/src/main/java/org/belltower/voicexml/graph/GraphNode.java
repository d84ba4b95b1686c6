package org.belltower.voicexml.graph;

/**
 * A place of an application. Immutable.
 *
 * @param id {@code document}, {@code document#dialog}, {@code document#dialog/item}
 * @param parent the id of what it stands in; empty text for documents, ends and what is missing
 * @param element the element's name; empty text for ends and for what is missing or unreadable
 * @param label for people: its name, event or key
 * @param text the beginning of what it says, in the language of the drawing; empty text for nothing
 * @param file where it stands
 * @param line from 1; 0 for ends and for what is missing
 */
public record GraphNode(
        String id, NodeKind kind, String parent, String element, String label, String text, String file, int line) {}
