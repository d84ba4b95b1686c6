package org.belltower.embeddedswitch.sdp;

/** One {@code a=} line; a property attribute has an empty value. *Immutable.* Spec: RFC 8866 §5.13. */
public record Attribute(String name, String value) {
    static Attribute flag(String name) {
        return new Attribute(name, "");
    }

    String line() {
        return value.isEmpty() ? name : name + ":" + value;
    }
}
