package org.takeup.survey;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers and days as people write them in their language, and back. */
final class Readable {
    private static final int MOST_DIGITS = 30;
    private static final int LONGEST = 40;
    private static final int LAST_YEAR = 9999;
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    /** Blanks that group digits, those that do not break among them, and the Swiss apostrophe. */
    private static final Pattern BETWEEN_DIGITS =
            Pattern.compile("(?<=[0-9])[ \\u00A0\\u202F\\u2009'\\u2019](?=[0-9]{3})");

    private static final DateTimeFormatter ISO = DateTimeFormatter.ISO_LOCAL_DATE;
    private static final Map<String, List<DateTimeFormatter>> DAYS = Map.of(
            "de", List.of(pattern("d.M.uuuu")),
            "fr", List.of(pattern("d/M/uuuu"), pattern("d.M.uuuu")),
            "es", List.of(pattern("d/M/uuuu")));

    private Readable() {}

    private static DateTimeFormatter pattern(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** The number, if it has a bearable number of digits: a short exponent can stand for a very long one. */
    static Optional<BigDecimal> number(BigDecimal given) {
        return given.precision() <= MOST_DIGITS && Math.abs((long) given.scale()) <= MOST_DIGITS
                ? Optional.of(given)
                : Optional.empty();
    }

    /**
     * Reads a number. The language decides what a point or a comma means where both are possible: 1.500 is one and a half in
     * English and fifteen hundred in German. Where only one reading is possible, it is taken.
     */
    static Optional<BigDecimal> number(String written, Locale language) {
        String text = written.strip().replace('\u2212', '-');
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        text = BETWEEN_DIGITS.matcher(text).replaceAll("");
        char point = DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ',' ? ',' : '.';
        char other = point == ',' ? '.' : ',';
        boolean groups = groupsBy(other, language) && isGrouped(text, other, point);
        String plain = groups
                ? text.replace(String.valueOf(other), "").replace(point, '.')
                : text.indexOf(point) < 0 ? text.replace(other, '.') : text.replace(point, '.');
        return PLAIN.matcher(plain).matches() ? number(new BigDecimal(plain)) : Optional.empty();
    }

    private static boolean groupsBy(char mark, Locale language) {
        return DecimalFormatSymbols.getInstance(language).getGroupingSeparator() == mark;
    }

    private static boolean isGrouped(String text, char group, char point) {
        return Pattern.matches(
                "-?[0-9]{1,3}(" + Pattern.quote(String.valueOf(group)) + "[0-9]{3})+("
                        + Pattern.quote(String.valueOf(point)) + "[0-9]+)?",
                text);
    }

    /** The number as {@link #number(String, Locale)} reads it in this language, without marks between digits. */
    static String number(BigDecimal number, Locale language) {
        String plain = new org.takeup.plugin.api.Answer.Number(number).value().toPlainString();
        return DecimalFormatSymbols.getInstance(language).getDecimalSeparator() == ','
                ? plain.replace('.', ',')
                : plain;
    }

    static Optional<LocalDate> isoDay(String written) {
        return day(written, ISO);
    }

    /** Reads a day as browsers send it, or as it is written in this language where that can mean but one day. */
    static Optional<LocalDate> day(String written, Locale language) {
        String text = written.strip();
        return isoDay(text)
                .or(() -> DAYS.getOrDefault(language.getLanguage(), List.of()).stream()
                        .flatMap(format -> day(text, format).stream())
                        .findFirst());
    }

    private static Optional<LocalDate> day(String written, DateTimeFormatter format) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.parse(written, format);
            return day.getYear() >= 1 && day.getYear() <= LAST_YEAR ? Optional.of(day) : Optional.empty();
        } catch (DateTimeException e) {
            // No day in this way of writing.
            return Optional.empty();
        }
    }

    /** The day in words of this language. */
    static String day(LocalDate day, Locale language) {
        return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(language));
    }
}
