package org.belltower.grammar;

import java.net.URI;

/**
 * One step of a parse from left to right; a whole parse is a list of them, with {@link Enter} and {@link Leave} nested
 * like brackets. <i>Immutable.</i>
 */
public sealed interface ParseEvent {
    /** A rule begins. */
    record Enter(URI document, String rule, TagFormat tagFormat) implements ParseEvent {}

    /** The rule that was entered last ends. */
    record Leave() implements ParseEvent {}

    /** A word or key was matched. */
    record Matched(String token) implements ParseEvent {}

    /** A tag was passed. */
    record Tagged(String content, Position position) implements ParseEvent {}
}
