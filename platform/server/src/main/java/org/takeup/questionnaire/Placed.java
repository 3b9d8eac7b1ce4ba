package org.takeup.questionnaire;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;

/** A text with its place. @param about the id of the page or question, or {@code scale} and an id; empty for the whole */
public record Placed(String about, String what, LocalizedText text) {
    /** All texts, in the order of the questionnaire. */
    public static Stream<Placed> all(OwnQuestionnaire own) {
        return Stream.of(
                        Stream.of(
                                new Placed("", "the title", own.title()), new Placed("", "the purpose", own.purpose())),
                        own.guide().stream()
                                .flatMap(guide -> Stream.of(
                                        new Placed("", "the guide: audience", guide.audience()),
                                        new Placed("", "the guide: scoring", guide.scoring()),
                                        new Placed("", "the guide: reading", guide.reading()))),
                        own.asked().pages().stream()
                                .flatMap(page -> Stream.concat(
                                        Stream.of(
                                                new Placed(page.id(), "the title of page " + page.id(), page.title())),
                                        page.items().stream().flatMap(Placed::of))),
                        own.scoring().scales().stream()
                                .flatMap(scale -> Stream.of(
                                        new Placed(
                                                "scale " + scale.id(), "the name of scale " + scale.id(), scale.name()),
                                        new Placed(
                                                "scale " + scale.id(),
                                                "the meaning of scale " + scale.id(),
                                                scale.meaning()))))
                .flatMap(each -> each);
    }

    /** The texts of one question. */
    public static Stream<Placed> of(Item item) {
        String id = item.id();
        Stream<Placed> more = switch (item) {
            case Item.Rating rating ->
                Stream.concat(
                        rating.about().stream().map(about -> new Placed(id, "the heading of " + id, about)),
                        IntStream.range(0, rating.scale().labels().size())
                                .mapToObj(i -> new Placed(
                                        id,
                                        "point " + (rating.scale().min() + i) + " of " + id,
                                        rating.scale().labels().get(i))));
            case Item.Selection selection -> selection.choices().stream().map(choice -> of(id, choice));
            case Item.Ranking ranking -> ranking.choices().stream().map(choice -> of(id, choice));
            case Item.Recommend recommend -> ends(id, recommend.least(), recommend.most());
            case Item.Slider slider -> ends(id, slider.least(), slider.most());
            case Item.Number number -> number.unit().stream().map(unit -> new Placed(id, "the unit of " + id, unit));
            case Item.FreeText _, Item.Day _, Item.Email _, Item.Information _, Item.Consent _, Item.PersonPick _ ->
                Stream.empty();
        };
        return Stream.concat(Stream.of(new Placed(id, "the text of " + id, item.text())), more);
    }

    private static Placed of(String id, Choice choice) {
        return new Placed(id, "choice " + choice.id() + " of " + id, choice.label());
    }

    private static Stream<Placed> ends(String id, LocalizedText least, LocalizedText most) {
        return Stream.of(new Placed(id, "the low end of " + id, least), new Placed(id, "the high end of " + id, most));
    }
}
