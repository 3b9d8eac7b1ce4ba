package org.takeup.plugin.packaging.settings;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.plugin.packaging.settings.Setting.Bounds;

/**
 * A value held against its setting.
 *
 * @param value as it is stored and handed over
 * @param wrong what is wrong with it and what to do, if anything is
 */
public record ValueCheck(String value, Optional<String> wrong) {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,10})?");

    /** Holds a value that is not blank against its setting. */
    public static ValueCheck of(Setting setting, String entered) {
        String value = entered.strip();
        return switch (setting.kind()) {
            case INTEGER, NUMBER -> number(setting, value);
            case BOOLEAN ->
                new ValueCheck(value, said(!value.equals("true") && !value.equals("false"), "Give true or false."));
            case CHOICE ->
                new ValueCheck(value, said(!setting.bounds().choices().contains(value), "Choose one of the options."));
            case LIST -> list(setting.bounds(), value);
            case DATE -> new ValueCheck(value, said(!isDate(value), "Give a date like 2026-11-24."));
            case CRON -> new ValueCheck(value, Cron.wrong(value));
            case URL -> new ValueCheck(value, text(setting.bounds(), value).or(() -> Destination.wrong(value)));
            case TEXT -> new ValueCheck(value, oneLine(value).or(() -> text(setting.bounds(), value)));
            case SECRET -> new ValueCheck(value, text(setting.bounds(), value));
        };
    }

    private static ValueCheck number(Setting setting, String value) {
        boolean whole = setting.kind() == Setting.Kind.INTEGER;
        if (!NUMBER.matcher(value).matches()) {
            return new ValueCheck(
                    value, Optional.of(whole ? "Give a whole number, in digits." : "Give a number like 12 or 0.5."));
        }
        BigDecimal number = new BigDecimal(value);
        if (whole && number.stripTrailingZeros().scale() > 0) {
            return new ValueCheck(value, Optional.of("Give a whole number, without decimals."));
        }
        String plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        return new ValueCheck(
                plain,
                outside(number, setting.bounds().least(), setting.bounds().most()));
    }

    private static Optional<String> outside(BigDecimal number, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        if (least != null && number.compareTo(least) < 0) {
            return Optional.of("Give " + least.toPlainString() + " or more.");
        }
        return most != null && number.compareTo(most) > 0
                ? Optional.of("Give " + most.toPlainString() + " or less.")
                : Optional.empty();
    }

    private static ValueCheck list(Bounds bounds, String value) {
        List<String> entries = new ArrayList<>();
        value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(entries::add);
        if (entries.size() > bounds.mostEntries()) {
            return new ValueCheck(value, Optional.of("Give at most " + bounds.mostEntries() + " entries, one a line."));
        }
        Optional<String> wrong = entries.stream()
                .flatMap(entry -> oneLine(entry).or(() -> text(bounds, entry)).stream()
                        .map(what -> "Line " + (entries.indexOf(entry) + 1) + ": " + what))
                .findFirst();
        return new ValueCheck(String.join("\n", entries), wrong);
    }

    private static Optional<String> text(Bounds bounds, String value) {
        int length = value.codePointCount(0, value.length());
        if (length > bounds.longest()) {
            return Optional.of("Use at most " + bounds.longest() + " characters.");
        }
        if (length < bounds.shortest()) {
            return Optional.of("Use at least " + bounds.shortest() + " characters.");
        }
        return said(
                bounds.pattern() != null && !bounds.pattern().matcher(value).find(),
                "This does not have the form that the plugin asks for.");
    }

    private static Optional<String> oneLine(String value) {
        return said(value.chars().anyMatch(Character::isISOControl), "Use one line without control characters.");
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return value.length() == 10;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static Optional<String> said(boolean wrong, String what) {
        return wrong ? Optional.of(what) : Optional.empty();
    }
}
