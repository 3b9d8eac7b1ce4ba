package org.takeup.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.takeup.http.Problem;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** What the pages for respondents show. Made here so that the templates decide about looks only. */
public final class AnswerView {
    private AnswerView() {}

    /** How a question is answered. */
    public enum Kind {
        ONE,
        SEVERAL,
        WORDS
    }

    /** One answer that can be chosen. @param aside whether it is beside the scale, such as "does not apply" */
    public record Option(String value, String label, boolean chosen, boolean aside) {}

    /** One question. @param note what to know before answering; @param problem what was wrong with the answer; both may be empty */
    public record Question(
            String id,
            String field,
            String text,
            Kind kind,
            boolean required,
            List<Option> options,
            String entered,
            String note,
            String problem) {}

    /**
     * One page of questions.
     *
     * @param language of the questions
     * @param number counts from 1
     * @param action where the form goes; empty for a preview, which has none
     * @param back the page before; empty on the first
     */
    public record Screen(
            AnswerWords words,
            String language,
            String survey,
            String title,
            int number,
            int pages,
            int minutesLeft,
            String action,
            String back,
            List<Question> questions,
            int wrong) {
        public boolean last() {
            return number == pages;
        }
    }

    /** The first screen, with the promise. */
    public record Welcome(
            AnswerWords words,
            String language,
            String survey,
            String purpose,
            int minutes,
            String openUntil,
            Confidentiality promise,
            boolean asksForWords,
            String start) {}

    /** The last screen. @param again the first page, to look at the answers */
    public record Done(AnswerWords words, String language, String survey, String openUntil, String again) {}

    static Screen screen(
            Waves.Known known,
            int index,
            Locale language,
            String action,
            String back,
            Map<String, List<String>> entered,
            List<Problem.Field> wrong) {
        List<Questionnaire.Page> pages = known.snapshot().questionnaire().pages();
        Questionnaire.Page page = pages.get(index);
        AnswerWords words = AnswerWords.in(language);
        int minutes = known.wave().instrument().minutes();
        return new Screen(
                words,
                language.toLanguageTag(),
                known.wave().title(),
                page.title().in(language),
                index + 1,
                pages.size(),
                Math.max(1, Math.ceilDiv(minutes * (pages.size() - index), pages.size())),
                action,
                back,
                page.items().stream()
                        .map(item -> question(
                                item,
                                words,
                                language,
                                entered.getOrDefault(item.id(), List.of()),
                                problem(item, wrong)))
                        .toList(),
                wrong.size());
    }

    private static String problem(Item item, List<Problem.Field> wrong) {
        return wrong.stream()
                .filter(field -> field.name().equals(item.id()))
                .map(Problem.Field::message)
                .findFirst()
                .orElse("");
    }

    private static Question question(
            Item item, AnswerWords words, Locale language, List<String> entered, String problem) {
        return new Question(
                item.id(),
                AnswerForm.PREFIX + item.id(),
                item.text().in(language),
                kind(item),
                item.required(),
                options(item, words, language, entered),
                entered.isEmpty() ? "" : entered.getFirst(),
                note(item, words),
                problem);
    }

    private static Kind kind(Item item) {
        return switch (item) {
            case Item.Rating _ -> Kind.ONE;
            case Item.Selection selection -> selection.most() == 1 ? Kind.ONE : Kind.SEVERAL;
            case Item.FreeText _ -> Kind.WORDS;
        };
    }

    private static String note(Item item, AnswerWords words) {
        return switch (item) {
            case Item.Rating _ -> "";
            case Item.Selection selection ->
                selection.most() > 1 && selection.most() < selection.choices().size()
                        ? words.say("most", "n", selection.most())
                        : "";
            case Item.FreeText text -> words.say("characters", "n", text.mostCharacters());
        };
    }

    private static List<Option> options(Item item, AnswerWords words, Locale language, List<String> entered) {
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
                    options.add(new Option("", words.say("clear"), false, true));
                }
            }
            case Item.Selection selection -> {
                selection
                        .choices()
                        .forEach(choice ->
                                options.add(option(choice.id(), choice.label().in(language), entered, false)));
                if (selection.most() == 1 && !selection.required()) {
                    options.add(new Option("", words.say("clear"), false, true));
                }
            }
            case Item.FreeText _ -> {}
        }
        return options;
    }

    private static Option option(String value, String label, List<String> entered, boolean aside) {
        return new Option(value, label, entered.contains(value), aside);
    }
}
