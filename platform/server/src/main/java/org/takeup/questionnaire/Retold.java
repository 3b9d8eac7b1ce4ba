package org.takeup.questionnaire;

import java.util.List;
import java.util.function.UnaryOperator;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel;

/** Tells a questionnaire with other texts, everything else the same. */
final class Retold {
    private final UnaryOperator<LocalizedText> words;

    private Retold(UnaryOperator<LocalizedText> words) {
        this.words = words;
    }

    /** With these languages only; a text that had none of them keeps what it had, under the first. */
    static OwnQuestionnaire in(List<String> languages, OwnQuestionnaire own) {
        return new Retold(text -> reduced(languages, text)).all(own, languages);
    }

    private static LocalizedText reduced(List<String> languages, LocalizedText text) {
        var kept = new java.util.HashMap<>(text.byLanguage());
        kept.keySet().retainAll(languages);
        if (kept.isEmpty()) {
            kept.put(languages.getFirst(), text.byLanguage().values().iterator().next());
        }
        return new LocalizedText(kept);
    }

    private OwnQuestionnaire all(OwnQuestionnaire own, List<String> languages) {
        return new OwnQuestionnaire(
                words.apply(own.title()),
                words.apply(own.purpose()),
                own.minutes(),
                own.smallestGroup(),
                languages,
                own.guide()
                        .map(guide -> new OwnQuestionnaire.Guide(
                                words.apply(guide.audience()),
                                words.apply(guide.scoring()),
                                words.apply(guide.reading()),
                                guide.weeksBetween())),
                new Questionnaire(
                        own.asked().version(),
                        own.asked().pages().stream()
                                .map(page -> new Questionnaire.Page(
                                        page.id(),
                                        words.apply(page.title()),
                                        page.items().stream().map(this::item).toList()))
                                .toList(),
                        own.asked().shownIf()),
                new ScoringModel(own.scoring().scales().stream()
                        .map(scale -> new ScoringModel.Scale(
                                scale.id(),
                                words.apply(scale.name()),
                                words.apply(scale.meaning()),
                                scale.items(),
                                scale.minAnswered(),
                                scale.index(),
                                scale.within(),
                                scale.range()))
                        .toList()),
                own.uses());
    }

    private Item item(Item item) {
        LocalizedText text = words.apply(item.text());
        return switch (item) {
            case Item.Rating rating ->
                new Item.Rating(
                        rating.id(),
                        text,
                        rating.required(),
                        new ResponseScale(
                                rating.scale().min(),
                                rating.scale().labels().stream().map(words).toList()),
                        rating.notApplicable(),
                        rating.about().map(words));
            case Item.Selection each ->
                new Item.Selection(each.id(), text, each.required(), choices(each.choices()), each.most());
            case Item.Ranking each ->
                new Item.Ranking(each.id(), text, each.required(), choices(each.choices()), each.most());
            case Item.FreeText each -> new Item.FreeText(each.id(), text, each.required(), each.mostCharacters());
            case Item.Recommend each ->
                new Item.Recommend(
                        each.id(), text, each.required(), words.apply(each.least()), words.apply(each.most()));
            case Item.Slider each ->
                new Item.Slider(
                        each.id(),
                        text,
                        each.required(),
                        each.min(),
                        each.max(),
                        each.step(),
                        words.apply(each.least()),
                        words.apply(each.most()));
            case Item.Number each ->
                new Item.Number(
                        each.id(),
                        text,
                        each.required(),
                        each.min(),
                        each.max(),
                        each.decimals(),
                        each.unit().map(words));
            case Item.Day each -> new Item.Day(each.id(), text, each.required(), each.earliest(), each.latest());
            case Item.Email each -> new Item.Email(each.id(), text, each.required());
            case Item.Information each -> new Item.Information(each.id(), text);
            case Item.Consent each -> new Item.Consent(each.id(), text, each.required());
            case Item.PersonPick each -> new Item.PersonPick(each.id(), text, each.required(), each.most());
        };
    }

    private List<Choice> choices(List<Choice> choices) {
        return choices.stream()
                .map(choice -> new Choice(choice.id(), words.apply(choice.label())))
                .toList();
    }
}
