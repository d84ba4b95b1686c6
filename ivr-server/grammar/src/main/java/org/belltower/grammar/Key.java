package org.belltower.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the sixteen keys of a telephone. <i>Immutable.</i>
 *
 * <p>Spec: SRGS 1.0 Appendix E.
 */
public enum Key {
    ZERO('0'),
    ONE('1'),
    TWO('2'),
    THREE('3'),
    FOUR('4'),
    FIVE('5'),
    SIX('6'),
    SEVEN('7'),
    EIGHT('8'),
    NINE('9'),
    STAR('*'),
    POUND('#'),
    A('A'),
    B('B'),
    C('C'),
    D('D');

    private final char symbol;

    Key(char symbol) {
        this.symbol = symbol;
    }

    /** The key as it is printed on a telephone: {@code 0-9 * # A-D}. */
    public char symbol() {
        return symbol;
    }

    /** The key of a symbol; letters in either case; empty for any other character. */
    public static Optional<Key> of(char symbol) {
        return switch (symbol) {
            case '0' -> Optional.of(ZERO);
            case '1' -> Optional.of(ONE);
            case '2' -> Optional.of(TWO);
            case '3' -> Optional.of(THREE);
            case '4' -> Optional.of(FOUR);
            case '5' -> Optional.of(FIVE);
            case '6' -> Optional.of(SIX);
            case '7' -> Optional.of(SEVEN);
            case '8' -> Optional.of(EIGHT);
            case '9' -> Optional.of(NINE);
            case '*' -> Optional.of(STAR);
            case '#' -> Optional.of(POUND);
            case 'A', 'a' -> Optional.of(A);
            case 'B', 'b' -> Optional.of(B);
            case 'C', 'c' -> Optional.of(C);
            case 'D', 'd' -> Optional.of(D);
            default -> Optional.empty();
        };
    }

    /**
     * The keys of a text such as {@code "1 2#"} or {@code "star 9"}: spaces separate, {@code star} and {@code pound} are
     * the words for {@code *} and {@code #}. Empty where something in it is not a key.
     *
     * <p>Deviates: {@code 12} without a space is the keys 1 and 2, because grammars in the field are written so.
     */
    public static Optional<List<Key>> sequence(String text) {
        var keys = new ArrayList<Key>();
        for (String word : text.strip().split("\\s+", -1)) {
            switch (word) {
                case "star" -> keys.add(STAR);
                case "pound" -> keys.add(POUND);
                default -> {
                    for (int i = 0; i < word.length(); i++) {
                        Optional<Key> key = of(word.charAt(i));
                        if (key.isEmpty()) {
                            return Optional.empty();
                        }
                        keys.add(key.get());
                    }
                }
            }
        }
        return Optional.of(List.copyOf(keys));
    }

    /** Keys as one text without spaces: {@code 12#}. */
    public static String text(List<Key> keys) {
        var text = new StringBuilder(keys.size());
        keys.forEach(key -> text.append(key.symbol));
        return text.toString();
    }
}
