package org.belltower.voicexml.model;

/** A grammar and what a match with it means. Immutable. */
public record GrammarUse(GrammarReference grammar, Target target) {
    /** What a match does. */
    public sealed interface Target {
        /** Fills the input item that the grammar belongs to. */
        record FillsItem() implements Target {}

        /** Fills the input item with this value: an {@code <option>}. */
        record FillsItemWith(String value) implements Target {}

        /** Fills the input items of the form that the grammar belongs to. */
        record FillsForm(Dialog form) implements Target {}

        /** Leads on: a {@code <choice>} or a {@code <link>}. */
        record Leads(ExecutableContent action) implements Target {}
    }
}
