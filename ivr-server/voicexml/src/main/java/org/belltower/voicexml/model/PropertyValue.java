package org.belltower.voicexml.model;

import java.math.BigDecimal;
import org.belltower.voicexml.script.DialogEventException;

/** Numbers that properties hold; {@code error.semantic} where one is none. Spec: VoiceXML 2.0 §6.3. */
public final class PropertyValue {
    private static final String SHARE = "[+]?(\\d{1,9}(\\.\\d{0,9})?|\\.\\d{1,9})";
    private static final String COUNT = "\\d{1,9}";

    private PropertyValue() {}

    /** From 0.0 to 1.0. */
    public static double share(String name, String text) {
        if (isShare(text)) {
            return new BigDecimal(text.strip()).doubleValue();
        }
        throw wrong(name, text, "a number from 0.0 to 1.0");
    }

    /** Whole, from 1. */
    public static int count(String name, String text) {
        if (isCount(text)) {
            return Integer.parseInt(text.strip());
        }
        throw wrong(name, text, "a number from 1");
    }

    public static boolean isShare(String text) {
        String number = text.strip();
        return number.matches(SHARE) && new BigDecimal(number).compareTo(BigDecimal.ONE) <= 0;
    }

    public static boolean isCount(String text) {
        String number = text.strip();
        return number.matches(COUNT) && Integer.parseInt(number) > 0;
    }

    private static DialogEventException wrong(String name, String text, String right) {
        return DialogEventException.semantic("the property " + name + " is \"" + text + "\", not " + right);
    }
}
