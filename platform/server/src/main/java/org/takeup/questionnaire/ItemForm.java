package org.takeup.questionnaire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Kind;
import org.takeup.questionnaire.format.Wording;

/** A question as the fields of a form, and back. */
final class ItemForm {
    private ItemForm() {}

    /** The fields with their values. */
    static Map<String, String> values(Item item) {
        Map<String, String> values = new HashMap<>();
        put(values, "text", item.text());
        tick(values, "required", item.required());
        switch (item) {
            case Item.Rating rating -> {
                rating.about().ifPresent(about -> put(values, "about", about));
                values.put("min", String.valueOf(rating.scale().min()));
                tick(values, "notApplicable", rating.notApplicable());
                List<LocalizedText> labels = rating.scale().labels();
                for (int i = 0; i < labels.size(); i++) {
                    put(values, "point." + (i + 1), labels.get(i));
                }
            }
            case Item.Selection selection -> {
                values.put("most", String.valueOf(selection.most()));
                put(values, selection.choices());
            }
            case Item.Ranking ranking -> {
                values.put("most", String.valueOf(ranking.most()));
                put(values, ranking.choices());
            }
            case Item.Recommend recommend -> {
                put(values, "least", recommend.least());
                put(values, "highest", recommend.most());
            }
            case Item.Slider slider -> {
                put(values, "least", slider.least());
                put(values, "highest", slider.most());
                values.put("min", String.valueOf(slider.min()));
                values.put("max", String.valueOf(slider.max()));
                values.put("step", String.valueOf(slider.step()));
            }
            case Item.Number number -> {
                values.put("min", number.min().toPlainString());
                values.put("max", number.max().toPlainString());
                values.put("decimals", String.valueOf(number.decimals()));
                number.unit().ifPresent(unit -> put(values, "unit", unit));
            }
            case Item.Day day -> {
                values.put("earliest", day.earliest().toString());
                values.put("latest", day.latest().toString());
            }
            case Item.FreeText text -> values.put("characters", String.valueOf(text.mostCharacters()));
            case Item.PersonPick pick -> values.put("most", String.valueOf(pick.most()));
            case Item.Email _, Item.Information _, Item.Consent _ -> {}
        }
        return values;
    }

    static void put(Map<String, String> values, String name, LocalizedText text) {
        text.byLanguage().forEach((tag, words) -> values.put(name + "." + tag, words));
    }

    private static void put(Map<String, String> values, List<Choice> choices) {
        for (int i = 0; i < choices.size(); i++) {
            values.put("choice." + (i + 1) + ".id", choices.get(i).id());
            put(values, "choice." + (i + 1), choices.get(i).label());
        }
    }

    private static void tick(Map<String, String> values, String name, boolean on) {
        if (on) {
            values.put(name, "yes");
        }
    }

    /** The question that was entered. What does not fit is noted in {@code in}. */
    static Item read(Kind kind, String id, Entered in) {
        LocalizedText text = in.text("text", Wording.LONGEST);
        boolean required = in.ticked("required");
        return switch (kind) {
            case SINGLE -> new Item.Selection(id, text, required, in.choices(), 1);
            case MULTIPLE ->
                new Item.Selection(id, text, required, in.choices(), in.whole("most", 2, Format.MOST_CHOICES));
            case LIKERT -> new Item.Rating(id, text, required, scale(in), in.ticked("notApplicable"));
            case MATRIX ->
                new Item.Rating(
                        id,
                        text,
                        required,
                        scale(in),
                        in.ticked("notApplicable"),
                        Optional.of(in.text("about", Wording.LONGEST)));
            case SLIDER ->
                new Item.Slider(
                        id,
                        text,
                        required,
                        in.whole("min", -1_000_000, 1_000_000),
                        in.whole("max", -1_000_000, 1_000_000),
                        in.whole("step", 1, 1_000_000),
                        in.text("least", Wording.SHORT),
                        in.text("highest", Wording.SHORT));
            case RECOMMEND ->
                new Item.Recommend(
                        id, text, required, in.text("least", Wording.SHORT), in.text("highest", Wording.SHORT));
            case RANKING -> {
                List<Choice> choices = in.choices();
                yield new Item.Ranking(id, text, required, choices, in.whole("most", 1, Math.max(1, choices.size())));
            }
            case NUMBER ->
                new Item.Number(
                        id,
                        text,
                        required,
                        in.decimal("min"),
                        in.decimal("max"),
                        in.whole("decimals", 0, 6),
                        in.textIfThere("unit", Wording.SHORT));
            case DATE -> new Item.Day(id, text, required, in.day("earliest"), in.day("latest"));
            case TEXT -> new Item.FreeText(id, text, required, in.whole("characters", 1, Format.ONE_LINE));
            case LONG_TEXT ->
                new Item.FreeText(id, text, required, in.whole("characters", Format.ONE_LINE + 1, 10_000));
            case EMAIL -> new Item.Email(id, text, required);
            case INFORMATION -> new Item.Information(id, text);
            case CONSENT -> new Item.Consent(id, text, required);
            case PERSON -> new Item.PersonPick(id, text, required, in.whole("most", 1, 20));
        };
    }

    private static ResponseScale scale(Entered in) {
        return new ResponseScale(in.whole("min", -100, 100), in.points());
    }
}
