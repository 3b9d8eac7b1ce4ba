package org.takeup.survey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * A wave's questions as the API shows them, each text by language.
 *
 * @param smallestGroup the promise: figures rest on at least so many people
 */
public record QuestionnaireView(
        String wave,
        String title,
        String version,
        Instant closes,
        int minutes,
        int smallestGroup,
        List<String> languages,
        List<PageView> pages) {

    /** One screen. @param shownIf when it is shown; always if there is none */
    public record PageView(
            String id, Map<String, String> title, List<ItemView> items, Optional<Map<String, Object>> shownIf) {}

    /**
     * One question.
     *
     * @param kind {@code rating}, {@code selection}, {@code ranking}, {@code recommend}, {@code text}, {@code slider},
     *     {@code number}, {@code day}, {@code email}, {@code information}, {@code consent} or {@code person}, which decides
     *     what else is there
     * @param about what the text is asked about, said once for all neighbours with the same
     * @param range of what is not chosen from a list
     * @param shownIf when it is shown; always if there is none
     */
    public record ItemView(
            String id,
            String kind,
            Optional<Map<String, String>> about,
            Map<String, String> text,
            boolean required,
            Optional<Boolean> notApplicable,
            Optional<Integer> most,
            List<OptionView> options,
            Optional<RangeView> range,
            Optional<Map<String, Object>> shownIf) {}

    /**
     * What a slider, a number or a day may be.
     *
     * @param least and {@code most} are numbers, or days in ISO 8601
     * @param step from one accepted value to the next; none for days
     */
    public record RangeView(String least, String most, Optional<String> step, Optional<Map<String, String>> unit) {}

    /** One answer: a point of the scale, or a choice. Of 0 to 10 and of a slider only both ends, which alone have words. */
    public record OptionView(String value, Map<String, String> label) {}

    static QuestionnaireView of(Waves.Known known) {
        Wave wave = known.wave();
        Questionnaire asked = known.snapshot().questionnaire();
        return new QuestionnaireView(
                wave.id(),
                wave.title(),
                asked.version(),
                wave.closes(),
                wave.instrument().minutes(),
                wave.privacy().smallestGroup(),
                known.snapshot().languages(),
                asked.pages().stream().map(page -> page(asked, page)).toList());
    }

    private static PageView page(Questionnaire asked, Questionnaire.Page page) {
        return new PageView(
                page.id(),
                page.title().byLanguage(),
                page.items().stream().map(item -> item(asked, item)).toList(),
                shownIf(asked, page.id()));
    }

    private static Optional<Map<String, Object>> shownIf(Questionnaire asked, String id) {
        return Optional.ofNullable(asked.shownIf().get(id)).map(ConditionDocument::write);
    }

    private static ItemView item(Questionnaire asked, Item item) {
        return new ItemView(
                item.id(),
                kind(item),
                item instanceof Item.Rating rating ? rating.about().map(LocalizedText::byLanguage) : Optional.empty(),
                item.text().byLanguage(),
                item.required(),
                item instanceof Item.Rating rating ? Optional.of(rating.notApplicable()) : Optional.empty(),
                most(item),
                options(item),
                range(item),
                shownIf(asked, item.id()));
    }

    static String kind(Item item) {
        return switch (item) {
            case Item.Rating _ -> "rating";
            case Item.Selection _ -> "selection";
            case Item.Ranking _ -> "ranking";
            case Item.Recommend _ -> "recommend";
            case Item.FreeText _ -> "text";
            case Item.Slider _ -> "slider";
            case Item.Number _ -> "number";
            case Item.Day _ -> "day";
            case Item.Email _ -> "email";
            case Item.Information _ -> "information";
            case Item.Consent _ -> "consent";
            case Item.PersonPick _ -> "person";
        };
    }

    private static Optional<Integer> most(Item item) {
        return switch (item) {
            case Item.Selection selection -> Optional.of(selection.most());
            case Item.Ranking ranking -> Optional.of(ranking.most());
            case Item.FreeText words -> Optional.of(words.mostCharacters());
            case Item.PersonPick pick -> Optional.of(pick.most());
            default -> Optional.empty();
        };
    }

    /** What can be chosen; nothing if the question is not answered by choosing. */
    static List<OptionView> options(Item item) {
        return switch (item) {
            case Item.Rating rating ->
                IntStream.range(0, rating.scale().labels().size())
                        .mapToObj(i -> new OptionView(
                                String.valueOf(rating.scale().min() + i),
                                rating.scale().labels().get(i).byLanguage()))
                        .toList();
            case Item.Selection selection -> options(selection.choices());
            case Item.Ranking ranking -> options(ranking.choices());
            case Item.Recommend recommend -> ends(0, recommend.least(), Item.Recommend.highest(), recommend.most());
            case Item.Slider slider -> ends(slider.min(), slider.least(), slider.max(), slider.most());
            default -> List.of();
        };
    }

    private static List<OptionView> options(List<Choice> choices) {
        return choices.stream()
                .map(choice -> new OptionView(choice.id(), choice.label().byLanguage()))
                .toList();
    }

    private static List<OptionView> ends(int min, LocalizedText least, int max, LocalizedText most) {
        return List.of(
                new OptionView(String.valueOf(min), least.byLanguage()),
                new OptionView(String.valueOf(max), most.byLanguage()));
    }

    private static Optional<RangeView> range(Item item) {
        return switch (item) {
            case Item.Slider slider ->
                Optional.of(new RangeView(
                        String.valueOf(slider.min()),
                        String.valueOf(slider.max()),
                        Optional.of(String.valueOf(slider.step())),
                        Optional.empty()));
            case Item.Number number ->
                Optional.of(new RangeView(
                        number.min().toPlainString(),
                        number.max().toPlainString(),
                        Optional.of(
                                BigDecimal.ONE.movePointLeft(number.decimals()).toPlainString()),
                        number.unit().map(LocalizedText::byLanguage)));
            case Item.Day day ->
                Optional.of(new RangeView(
                        day.earliest().toString(), day.latest().toString(), Optional.empty(), Optional.empty()));
            default -> Optional.empty();
        };
    }
}
