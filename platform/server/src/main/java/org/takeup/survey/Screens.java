package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.takeup.http.Problem;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.survey.AnswerView.Question;
import org.takeup.survey.AnswerView.Screen;
import org.takeup.survey.AnswerView.Tongue;

/** Makes the pages that questions are asked on. */
final class Screens {
    private Screens() {}

    /**
     * What somebody has before them.
     *
     * @param entered by item, as forms have it
     * @param names of picked people, by id
     * @param found people to pick from, by item
     */
    record Desk(
            Locale language,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong,
            Map<String, String> names,
            Map<String, List<Directory.Found>> found) {}

    /**
     * A page of a questionnaire that somebody fills in.
     *
     * @param index of a page that is shown
     * @param link what the address of a page begins with
     */
    static Screen of(Held held, int index, Desk desk, String link) {
        Waves.Known known = held.known();
        Questionnaire asked = known.snapshot().questionnaire();
        Steps steps = held.steps();
        Questionnaire.Page page =
                steps.shown().page(asked.pages().get(index).id()).orElseThrow();
        // Of answers that are still there and not counted any more nothing is shown.
        var piped = new Piped(asked, steps.shown().answers(), desk.names(), desk.language());
        OptionalInt before = steps.before(index);
        return new Screen(
                AnswerWords.in(desk.language()),
                desk.language().toLanguageTag(),
                known.wave().title(),
                piped.fill(page.title()),
                steps.place(index),
                steps.pages(),
                minutesLeft(known, steps.place(index) - 1, steps.pages()),
                link + (index + 1),
                before.isPresent() ? link + (before.getAsInt() + 1) : "",
                page.items().stream()
                        .map(item -> question(item, desk, piped.fill(item.text())))
                        .toList(),
                desk.wrong().size(),
                held.isAnonymous() ? (held.byBrowser() ? "made.browser" : "made.server") : "",
                tongues(known, desk.language()));
    }

    /** A page as planners look at it: all of its questions, no answers, nothing to send. */
    static Screen preview(Waves.Known known, int index, Locale language) {
        List<Questionnaire.Page> pages = known.snapshot().questionnaire().pages();
        Questionnaire.Page page = pages.get(index);
        var desk = new Desk(language, Map.of(), List.of(), Map.of(), Map.of());
        return new Screen(
                AnswerWords.in(language),
                language.toLanguageTag(),
                known.wave().title(),
                Piped.unfilled(page.title(), language),
                index + 1,
                pages.size(),
                minutesLeft(known, index, pages.size()),
                "",
                "",
                page.items().stream()
                        .map(item -> question(item, desk, Piped.unfilled(item.text(), language)))
                        .toList(),
                0,
                "",
                List.of());
    }

    /** The languages of the questions, each by its own name; none if there is but one. */
    static List<Tongue> tongues(Waves.Known known, Locale current) {
        List<String> tags = known.snapshot().languages();
        return tags.size() == 1
                ? List.of()
                : tags.stream().map(tag -> tongue(tag, current)).toList();
    }

    private static Tongue tongue(String tag, Locale current) {
        Locale own = Locale.forLanguageTag(tag);
        String name = own.getDisplayName(own);
        return new Tongue(
                tag, name.substring(0, 1).toUpperCase(own) + name.substring(1), tag.equals(current.toLanguageTag()));
    }

    private static int minutesLeft(Waves.Known known, int done, int pages) {
        return Math.max(1, Math.ceilDiv(known.wave().instrument().minutes() * (pages - done), pages));
    }

    private static Question question(Item item, Desk desk, String text) {
        LocalWords words = AnswerWords.in(desk.language());
        var kinds = new QuestionKinds(words, desk.language());
        List<String> entered = desk.entered().getOrDefault(item.id(), List.of());
        return new Question(
                item.id(),
                AnswerForm.PREFIX + item.id(),
                item instanceof Item.Rating rating
                        ? rating.about()
                                .map((LocalizedText about) -> about.in(desk.language()))
                                .orElse("")
                        : "",
                text,
                QuestionKinds.kind(item),
                item.required(),
                item instanceof Item.PersonPick
                        ? QuestionKinds.people(
                                entered, desk.names(), desk.found().getOrDefault(item.id(), List.of()))
                        : kinds.options(item, entered),
                item instanceof Item.Ranking ranking ? kinds.places(ranking, entered) : List.of(),
                entered.isEmpty() ? "" : entered.getFirst(),
                kinds.note(item),
                kinds.range(item, entered),
                desk.wrong().stream()
                        .filter(field -> field.name().equals(item.id()))
                        .map(Problem.Field::message)
                        .findFirst()
                        .orElse(""));
    }

    /** The people whom answers name, for their names. */
    static List<String> people(Map<String, Answer> answers) {
        return answers.values().stream()
                .flatMap(answer -> answer instanceof Answer.Persons persons
                        ? persons.ids().stream()
                        : java.util.stream.Stream.empty())
                .distinct()
                .toList();
    }
}
