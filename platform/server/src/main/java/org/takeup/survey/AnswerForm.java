package org.takeup.survey;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/**
 * What came from the form of one page.
 *
 * @param answers those that could be read
 * @param entered everything as it was entered, by item, so that a page sent back loses nothing
 * @param wrong what does not fit, in the order of the page
 */
record AnswerForm(Map<String, Answer> answers, Map<String, List<String>> entered, List<Problem.Field> wrong) {
    static final String PREFIX = "a.";
    static final String NOT_APPLICABLE = "na";
    /** A tick that takes a slider's answer back; a slider itself always has a value. */
    static final String NONE = "none.";
    /** Where the slider stood when the page was made. */
    static final String START = "start.";

    /** What somebody asks for in the page before it is saved: {@link #FIND} and the id of an item, with what they look for. */
    static final String FIND = "find.";

    /**
     * @param whole the page with all its items: what is sent for one that is not shown any more is left out
     * @param page with the items that are shown
     */
    static AnswerForm read(Questionnaire.Page whole, Questionnaire.Page page, Form form, LocalWords words) {
        var answers = new HashMap<String, Answer>();
        var entered = new HashMap<String, List<String>>();
        form.names().stream().filter(name -> name.startsWith(PREFIX)).forEach(name -> {
            String item = name.substring(PREFIX.length());
            if (find(whole, item).isPresent() && find(page, item).isEmpty()) {
                return;
            }
            List<String> values = find(page, item).orElse(null) instanceof Item.Slider && isUntouched(form, item)
                    ? List.of()
                    : form.values(name).stream()
                            .filter(value -> !value.isEmpty())
                            .toList();
            entered.put(item, values);
            find(page, item)
                    .flatMap(known -> answer(known, values, words.locale()))
                    .or(() -> find(page, item).isPresent() ? Optional.empty() : Optional.of(new Answer.Text("")))
                    .ifPresent(answer -> answers.put(item, answer));
        });
        return new AnswerForm(
                answers, entered, new ArrayList<>(new AnswerRules(words).check(page.items(), answers, true)));
    }

    /** What is on a ballot already, as the form shows it. */
    static Map<String, List<String>> entered(Map<String, Answer> answers, Locale language) {
        var entered = new HashMap<String, List<String>>();
        answers.forEach((item, answer) -> entered.put(
                item,
                switch (answer) {
                    case Answer.Rating rating -> List.of(String.valueOf(rating.value()));
                    case Answer.NotApplicable _ -> List.of(NOT_APPLICABLE);
                    case Answer.Chosen chosen -> chosen.ids();
                    case Answer.Ranked ranked -> ranked.ids();
                    case Answer.Text text -> List.of(text.value());
                    case Answer.Number number -> List.of(Readable.number(number.value(), language));
                    case Answer.Day day -> List.of(day.value().toString());
                    case Answer.Persons persons -> persons.ids();
                }));
        return entered;
    }

    /** A slider that was said to have no answer, and was not moved: moving it is an answer all the same. */
    private static boolean isUntouched(Form form, String item) {
        return form.values(NONE + item).contains("1")
                && form.values(PREFIX + item).equals(form.values(START + item));
    }

    /** Everything as it was entered, for a reader of this language: a number must not turn into another one. */
    Map<String, List<String>> enteredIn(Locale language) {
        var shown = new HashMap<>(entered);
        answers.forEach((item, answer) -> {
            if (answer instanceof Answer.Number number) {
                shown.put(item, List.of(Readable.number(number.value(), language)));
            } else if (answer instanceof Answer.Day day) {
                shown.put(item, List.of(day.value().toString()));
            }
        });
        return shown;
    }

    private static Optional<Item> find(Questionnaire.Page page, String id) {
        return page.items().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private static Optional<Answer> answer(Item item, List<String> values, Locale language) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return switch (item) {
            case Item.Rating _ ->
                values.getFirst().equals(NOT_APPLICABLE)
                        ? Optional.of(new Answer.NotApplicable())
                        : Optional.of(rating(values.getFirst()));
            case Item.Selection _ -> Optional.of(new Answer.Chosen(values));
            // A place that was left free is no place: what stands below it moves up.
            case Item.Ranking _ -> Optional.of(new Answer.Ranked(values));
            case Item.Recommend _, Item.Slider _ -> Optional.of(rating(values.getFirst()));
            case Item.FreeText _, Item.Email _ -> text(values.getFirst());
            case Item.Number _ ->
                Readable.number(values.getFirst(), language)
                        .<Answer>map(Answer.Number::new)
                        .or(() -> text(values.getFirst()));
            case Item.Day _ ->
                Readable.day(values.getFirst(), language)
                        .<Answer>map(Answer.Day::new)
                        .or(() -> text(values.getFirst()));
            case Item.Consent _ -> Optional.of(new Answer.Chosen(values));
            case Item.PersonPick _ -> Optional.of(new Answer.Persons(values));
            case Item.Information _ -> Optional.empty();
        };
    }

    /** What is no number or day stays a text, and the rules say so. */
    private static Optional<Answer> text(String value) {
        return Optional.of(value.strip().replace("\r\n", "\n"))
                .filter(text -> !text.isEmpty())
                .map(Answer.Text::new);
    }

    private static Answer rating(String value) {
        try {
            return new Answer.Rating(Integer.parseInt(value));
        } catch (NumberFormatException e) {
            // No point of any scale: the rules will say so.
            return new Answer.Rating(Integer.MIN_VALUE);
        }
    }
}
