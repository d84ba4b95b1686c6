package org.belltower.prompt.readout;

import java.util.StringJoiner;

/** A code of letters and digits, one by one: P-2001 is "P two zero zero one". <em>Immutable.</em> */
final class CharactersReadout implements Readout {
    private static final int MOST_CHARACTERS = 64;

    @Override
    public Reading read(String value, String format, Tongue tongue) {
        if (!format.isEmpty() && !format.equals("characters")) {
            return new Reading.Refused("characters have no format");
        }
        if (value.length() > MOST_CHARACTERS) {
            return new Reading.Refused("the value has more than " + MOST_CHARACTERS + " characters");
        }
        StringJoiner words = new StringJoiner(" ");
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character >= '0' && character <= '9') {
                words.add(NumberWords.in(tongue).digits(String.valueOf(character)));
            } else if (Character.isLetter(character)) {
                words.add(String.valueOf(Character.toUpperCase(character)));
            } else if (" -_./".indexOf(character) < 0) {
                return new Reading.Refused("the value holds a character that is neither letter nor digit");
            }
        }
        return words.length() == 0
                ? new Reading.Refused("the value holds neither letter nor digit")
                : new Reading.Words(words.toString());
    }
}
