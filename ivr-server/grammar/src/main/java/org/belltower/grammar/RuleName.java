package org.belltower.grammar;

import java.util.Set;
import java.util.regex.Pattern;

/** What a rule may be called. Spec: SRGS 1.0 §3.1. */
final class RuleName {
    private static final Set<String> RESERVED = Set.of("NULL", "VOID", "GARBAGE");
    private static final Pattern XML = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_.\\-·]*");
    private static final Pattern ABNF = Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{N}_·]*");

    private RuleName() {}

    /** Whether it stands for one of the special rules. Spec: SRGS 1.0 §2.2.3. */
    static boolean reserved(String name) {
        return RESERVED.contains(name);
    }

    /**
     * Whether it may stand in {@code id}.
     *
     * <p>Deviates: a dot or hyphen is taken in the XML form, because grammars in the field have them.
     */
    static boolean fitsXml(String name) {
        return XML.matcher(name).matches();
    }

    /** Whether it may follow the {@code $} of the ABNF form. */
    static boolean fitsAbnf(String name) {
        return ABNF.matcher(name).matches();
    }
}
