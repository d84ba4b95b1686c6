package org.belltower.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.belltower.grammar.ActiveGrammar;
import org.belltower.prompt.readout.Reading;
import org.belltower.prompt.readout.Readouts;

/** What the corpus says: the builtin grammars, a menu, a list of names, and speech outside of each. The same in every run. Stateless. */
final class SpokenSets {
    private static final int TEXTS = 60;

    /** More of other sets would leave the sentences below too small a part. */
    private static final int OF_OTHER_SETS = 30;

    private static final Readouts READOUTS = Readouts.standard();

    private static final List<String> YES_AND_NO = List.of(
            "yes",
            "no",
            "yes please",
            "no thanks",
            "yeah",
            "nope",
            "yep",
            "no thank you",
            "sure",
            "wrong",
            "okay",
            "incorrect",
            "correct",
            "not really",
            "right",
            "no way",
            "absolutely",
            "that's wrong",
            "of course",
            "that's not right",
            "that's right",
            "negative",
            "that is correct",
            "false");

    private static final List<String> MENU = List.of(
            "balance", "transfer", "operator", "net value", "statement", "buy a fund", "sell a fund", "main menu");

    private static final List<String> FIRST_NAMES = List.of(
            "james",
            "mary",
            "robert",
            "patricia",
            "john",
            "jennifer",
            "michael",
            "linda",
            "david",
            "elizabeth",
            "william",
            "barbara",
            "richard",
            "susan",
            "joseph",
            "jessica",
            "thomas",
            "sarah",
            "charles",
            "karen",
            "daniel",
            "nancy",
            "matthew",
            "margaret",
            "anthony");

    private static final List<String> LAST_NAMES = List.of(
            "smith",
            "johnson",
            "williams",
            "brown",
            "jones",
            "garcia",
            "miller",
            "davis",
            "wilson",
            "anderson",
            "taylor",
            "moore",
            "jackson",
            "martin",
            "thompson",
            "harris",
            "clark",
            "robinson",
            "walker",
            "mitchell");

    /** What callers say instead of an answer, from a sentence down to a word. */
    private static final List<String> INSTEAD = List.of(
            "I would like to speak to somebody please",
            "what did you say",
            "can you repeat that",
            "hello",
            "hold on a second",
            "I don't know",
            "where do I find that",
            "sorry",
            "wait a moment",
            "the weather is nice today",
            "elephants eat bananas",
            "what is this",
            "how much does it cost",
            "my wife has the card",
            "I lost my password",
            "is anybody there",
            "please turn the radio down",
            "let me look it up",
            "who is this",
            "goodbye",
            "my account is blocked",
            "I want to close my contract",
            "could you speak up",
            "excuse me",
            "hang on",
            "never heard of it",
            "why do you ask",
            "I already told you",
            "come here",
            "dinner is ready");

    private SpokenSets() {}

    /** All sets, in the order of the table. */
    static List<SpokenSet> all() {
        record Said(String name, ActiveGrammar grammar, List<String> inside) {}
        var said = List.of(
                new Said("digits", SpokenSet.builtin("digits?minlength=4;maxlength=16"), texts(1, SpokenSets::digits)),
                new Said("boolean", SpokenSet.builtin("boolean"), YES_AND_NO),
                new Said("currency", SpokenSet.builtin("currency"), texts(2, SpokenSets::amount)),
                new Said("date", SpokenSet.builtin("date"), texts(3, SpokenSets::date)),
                new Said("number", SpokenSet.builtin("number"), texts(4, SpokenSets::number)),
                new Said("time", SpokenSet.builtin("time"), texts(5, SpokenSets::time)),
                new Said("phone", SpokenSet.builtin("phone"), texts(6, SpokenSets::phone)),
                new Said("menu of 8", SpokenSet.anyOf("menu", MENU), MENU),
                new Said(
                        "500 names",
                        SpokenSet.anyOf("names", names()),
                        shuffled(names()).subList(0, TEXTS)));
        var sets = new ArrayList<SpokenSet>();
        for (Said one : said) {
            Stream<String> ofOthers = said.stream()
                    .filter(other -> !other.name.equals(one.name))
                    .flatMap(other -> other.inside.stream().limit(TEXTS / 4));
            var set = new SpokenSet(one.name, one.grammar, one.inside, List.of());
            List<String> strange = shuffled(ofOthers.toList()).stream()
                    .filter(text -> set.meaning(text).isEmpty())
                    .limit(OF_OTHER_SETS)
                    .toList();
            List<String> outside = IntStream.range(0, Math.max(INSTEAD.size(), strange.size()))
                    .boxed()
                    .flatMap(i -> Stream.of(INSTEAD, strange)
                            .filter(texts -> i < texts.size())
                            .map(texts -> texts.get(i)))
                    .toList();
            sets.add(new SpokenSet(one.name, one.grammar, one.inside, outside));
        }
        return List.copyOf(sets);
    }

    private static List<String> names() {
        return FIRST_NAMES.stream()
                .flatMap(first -> LAST_NAMES.stream().map(last -> first + " " + last))
                .toList();
    }

    private static List<String> shuffled(List<String> texts) {
        var shuffled = new ArrayList<>(texts);
        Collections.shuffle(shuffled, new Random(11));
        return shuffled;
    }

    private static List<String> texts(long seed, Function<Random, String> text) {
        var random = new Random(seed);
        return IntStream.range(0, TEXTS).mapToObj(_ -> text.apply(random)).toList();
    }

    private static String digits(Random random) {
        return spelled(random.nextInt(4, 17), random);
    }

    private static String phone(Random random) {
        String number = spelled(random.nextInt(7, 11), random);
        return random.nextInt(4) == 0 ? number + " extension " + spelled(3, random) : number;
    }

    private static String spelled(int length, Random random) {
        var digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append(random.nextInt(10));
        }
        String words = words("digits", digits.toString());
        return random.nextBoolean() ? words : words.replace("zero", "oh");
    }

    private static String amount(Random random) {
        int most = new int[] {100, 1_000, 20_000}[random.nextInt(3)];
        String whole = words("integer", String.valueOf(random.nextInt(1, most)));
        String currency = List.of("dollars", "pounds", "euros").get(random.nextInt(3));
        return random.nextBoolean()
                ? whole + " " + currency
                : whole + " dollars and " + words("integer", String.valueOf(random.nextInt(2, 100))) + " cents";
    }

    private static String date(Random random) {
        String monthAndDay = String.format(Locale.ROOT, "%02d%02d", random.nextInt(1, 13), random.nextInt(1, 29));
        return random.nextBoolean()
                ? words("date", "????" + monthAndDay)
                : words("date", random.nextInt(1950, 2030) + monthAndDay);
    }

    private static String number(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> words("integer", String.valueOf(random.nextInt(1_000)));
            case 1 -> words("integer", String.valueOf(random.nextInt(1_000, 1_000_000)));
            default -> words("number", random.nextInt(100) + "." + random.nextInt(1, 100));
        };
    }

    private static String time(Random random) {
        String hour = words("integer", String.valueOf(random.nextInt(1, 13)));
        String half =
                List.of("in the morning", "in the afternoon", "in the evening").get(random.nextInt(3));
        return switch (random.nextInt(5)) {
            case 0 -> "half past " + hour;
            case 1 -> "quarter to " + hour;
            case 2 -> hour + " " + words("integer", String.valueOf(random.nextInt(10, 60))) + " " + half;
            case 3 -> hour + " o'clock " + half;
            default -> words("integer", String.valueOf(random.nextInt(13, 24))) + " thirty";
        };
    }

    private static String words(String readout, String value) {
        return switch (READOUTS.read(readout, value, "", Locale.US)) {
            case Reading.Words(var text) ->
                text.toLowerCase(Locale.ROOT).replace(",", "").replace('-', ' ').strip();
            case Reading.Refused refused -> throw new IllegalStateException(value + ": " + refused.reason());
        };
    }
}
