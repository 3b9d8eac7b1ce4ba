package org.takeup.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.survey.AnswerView.Kind;
import org.takeup.survey.AnswerView.Option;
import org.takeup.survey.AnswerView.Place;
import org.takeup.survey.AnswerView.Range;

/** How each kind of question looks on a page: what can be chosen, what to know before, from where to where. */
record QuestionKinds(LocalWords words, Locale language) {
    /** From so many characters on words get more than a line. */
    private static final int LONG = 200;

    static Kind kind(Item item) {
        return switch (item) {
            case Item.Rating _ -> Kind.ONE;
            case Item.Selection selection -> selection.most() == 1 ? Kind.ONE : Kind.SEVERAL;
            case Item.Recommend _ -> Kind.POINTS;
            case Item.Ranking _ -> Kind.PLACES;
            case Item.FreeText text -> text.mostCharacters() > LONG ? Kind.WORDS : Kind.LINE;
            case Item.Slider _ -> Kind.SLIDER;
            case Item.Number _ -> Kind.NUMBER;
            case Item.Day _ -> Kind.DAY;
            case Item.Email _ -> Kind.EMAIL;
            case Item.Consent _ -> Kind.CONSENT;
            case Item.PersonPick _ -> Kind.PEOPLE;
            case Item.Information _ -> Kind.INFORMATION;
        };
    }

    String note(Item item) {
        return switch (item) {
            case Item.Ranking ranking -> words.say("rank", "n", ranking.most());
            case Item.Recommend recommend ->
                words.say(
                        "points",
                        Map.of(
                                "least", recommend.least().in(language),
                                "most", recommend.most().in(language)));
            case Item.Selection selection ->
                selection.most() > 1 && selection.most() < selection.choices().size()
                        ? words.say("most", "n", selection.most())
                        : "";
            case Item.FreeText text -> words.say("characters", "n", text.mostCharacters());
            case Item.Slider slider ->
                words.say(
                                "slider",
                                Map.of(
                                        "min", slider.min(),
                                        "least", slider.least().in(language),
                                        "max", slider.max(),
                                        "most", slider.most().in(language)))
                        + " " + words.say("slider-none.note");
            case Item.Number number -> new AnswerRanges(words).note(number);
            case Item.Day day -> new AnswerRanges(words).note(day);
            case Item.PersonPick pick ->
                pick.most() == 1 ? words.say("people-one") : words.say("people", "n", pick.most());
            case Item.Rating _, Item.Email _, Item.Consent _, Item.Information _ -> "";
        };
    }

    Range range(Item item, List<String> entered) {
        return switch (item) {
            case Item.Slider slider -> {
                int middle =
                        slider.min() + (int) (((long) slider.max() - slider.min()) / slider.step() / 2) * slider.step();
                yield new Range(
                        String.valueOf(slider.min()),
                        String.valueOf(slider.max()),
                        String.valueOf(slider.step()),
                        entered.isEmpty() ? String.valueOf(middle) : entered.getFirst(),
                        "");
            }
            case Item.Number number ->
                new Range(
                        number.min().toPlainString(),
                        number.max().toPlainString(),
                        BigDecimal.ONE.movePointLeft(number.decimals()).toPlainString(),
                        "",
                        number.unit().map(unit -> unit.in(language)).orElse(""));
            case Item.Day day ->
                new Range(day.earliest().toString(), day.latest().toString(), "", "", "");
            default -> Range.NONE;
        };
    }

    List<Option> options(Item item, List<String> entered) {
        var options = new ArrayList<Option>();
        switch (item) {
            case Item.Rating rating -> {
                List<LocalizedText> labels = rating.scale().labels();
                IntStream.range(0, labels.size())
                        .forEach(i -> options.add(option(
                                String.valueOf(rating.scale().min() + i),
                                labels.get(i).in(language),
                                entered,
                                false)));
                if (rating.notApplicable()) {
                    options.add(option(AnswerForm.NOT_APPLICABLE, words.say("not-applicable"), entered, true));
                } else if (!rating.required()) {
                    options.add(clear());
                }
            }
            case Item.Selection selection -> {
                selection
                        .choices()
                        .forEach(choice ->
                                options.add(option(choice.id(), choice.label().in(language), entered, false)));
                if (selection.most() == 1 && !selection.required()) {
                    options.add(clear());
                }
            }
            case Item.Recommend recommend -> {
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .mapToObj(String::valueOf)
                        .forEach(point -> options.add(option(point, point, entered, false)));
                if (!recommend.required()) {
                    options.add(clear());
                }
            }
            case Item.Consent _ -> options.add(option(Item.Consent.YES, words.say("agree"), entered, false));
            default -> {}
        }
        return options;
    }

    private Option clear() {
        return new Option("", words.say("clear"), false, true);
    }

    /** Those who are picked, then those who were found. */
    static List<Option> people(List<String> picked, Map<String, String> names, List<Directory.Found> found) {
        return Stream.concat(
                        picked.stream()
                                .filter(names::containsKey)
                                .map(id -> new Option(id, names.getOrDefault(id, ""), true, false)),
                        found.stream()
                                .filter(person -> !picked.contains(person.id()))
                                .map(person -> new Option(
                                        person.id(),
                                        person.unit().isEmpty() ? person.name() : person.name() + ", " + person.unit(),
                                        false,
                                        false)))
                .toList();
    }

    /** A list a place: it works without script and by keyboard, and nothing has to be dragged. */
    List<Place> places(Item.Ranking ranking, List<String> entered) {
        return IntStream.range(0, ranking.most())
                .mapToObj(i -> {
                    String here = i < entered.size() ? entered.get(i) : "";
                    var options = new ArrayList<Option>();
                    options.add(new Option("", words.say("no-place"), here.isEmpty(), false));
                    ranking.choices()
                            .forEach(choice -> options.add(new Option(
                                    choice.id(),
                                    choice.label().in(language),
                                    choice.id().equals(here),
                                    false)));
                    return new Place(words.say("place", "n", i + 1), options);
                })
                .toList();
    }

    private static Option option(String value, String label, List<String> entered, boolean aside) {
        return new Option(value, label, entered.contains(value), aside);
    }
}
