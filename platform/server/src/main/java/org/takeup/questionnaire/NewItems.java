package org.takeup.questionnaire;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Kind;

/** Questions as they are when somebody has just added them, with what they usually are. */
final class NewItems {
    /** Agreement, as people read it most often, from low to high. */
    private static final Map<String, List<String>> AGREEMENT = Map.of(
            "en", List.of("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"),
            "de", List.of("Stimme gar nicht zu", "Stimme nicht zu", "Weder noch", "Stimme zu", "Stimme voll zu"),
            "fr",
                    List.of(
                            "Pas du tout d’accord",
                            "Pas d’accord",
                            "Ni l’un ni l’autre",
                            "D’accord",
                            "Tout à fait d’accord"),
            "es", List.of("Nada de acuerdo", "En desacuerdo", "Ni lo uno ni lo otro", "De acuerdo", "Muy de acuerdo"));

    private NewItems() {}

    static Item of(Kind kind, String id, LocalizedText text, OwnQuestionnaire own) {
        return switch (kind) {
            case SINGLE -> new Item.Selection(id, text, false, choices(own), 1);
            case MULTIPLE -> new Item.Selection(id, text, false, choices(own), 2);
            case LIKERT -> new Item.Rating(id, text, false, agreement(own), true);
            case MATRIX -> new Item.Rating(id, text, false, agreement(own), true, Optional.of(text));
            case SLIDER -> new Item.Slider(id, text, false, 0, 100, 5, plain(own, "0"), plain(own, "100"));
            case RECOMMEND -> new Item.Recommend(id, text, false, plain(own, "0"), plain(own, "10"));
            case RANKING -> new Item.Ranking(id, text, false, choices(own), 2);
            case NUMBER ->
                new Item.Number(id, text, false, BigDecimal.ZERO, BigDecimal.valueOf(100), 0, Optional.empty());
            case DATE -> new Item.Day(id, text, false, LocalDate.of(2000, 1, 1), LocalDate.of(2100, 12, 31));
            case TEXT -> new Item.FreeText(id, text, false, Format.ONE_LINE);
            case LONG_TEXT -> new Item.FreeText(id, text, false, 2_000);
            case EMAIL -> new Item.Email(id, text, false);
            case INFORMATION -> new Item.Information(id, text);
            case CONSENT -> new Item.Consent(id, text, true);
            case PERSON -> new Item.PersonPick(id, text, false, 1);
        };
    }

    /** The same question asked in another way, as far as both ways have the same parts. */
    static Item as(Kind kind, Item item, OwnQuestionnaire own) {
        Item fresh = of(kind, item.id(), item.text(), own);
        return switch (fresh) {
            case Item.Selection each
            when !choices(item).isEmpty() ->
                new Item.Selection(
                        each.id(),
                        each.text(),
                        item.required(),
                        choices(item),
                        each.most() == 1 ? 1 : Math.max(2, choices(item).size()));
            case Item.Ranking each
            when !choices(item).isEmpty() ->
                new Item.Ranking(
                        each.id(),
                        each.text(),
                        item.required(),
                        choices(item),
                        choices(item).size());
            case Item.Rating each
            when item instanceof Item.Rating rating ->
                new Item.Rating(
                        each.id(), each.text(), item.required(), rating.scale(), rating.notApplicable(), each.about());
            case Item other -> other;
        };
    }

    private static List<Choice> choices(Item item) {
        return switch (item) {
            case Item.Selection selection -> selection.choices();
            case Item.Ranking ranking -> ranking.choices();
            default -> List.of();
        };
    }

    private static List<Choice> choices(OwnQuestionnaire own) {
        return List.of(new Choice("a", plain(own, "A")), new Choice("b", plain(own, "B")));
    }

    private static LocalizedText plain(OwnQuestionnaire own, String text) {
        var byLanguage = new HashMap<String, String>();
        own.languages().forEach(tag -> byLanguage.put(tag, text));
        return new LocalizedText(byLanguage);
    }

    private static ResponseScale agreement(OwnQuestionnaire own) {
        return new ResponseScale(
                1,
                IntStream.range(0, 5)
                        .mapToObj(i -> {
                            var byLanguage = new HashMap<String, String>();
                            own.languages()
                                    .forEach(tag -> Optional.ofNullable(AGREEMENT.get(tag.replaceAll("-.*", "")))
                                            .ifPresent(labels -> byLanguage.put(tag, labels.get(i))));
                            return byLanguage.isEmpty()
                                    ? plain(own, String.valueOf(i + 1))
                                    : new LocalizedText(byLanguage);
                        })
                        .toList());
    }
}
