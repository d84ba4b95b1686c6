package org.belltower.speech.espeak;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.belltower.speech.VoiceWish;
import org.belltower.speech.VoiceWish.Gender;

/**
 * The voices that speak any language of the program: its variants. <em>Immutable.</em> {@code f1} … {@code f5} and {@code m1} …
 * {@code m8} come first, since the others are toys next to them.
 */
record EspeakVariants(List<Variant> variants) {
    /**
     * One of them.
     *
     * @param file what stands behind the plus of {@code -v}
     */
    record Variant(String name, String file, Gender gender, Optional<Integer> age) {
        private boolean isNamed(String wished) {
            return wished.equalsIgnoreCase(name) || wished.equalsIgnoreCase(file);
        }

        private boolean isPlain() {
            return PLAIN.matcher(file).matches();
        }
    }

    private static final Pattern LINE =
            Pattern.compile("\\s*\\d+\\s+variant\\s+(\\S+)/([MF-])\\s+(\\S+)\\s+!v/(\\w+)(?:\\s{2,}.*|\\s*)");
    private static final Pattern PLAIN = Pattern.compile("[fm][1-8]");

    /** Years around a variant's own that it passes for. */
    private static final int NEAR = 12;

    /** From here on a voice sounds old, and up to the second grown up. */
    private static final int OLD = 65;

    private static final int CHILD = 14;

    /** Reads the table that {@code espeak-ng --voices=variant} prints. */
    static EspeakVariants parse(String table) {
        List<Variant> variants = new ArrayList<>();
        table.lines()
                .map(line -> LINE.matcher(line + " "))
                .filter(Matcher::matches)
                .forEach(line -> {
                    Optional<Integer> age = line.group(1).matches("\\d{1,3}")
                            ? Optional.of(Integer.valueOf(line.group(1)))
                            : Optional.empty();
                    variants.add(new Variant(
                            line.group(3),
                            line.group(4),
                            line.group(2).equals("F") ? Gender.FEMALE : Gender.MALE,
                            age));
                });
        variants.sort(Comparator.<Variant, Boolean>comparing(variant -> !variant.isPlain())
                .thenComparing(variant -> variant.file().toLowerCase(Locale.ROOT)));
        return new EspeakVariants(List.copyOf(variants));
    }

    /**
     * A variant for a wish.
     *
     * @param file empty for the voice without any
     * @param exact false where it is only the nearest
     */
    record Choice(Optional<String> file, boolean exact) {}

    Choice choose(VoiceWish wish) {
        for (String name : wish.names()) {
            Optional<Variant> named =
                    variants.stream().filter(variant -> variant.isNamed(name)).findFirst();
            if (named.isPresent()) {
                return new Choice(Optional.of(named.get().file()), true);
            }
        }
        Choice described = described(wish);
        return new Choice(described.file(), described.exact() && wish.names().isEmpty());
    }

    private Choice described(VoiceWish wish) {
        boolean child = wish.age().orElse(CHILD) < CHILD;
        boolean old = wish.age().orElse(0) >= OLD;
        if (wish.gender().isEmpty() && !child && !old && wish.variant().orElse(1) == 1) {
            return new Choice(Optional.empty(), true);
        }
        Gender gender =
                wish.gender().filter(wished -> wished != Gender.NEUTRAL).orElse(child ? Gender.FEMALE : Gender.MALE);
        List<Variant> fitting = variants.stream()
                .filter(variant -> variant.gender() == gender)
                .filter(variant -> old
                        ? variant.age().filter(age -> age >= OLD - NEAR).isPresent()
                        : variant.isPlain() || wish.variant().isPresent())
                .toList();
        if (fitting.isEmpty()) {
            return new Choice(Optional.empty(), false);
        }
        int variant = wish.variant().orElse(1) - 1;
        boolean exact = variant < fitting.size() && !child && wish.gender().orElse(gender) != Gender.NEUTRAL;
        return new Choice(Optional.of(fitting.get(variant % fitting.size()).file()), exact);
    }
}
