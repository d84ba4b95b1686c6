package org.belltower.prompt.readout;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The forms in which figures stand in free text, most specific first, and the readout of each. <em>Immutable.</em>
 *
 * <p>What has more than one meaning is read so: {@code 1:10} is a ratio and a time only with an hour of two digits, with
 * seconds, in a span of two times, or beside a word such as 上午, 开市, {@code at} or {@code a.m.}; {@code 1000-5000} is a
 * telephone number unless a unit follows ({@code 1000-5000元}), which makes it a span of two numbers, and one that begins with 0
 * always is. A scale behind an amount belongs to it: ¥1.5亿 is 一点五亿元; one of the other language is multiplied out.
 */
final class FreeTextForms {
    /** A full-width point between two digits. */
    static final Pattern WIDE_POINT = Pattern.compile("(?<=[0-9])()．(?=[0-9])");

    private static final String FIGURE = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?";

    private static final String SCALE =
            " ?(?:" + Scale.choice(Tongue.CHINESE) + "|(?i:" + Scale.choice(Tongue.ENGLISH) + ")(?![A-Za-z]))";

    /** What is counted or paid, never what follows a telephone number. */
    private static final String COUNTED = "(?:" + SCALE
            + "| ?(?:[元份股倍个位名次天日月年岁笔种条家户%]|人次|人民币|[美港欧日]元|英镑|小时|分钟"
            + "|(?i:yuan|dollars|euros|pounds|yen|percent|units|shares|times|people|days|weeks|months|years|hours|minutes)"
            + "(?![A-Za-z])))";

    private static final Pattern PAID =
            Pattern.compile(SCALE + "| ?(?:元|人民币|[美港欧日]元|英镑|(?i:yuan|dollars|euros|pounds|yen)(?![A-Za-z]))");

    private static final String CLOCK = "[0-9]{1,2}:[0-9]{2}";

    /** A time of day by its hour of two digits, by its seconds, or by what stands beside it. */
    private static final String TIME = "(?<![0-9:])(?:[0-9]{2}:[0-9]{2}(?::[0-9]{2})?|[0-9]:[0-9]{2}:[0-9]{2}"
            + "|(?:(?<=(?:上午|下午|早上|晚上|凌晨|中午|傍晚|每天|每日|交易日|日|号) {0,1})"
            + "|(?<=\\b(?i:at|by|from|until|till|since|before|after) )"
            + "|(?<=[0-9]:[0-9]{2} {0,1}[-~～至到] {0,1}))" + CLOCK
            + "|" + CLOCK + "(?= ?[-~～至到] ?" + CLOCK + "| ?(?:开市|开盘|收市|收盘|之?前|之?后|起|止|(?i:[ap]\\.?m\\b))))"
            + "(?![0-9:])";

    static final Pattern ANY =
            Pattern.compile("(?<date>(?<![0-9])(?<y>[0-9]{4})(?:[-/.](?<m>[0-9]{1,2})[-/.](?<d>[0-9]{1,2})(?![0-9])"
                    + "|年(?<m2>[0-9]{1,2})月(?<d2>[0-9]{1,2})日))"
                    + "|(?<year>(?<![0-9])[0-9]{4}(?=年))"
                    + "|(?<time>" + TIME + ")"
                    + "|(?<ratio>(?<![0-9:.])(?:[0-9]+(?:\\.[0-9]+)?):(?:[0-9]+(?:\\.[0-9]+)?)(?![0-9:]|\\.[0-9]))"
                    + "|(?<unit>HK\\$|US\\$|\\$|¥|€|£|(?<![A-Za-z])(?:CNY|RMB|HKD|USD|EUR|GBP|JPY) ?)(?<amount>-?(?:"
                    + FIGURE
                    + "))(?:[-~～](?<upper>" + FIGURE + ")(?![-0-9.]*[0-9]))?"
                    + "(?<scale>" + SCALE + ")?(?: ?(?:人民币|[美港欧日]元|英镑|元))?(?![0-9.]*[0-9])"
                    + "|(?<percent>(?:(?<![0-9A-Za-z)%元万亿])[-+])?(?:" + FIGURE + ")) ?%"
                    + "|(?<phone>(?<![0-9])(?![1-9][0-9]{2,3}-[1-9][0-9]{2,7}" + COUNTED
                    + ")[0-9]{3,4}(?:-[0-9]{3,8}){1,3}(?![0-9]))"
                    + "|(?<ordinal>(?<![0-9.,A-Za-z])[0-9]{1,15})(?:st|nd|rd|th)(?![A-Za-z])"
                    + "|(?<dotted>[0-9]+(?:\\.[0-9]+){2,})"
                    + "|(?<fraction>(?<over>[0-9]+)⁄(?<under>[0-9]+))"
                    + "|(?<range>(?<=[0-9%元万亿])[-~～](?=(?:HK\\$|US\\$|[$¥€£])?[0-9]))"
                    + "|(?<number>(?:(?<![0-9A-Za-z)%元万亿])[-+])?(?:" + FIGURE + "))"
                    + "|(?<sign>[%&+=@#*〇])");

    private static final int LONGEST_NUMBER = 6;

    private FreeTextForms() {}

    static String words(Matcher form, String text, Tongue tongue) {
        if (form.group("date") != null) {
            return date(form, tongue);
        } else if (form.group("year") != null) {
            return NumberWords.in(tongue).digits(form.group("year"));
        } else if (form.group("time") != null) {
            return orDigits(new TimeReadout().read(form.group("time"), "", tongue), form.group("time"), tongue);
        } else if (form.group("ratio") != null) {
            return groups(
                    form.group("ratio"),
                    ":",
                    tongue == Tongue.CHINESE ? "比" : " to ",
                    figure -> orDigits(new NumberReadout().read(figure, "", tongue), figure, tongue));
        } else if (form.group("amount") != null) {
            return amount(form, tongue);
        } else if (form.group("percent") != null) {
            String percent = form.group("percent");
            return orDigits(new PercentageReadout().read(percent, "", tongue), percent + "%", tongue);
        } else if (form.group("phone") != null) {
            return groups(
                    form.group("phone"),
                    "-",
                    tongue == Tongue.CHINESE ? "，" : ", ",
                    group -> DigitsReadout.telephone(group, tongue));
        } else if (form.group("ordinal") != null) {
            String place = form.group("ordinal");
            return orDigits(new OrdinalReadout().read(place, "", tongue), place, tongue);
        } else if (form.group("dotted") != null) {
            NumberWords numbers = NumberWords.in(tongue);
            return groups(form.group("dotted"), "\\.", numbers.point(), numbers::digits);
        } else if (form.group("fraction") != null) {
            return fraction(form.group("over"), form.group("under"), tongue);
        } else if (form.group("range") != null) {
            return tongue == Tongue.CHINESE ? "至" : "to ";
        } else if (form.group("number") != null) {
            return number(form, text, tongue);
        }
        return sign(form.group("sign"), tongue);
    }

    private static String date(Matcher form, Tongue tongue) {
        boolean chinese = form.group("m2") != null;
        int month = Integer.parseInt(form.group(chinese ? "m2" : "m"));
        int day = Integer.parseInt(form.group(chinese ? "d2" : "d"));
        String iso = "%s-%02d-%02d".formatted(form.group("y"), month, day);
        return orDigits(new DateReadout().read(iso, "", tongue), form.group("date"), tongue);
    }

    private static String amount(Matcher form, Tongue tongue) {
        String code = switch (form.group("unit").strip()) {
            case "$", "US$" -> "USD";
            case "HK$" -> "HKD";
            case "¥", "RMB" -> "CNY";
            case "€" -> "EUR";
            case "£" -> "GBP";
            default -> form.group("unit").strip();
        };
        String amount = form.group("amount");
        Optional<String> upper = Optional.ofNullable(form.group("upper"));
        Scale scale =
                Scale.of(Optional.ofNullable(form.group("scale")).orElse("").strip());
        if (!scale.isSaidIn(tongue)) {
            return span(scale.times(amount), upper.map(scale::times), Scale.NONE, code, tongue);
        }
        return span(amount, upper, scale, code, tongue);
    }

    /** One amount, or the least and the most of which only the last names its scale and unit. */
    private static String span(String amount, Optional<String> upper, Scale scale, String code, Tongue tongue) {
        if (upper.isPresent()) {
            return scaled(amount, Scale.NONE, tongue)
                    + (tongue == Tongue.CHINESE ? "至" : " to ")
                    + scaled(upper.get(), scale, tongue)
                    + unit(code, tongue);
        }
        if (scale == Scale.NONE && new MoneyReadout().read(amount, code, tongue) instanceof Reading.Words words) {
            return words.text();
        }
        // Finer than the smallest unit, or in thousands and more.
        return scaled(amount, scale, tongue) + unit(code, tongue);
    }

    private static String scaled(String figure, Scale scale, Tongue tongue) {
        boolean two = tongue == Tongue.CHINESE && scale != Scale.NONE && figure.equals("2");
        return (two ? "两" : orDigits(new NumberReadout().read(figure, "", tongue), figure, tongue)) + scale.words();
    }

    private static String unit(String code, Tongue tongue) {
        return CurrencyWords.of(code)
                .map(currency -> tongue == Tongue.CHINESE ? currency.chinese : " " + currency.many)
                .orElse("");
    }

    private static String number(Matcher form, String text, Tongue tongue) {
        String number = form.group("number");
        int start = form.start();
        int end = form.end();
        boolean code = (number.length() > 1 && number.charAt(0) == '0' && number.charAt(1) != '.')
                || (number.length() > LONGEST_NUMBER
                        && number.chars().allMatch(Character::isDigit)
                        && !PAID.matcher(text).region(end, text.length()).lookingAt())
                || (start > 0 && isAsciiLetter(text.charAt(start - 1)))
                || (start > 1 && text.charAt(start - 1) == '-' && isAsciiLetter(text.charAt(start - 2)))
                || (end < text.length() && isAsciiLetter(text.charAt(end)));
        if (code) {
            return byDigit(number, tongue);
        }
        boolean counted = tongue == Tongue.CHINESE
                && number.equals("2")
                && (start == 0 || text.charAt(start - 1) != '第')
                && end < text.length()
                && "个位次天元种条笔名家百千万亿".indexOf(text.charAt(end)) >= 0;
        return counted ? "两" : orDigits(new NumberReadout().read(number, "", tongue), number, tongue);
    }

    private static String fraction(String over, String under, Tongue tongue) {
        return switch (tongue) {
            case CHINESE -> byDigit(under, tongue) + "分之" + byDigit(over, tongue);
            case ENGLISH -> byDigit(over, tongue) + " over " + byDigit(under, tongue);
        };
    }

    private static String groups(String text, String separator, String spoken, UnaryOperator<String> words) {
        return Arrays.stream(text.split(separator, -1)).map(words).collect(Collectors.joining(spoken));
    }

    /** Whatever has the form of a figure but is none (month 13, thirty digits) is said digit by digit. */
    private static String orDigits(Reading reading, String text, Tongue tongue) {
        return switch (reading) {
            case Reading.Words words -> words.text();
            case Reading.Refused refused -> byDigit(text, tongue);
        };
    }

    private static String byDigit(String text, Tongue tongue) {
        NumberWords numbers = NumberWords.in(tongue);
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            String word = switch (character) {
                case '.' -> numbers.point();
                case ',' -> "";
                case '-' -> i == 0 ? numbers.minus() : " ";
                case '/', ':' -> " ";
                case '%' -> sign("%", tongue);
                case '+' -> sign("+", tongue);
                default -> Character.isDigit(character) ? numbers.digits(String.valueOf(character)) : "" + character;
            };
            boolean glued = tongue == Tongue.ENGLISH && !words.isEmpty() && !word.isBlank();
            words.append(glued && words.charAt(words.length() - 1) != ' ' && !word.startsWith(" ") ? " " : "")
                    .append(word);
        }
        return words.toString().strip();
    }

    private static String sign(String sign, Tongue tongue) {
        boolean chinese = tongue == Tongue.CHINESE;
        return switch (sign) {
            case "%" -> chinese ? "百分号" : " percent ";
            case "&" -> chinese ? "和" : " and ";
            case "+" -> chinese ? "加" : " plus ";
            case "=" -> chinese ? "等于" : " equals ";
            case "#" -> chinese ? "井号" : " pound ";
            case "*" -> chinese ? "星号" : " star ";
            case "@" -> chinese ? "艾特" : " at ";
            case "〇" -> chinese ? "零" : " zero ";
            default -> " ";
        };
    }

    private static boolean isAsciiLetter(char character) {
        return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    }
}
