package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.asking.Piping;

/**
 * Puts answers into later texts, in the reader's language. What people wrote themselves is cut, freed of what steers the
 * direction of text, and set apart by direction, so that it can change nothing around it; the template escapes it.
 *
 * @param names of picked people, by id
 */
record Piped(Questionnaire asked, Map<String, Answer> answers, Map<String, String> names, Locale language) {
    private static final int MOST_CHARACTERS = 100;
    /** First strong isolate, and pop directional isolate. */
    private static final String ISOLATED = "\u2068%s\u2069";

    private static final String PLACE = "…";

    /** A text as it is shown where there is nobody's answer to put into it. */
    static String unfilled(LocalizedText text, Locale language) {
        return Piping.fill(text.in(language), ignored -> PLACE);
    }

    /** The text with answers at their places. */
    String fill(LocalizedText text) {
        return Piping.fill(
                text.in(language),
                id -> asked.item(id)
                        .map(item -> Optional.ofNullable(answers.get(id))
                                .map(answer -> said(item, answer))
                                .filter(said -> !said.isEmpty())
                                .orElseGet(() -> AnswerWords.in(language).say("not-said")))
                        // Surveys of before there were places may have braces of their own.
                        .orElse("{" + id + "}"));
    }

    private String said(Item item, Answer answer) {
        return switch (answer) {
            case Answer.Text text -> isolated(text.value());
            case Answer.Persons persons ->
                persons.ids().stream()
                        .map(id -> names.getOrDefault(id, ""))
                        .filter(name -> !name.isEmpty())
                        .map(Piped::isolated)
                        .collect(Collectors.joining(", "));
            default -> words(item, answer, language);
        };
    }

    /** One line of at most 100 characters that cannot turn the text around it. */
    private static String isolated(String text) {
        String plain = text.codePoints()
                .map(character -> Character.isWhitespace(character) ? ' ' : character)
                .filter(character -> !steers(character))
                .limit(MOST_CHARACTERS + 1L)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        if (plain.codePointCount(0, plain.length()) > MOST_CHARACTERS) {
            plain = plain.substring(0, plain.offsetByCodePoints(0, MOST_CHARACTERS)) + PLACE;
        }
        return plain.isEmpty() ? "" : String.format(Locale.ROOT, ISOLATED, plain);
    }

    /** Marks of direction, what has no width, and control characters. */
    private static boolean steers(int character) {
        int type = Character.getType(character);
        // The joiner stays: families and flags of emoji, and several scripts, are written with it.
        return (type == Character.FORMAT && character != 0x200D && character != 0x200C)
                || type == Character.CONTROL
                || type == Character.SURROGATE;
    }

    /** An answer in words. Of people and own words only what was stored. */
    static String words(Item item, Answer answer, Locale language) {
        return switch (answer) {
            case Answer.Rating rating
            when item instanceof Item.Rating asked && isOn(asked, rating.value()) ->
                asked.scale().labels().get(rating.value() - asked.scale().min()).in(language);
            case Answer.Rating rating -> String.valueOf(rating.value());
            case Answer.NotApplicable _ -> AnswerWords.in(language).say("not-applicable");
            case Answer.Chosen _
            when item instanceof Item.Consent -> AnswerWords.in(language).say("agreed");
            case Answer.Chosen chosen -> labels(item, chosen.ids(), language);
            case Answer.Ranked ranked -> labels(item, ranked.ids(), language);
            case Answer.Text text -> text.value();
            case Answer.Number number -> number(item, number, language);
            case Answer.Day day -> Readable.day(day.value(), language);
            case Answer.Persons persons -> String.join(", ", persons.ids());
        };
    }

    private static boolean isOn(Item.Rating asked, int point) {
        return point >= asked.scale().min() && point <= asked.scale().max();
    }

    private static String number(Item item, Answer.Number number, Locale language) {
        String unit = item instanceof Item.Number asked
                ? asked.unit().map(each -> " " + each.in(language)).orElse("")
                : "";
        return Readable.number(number.value(), language) + unit;
    }

    private static String labels(Item item, List<String> ids, Locale language) {
        List<Choice> choices = switch (item) {
            case Item.Selection selection -> selection.choices();
            case Item.Ranking ranking -> ranking.choices();
            default -> List.of();
        };
        Map<String, String> labels = choices.stream()
                .collect(Collectors.toMap(Choice::id, choice -> choice.label().in(language), (one, other) -> one));
        Function<String, String> label = id -> labels.getOrDefault(id, id);
        return ids.stream().map(label).collect(Collectors.joining(", "));
    }
}
