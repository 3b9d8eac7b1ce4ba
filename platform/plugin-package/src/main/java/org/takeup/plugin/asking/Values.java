package org.takeup.plugin.asking;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;

/** Which answers an item can have, as {@link Condition.Is} writes them. */
final class Values {
    private Values() {}

    static boolean has(Item item, String value) {
        return switch (item) {
            case Item.Rating rating ->
                rating.notApplicable() && value.equals(Condition.NOT_APPLICABLE)
                        || isPoint(value, rating.scale().min(), rating.scale().max(), 1);
            case Item.Selection selection ->
                selection.choices().stream().anyMatch(choice -> choice.id().equals(value));
            case Item.Ranking ranking ->
                ranking.choices().stream().anyMatch(choice -> choice.id().equals(value));
            case Item.Recommend _ -> isPoint(value, 0, Item.Recommend.highest(), 1);
            case Item.Slider slider -> isPoint(value, slider.min(), slider.max(), slider.step());
            case Item.Number number -> isNumber(number, value);
            case Item.Day day -> isDay(day, value);
            case Item.Consent _ -> value.equals(Item.Consent.YES);
            case Item.FreeText _, Item.Email _, Item.PersonPick _, Item.Information _ -> false;
        };
    }

    static boolean isNumeric(Item item) {
        return switch (item) {
            case Item.Rating _, Item.Slider _, Item.Recommend _, Item.Number _ -> true;
            case Item.Selection _,
                    Item.Ranking _,
                    Item.Day _,
                    Item.Consent _,
                    Item.FreeText _,
                    Item.Email _,
                    Item.PersonPick _,
                    Item.Information _ -> false;
        };
    }

    private static boolean isPoint(String value, int min, int max, int step) {
        try {
            int point = Integer.parseInt(value);
            return value.equals(String.valueOf(point))
                    && point >= min
                    && point <= max
                    && ((long) point - min) % step == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNumber(Item.Number item, String value) {
        // Before it is read: a short exponent can stand for a very long number.
        if (!value.matches("-?[0-9]{1,16}(\\.[0-9]{1,6})?")) {
            return false;
        }
        BigDecimal number = new Answer.Number(new BigDecimal(value)).value();
        return number.toPlainString().equals(value)
                && number.compareTo(item.min()) >= 0
                && number.compareTo(item.max()) <= 0
                && number.scale() <= item.decimals();
    }

    private static boolean isDay(Item.Day item, String value) {
        try {
            LocalDate day = LocalDate.parse(value);
            return !day.isBefore(item.earliest()) && !day.isAfter(item.latest());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
