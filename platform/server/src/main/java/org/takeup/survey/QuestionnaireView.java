package org.takeup.survey;

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

    /** One screen. */
    public record PageView(String id, Map<String, String> title, List<ItemView> items) {}

    /**
     * One question.
     *
     * @param kind {@code rating}, {@code selection}, {@code ranking}, {@code recommend} or {@code text}, which decides what
     *     else is there
     * @param about what the text is asked about, said once for all neighbours with the same
     */
    public record ItemView(
            String id,
            String kind,
            Optional<Map<String, String>> about,
            Map<String, String> text,
            boolean required,
            Optional<Boolean> notApplicable,
            Optional<Integer> most,
            List<OptionView> options) {}

    /** One answer: a point of the scale, or a choice. Of 0 to 10 only both ends, which alone have words. */
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
                asked.pages().stream().map(QuestionnaireView::page).toList());
    }

    private static PageView page(Questionnaire.Page page) {
        return new PageView(
                page.id(),
                page.title().byLanguage(),
                page.items().stream().map(QuestionnaireView::item).toList());
    }

    private static ItemView item(Item item) {
        Map<String, String> text = item.text().byLanguage();
        return switch (item) {
            case Item.Rating rating ->
                new ItemView(
                        rating.id(),
                        "rating",
                        rating.about().map(LocalizedText::byLanguage),
                        text,
                        rating.required(),
                        Optional.of(rating.notApplicable()),
                        Optional.empty(),
                        IntStream.range(0, rating.scale().labels().size())
                                .mapToObj(i -> new OptionView(
                                        String.valueOf(rating.scale().min() + i),
                                        rating.scale().labels().get(i).byLanguage()))
                                .toList());
            case Item.Selection selection -> chosen(item, "selection", selection.choices(), selection.most());
            case Item.Ranking ranking -> chosen(item, "ranking", ranking.choices(), ranking.most());
            case Item.Recommend recommend ->
                new ItemView(
                        recommend.id(),
                        "recommend",
                        Optional.empty(),
                        text,
                        recommend.required(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(
                                new OptionView("0", recommend.least().byLanguage()),
                                new OptionView(
                                        String.valueOf(Item.Recommend.highest()),
                                        recommend.most().byLanguage())));
            case Item.FreeText words ->
                new ItemView(
                        words.id(),
                        "text",
                        Optional.empty(),
                        text,
                        words.required(),
                        Optional.empty(),
                        Optional.of(words.mostCharacters()),
                        List.of());
        };
    }

    private static ItemView chosen(Item item, String kind, List<Choice> choices, int most) {
        return new ItemView(
                item.id(),
                kind,
                Optional.empty(),
                item.text().byLanguage(),
                item.required(),
                Optional.empty(),
                Optional.of(most),
                choices.stream()
                        .map(choice ->
                                new OptionView(choice.id(), choice.label().byLanguage()))
                        .toList());
    }
}
