package org.belltower.server.config;

import java.util.List;
import java.util.Map;

/** A YAML value with its place, so that every complaint can name it. <i>Immutable.</i> */
sealed interface Yaml {
    Place place();

    /** Line and column, both from 1. */
    record Place(int line, int column) {}

    /** Text, number, boolean; as written. */
    record Scalar(Place place, String text) implements Yaml {}

    /** A key without a value. */
    record Empty(Place place) implements Yaml {}

    /** Keys with their own places, in order. */
    record Mapping(Place place, Map<String, Entry> entries) implements Yaml {}

    record Sequence(Place place, List<Yaml> items) implements Yaml {}

    record Entry(Place key, Yaml value) {}
}
