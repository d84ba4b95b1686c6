package org.belltower.voicexml.model;

import org.belltower.voicexml.script.DialogEventException;

/** Numbers that properties hold; {@code error.semantic} where one is none. Spec: VoiceXML 2.0 §6.3. */
public final class PropertyValue {
    /** Before a dot, and behind it. */
    private static final int MOST_DIGITS = 9;

    private PropertyValue() {}

    /** From 0.0 to 1.0. */
    public static double share(String name, String text) {
        if (isShare(text)) {
            return Double.parseDouble(text.strip());
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
        int begin = number.startsWith("+") ? 1 : 0;
        int dot = number.indexOf('.');
        int end = dot < 0 ? number.length() : dot;
        int behind = dot < 0 ? number.length() : dot + 1;
        return (end > begin || number.length() > behind)
                && areDigits(number, begin, end)
                && areDigits(number, behind, number.length())
                && Double.parseDouble(number) <= 1;
    }

    public static boolean isCount(String text) {
        String number = text.strip();
        return !number.isEmpty() && areDigits(number, 0, number.length()) && Integer.parseInt(number) > 0;
    }

    private static boolean areDigits(String text, int begin, int end) {
        if (end - begin > MOST_DIGITS) {
            return false;
        }
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }

    private static DialogEventException wrong(String name, String text, String right) {
        return DialogEventException.semantic("the property " + name + " is \"" + text + "\", not " + right);
    }
}
