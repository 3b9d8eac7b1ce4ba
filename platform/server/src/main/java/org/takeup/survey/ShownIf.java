package org.takeup.survey;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;

/** Says for planners who is asked what: conditions in sentences that name questions and answers by their own words. */
public final class ShownIf {
    private static final int LONGEST = 80;

    private final Questionnaire asked;
    private final Locale language;

    private ShownIf(Questionnaire asked, Locale language) {
        this.asked = asked;
        this.language = language;
    }

    /**
     * A page as respondents see it, and what of it not everybody sees.
     *
     * @param only a sentence for the page, if it has a condition, then one for each question that has
     */
    public record Page(AnswerView.Screen screen, List<String> only) {}

    /** All pages of a questionnaire. */
    static List<Page> preview(Waves.Known known, Locale language) {
        Questionnaire asked = known.snapshot().questionnaire();
        var shown = new ShownIf(asked, language);
        return IntStream.range(0, asked.pages().size())
                .mapToObj(i -> new Page(
                        Screens.preview(known, i, language),
                        shown.only(asked.pages().get(i))))
                .toList();
    }

    private List<String> only(Questionnaire.Page page) {
        var sentences = new ArrayList<String>();
        condition(page.id()).ifPresent(condition -> sentences.add("This page is shown only if " + of(condition) + "."));
        for (Item item : page.items()) {
            condition(item.id())
                    .ifPresent(condition ->
                            sentences.add(quoted(text(item)) + " is asked only if " + of(condition) + "."));
        }
        return sentences;
    }

    private Optional<Condition> condition(String id) {
        return Optional.ofNullable(asked.shownIf().get(id));
    }

    private String of(Condition condition) {
        return switch (condition) {
            case Condition.Is is ->
                name(is.item()) + " was answered with "
                        + is.values().stream()
                                .sorted()
                                .map(value -> quoted(answer(is.item(), value)))
                                .collect(Collectors.joining(" or "));
            case Condition.AtLeast least ->
                name(least.item()) + " was answered with " + answer(least.item(), least.value()) + " or more";
            case Condition.AtMost most ->
                name(most.item()) + " was answered with " + answer(most.item(), most.value()) + " or less";
            case Condition.Answered answered -> name(answered.item()) + " was answered";
            case Condition.All all -> joined(all.conditions(), " and ");
            case Condition.Any any -> joined(any.conditions(), " or ");
            case Condition.Not not -> "it is not so that " + of(not.condition());
        };
    }

    private String joined(List<Condition> parts, String join) {
        return parts.stream()
                .map(part -> parts.size() > 1 && isJoined(part) ? "(" + of(part) + ")" : of(part))
                .collect(Collectors.joining(join));
    }

    private static boolean isJoined(Condition part) {
        return part instanceof Condition.All || part instanceof Condition.Any || part instanceof Condition.Not;
    }

    private Optional<Item> item(String id) {
        return items().filter(item -> item.id().equals(id)).findFirst();
    }

    private Stream<Item> items() {
        return asked.pages().stream().flatMap(page -> page.items().stream());
    }

    private String name(String itemId) {
        return quoted(item(itemId).map(this::text).orElse(itemId));
    }

    private String text(Item item) {
        return Piped.unfilled(item.text(), language);
    }

    private String answer(String itemId, BigDecimal value) {
        String plain = value.toPlainString();
        String label = answer(itemId, plain);
        return label.equals(plain) ? plain : plain + " (" + label + ")";
    }

    /** An answer by its own words, if the question is answered by choosing. */
    private String answer(String itemId, String value) {
        return value.equals(Condition.NOT_APPLICABLE)
                ? "does not apply"
                : item(itemId).stream()
                        .flatMap(item -> QuestionnaireView.options(item).stream())
                        .filter(option -> option.value().equals(value))
                        .map(option -> option.label().getOrDefault(language.getLanguage(), value))
                        .findFirst()
                        .orElse(value);
    }

    private static String quoted(String text) {
        int length = text.codePointCount(0, text.length());
        return "“" + (length > LONGEST ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…" : text) + "”";
    }
}
