package org.takeup.survey;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.Item;

/** Which points, numbers and days are accepted. Says what is in the reader's language. */
final class AnswerRanges {
    private final LocalWords words;

    AnswerRanges(LocalWords words) {
        this.words = words;
    }

    Optional<String> check(Item.Slider slider, int point) {
        boolean fits =
                point >= slider.min() && point <= slider.max() && ((long) point - slider.min()) % slider.step() == 0;
        return fits ? Optional.empty() : Optional.of(words.say("unknown-option"));
    }

    Optional<String> check(Item.Number item, BigDecimal number) {
        if (number.compareTo(item.min()) < 0 || number.compareTo(item.max()) > 0) {
            return Optional.of(words.say("number-range", ends(item)));
        }
        if (number.stripTrailingZeros().scale() > item.decimals()) {
            return Optional.of(
                    item.decimals() == 0
                            ? words.say("number-whole")
                            : words.say("number-decimals", "n", item.decimals()));
        }
        return Optional.empty();
    }

    String notANumber(Item.Number item) {
        return words.say("not-a-number", ends(item));
    }

    /** What to know before: from where to where. */
    String note(Item.Number item) {
        return words.say("number-note", ends(item));
    }

    private Map<String, String> ends(Item.Number item) {
        return Map.of(
                "least",
                Readable.number(item.min(), words.locale()),
                "most",
                Readable.number(item.max(), words.locale()));
    }

    Optional<String> check(Item.Day item, LocalDate day) {
        return day.isBefore(item.earliest()) || day.isAfter(item.latest())
                ? Optional.of(words.say("day-range", ends(item)))
                : Optional.empty();
    }

    String notADay(Item.Day item) {
        return words.say("not-a-day", ends(item));
    }

    String note(Item.Day item) {
        return words.say("day-note", ends(item));
    }

    private Map<String, String> ends(Item.Day item) {
        return Map.of(
                "least",
                Readable.day(item.earliest(), words.locale()),
                "most",
                Readable.day(item.latest(), words.locale()));
    }
}
