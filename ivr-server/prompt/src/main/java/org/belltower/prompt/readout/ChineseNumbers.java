package org.belltower.prompt.readout;

/**
 * Mandarin number words. <em>Immutable.</em>
 *
 * <p>The choices made, everywhere the same: 零 stands where digits are skipped (一千零五, 一亿零五百万, 一百万五千); 十 loses its 一 only
 * at the head (十二万, 一百一十); 两 stands only at the head, before 百, 千, 万, 亿 or a unit of measure (两百, 两万二千, 两元), and 二
 * everywhere else, since 二 and 两 mixed inside a figure are what callers mishear.
 */
final class ChineseNumbers implements NumberWords {
    static final ChineseNumbers WORDS = new ChineseNumbers();

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] PLACES = {"", "十", "百", "千"};
    private static final int MYRIAD = 10_000;
    private static final int HUNDRED_MILLION = 100_000_000;

    private ChineseNumbers() {}

    @Override
    public String cardinal(long number) {
        NumberWords.requireSpeakable(number);
        String words = number == 0 ? "零" : full(number);
        return atHead(words.startsWith("一十") ? words.substring(1) : words, "百千万亿");
    }

    /** A whole number of a unit such as 元: two of them are 两元. */
    String counted(long number, String unit) {
        return atHead(cardinal(number) + unit, unit.substring(0, 1));
    }

    @Override
    public String digits(String digits) {
        StringBuilder words = new StringBuilder(digits.length());
        for (int i = 0; i < digits.length(); i++) {
            words.append(DIGITS.charAt(digits.charAt(i) - '0'));
        }
        return words.toString();
    }

    @Override
    public String minus() {
        return "负";
    }

    @Override
    public String point() {
        return "点";
    }

    private static String atHead(String words, String following) {
        boolean two = words.length() > 1 && words.charAt(0) == '二' && following.indexOf(words.charAt(1)) >= 0;
        return two ? "两" + words.substring(1) : words;
    }

    private static String full(long number) {
        if (number < MYRIAD) {
            return belowMyriad((int) number);
        }
        return number < HUNDRED_MILLION
                ? full(number / MYRIAD) + "万" + rest(number % MYRIAD, MYRIAD / 10)
                : full(number / HUNDRED_MILLION) + "亿" + rest(number % HUNDRED_MILLION, HUNDRED_MILLION / 10);
    }

    /** What follows 万 or 亿; smaller than the place right below it, it is led in by 零. */
    private static String rest(long number, long placeBelow) {
        if (number == 0) {
            return "";
        }
        return number < placeBelow ? "零" + full(number) : full(number);
    }

    private static String belowMyriad(int number) {
        StringBuilder words = new StringBuilder(8);
        boolean skipped = false;
        int divisor = 1000;
        for (int place = 3; place >= 0; place--, divisor /= 10) {
            int digit = number / divisor % 10;
            if (digit == 0) {
                skipped = !words.isEmpty();
            } else {
                words.append(skipped ? "零" : "").append(DIGITS.charAt(digit)).append(PLACES[place]);
                skipped = false;
            }
        }
        return words.toString();
    }
}
