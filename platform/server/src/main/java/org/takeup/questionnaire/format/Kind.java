package org.takeup.questionnaire.format;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.plugin.api.survey.Item;

/** The kinds of questions, by the words of the file. */
public enum Kind {
    SINGLE("One of several choices"),
    MULTIPLE("Several choices"),
    LIKERT("A statement, rated on a scale"),
    MATRIX("Several statements on one scale"),
    SLIDER("A slider between two ends"),
    RECOMMEND("How likely to recommend, 0 to 10"),
    RANKING("Choices put in order"),
    NUMBER("A number"),
    DATE("A day"),
    TEXT("One line of text"),
    LONG_TEXT("Several lines of text"),
    EMAIL("An e-mail address"),
    INFORMATION("Something to read, no question"),
    CONSENT("A statement to agree to"),
    PERSON("A person from the directory");

    private final String title;

    Kind(String title) {
        this.title = title;
    }

    /** For the person who writes the questionnaire. */
    public String title() {
        return title;
    }

    /** As the file says it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind that the file calls so. */
    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }

    /** The kind of an item. */
    public static Kind of(Item item) {
        return switch (item) {
            case Item.Rating rating -> rating.about().isPresent() ? MATRIX : LIKERT;
            case Item.Selection selection -> selection.most() == 1 ? SINGLE : MULTIPLE;
            case Item.FreeText text -> text.mostCharacters() <= Format.ONE_LINE ? TEXT : LONG_TEXT;
            case Item.Ranking _ -> RANKING;
            case Item.Recommend _ -> RECOMMEND;
            case Item.Slider _ -> SLIDER;
            case Item.Number _ -> NUMBER;
            case Item.Day _ -> DATE;
            case Item.Email _ -> EMAIL;
            case Item.Information _ -> INFORMATION;
            case Item.Consent _ -> CONSENT;
            case Item.PersonPick _ -> PERSON;
        };
    }
}
