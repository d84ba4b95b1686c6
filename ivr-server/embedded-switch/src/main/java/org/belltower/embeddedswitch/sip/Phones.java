package org.belltower.embeddedswitch.sip;

import java.util.Map;

/**
 * Telephones that may register. <em>Immutable.</em>
 *
 * @param domain the realm that their passwords are asked for in, and that their names belong to
 * @param hashes H(A1) of a telephone's name, the domain and its password in hexadecimal digits, by name; Spec: RFC 2617 §3.2.2.2
 */
public record Phones(String domain, Map<String, String> hashes) {
    /** No telephone may register. */
    public static final Phones NONE = new Phones("", Map.of());

    public Phones {
        hashes = Map.copyOf(hashes);
    }

    /** What stands for a password stays out of logs. */
    @Override
    public String toString() {
        return "Phones[" + domain + ": " + hashes.keySet() + "]";
    }
}
