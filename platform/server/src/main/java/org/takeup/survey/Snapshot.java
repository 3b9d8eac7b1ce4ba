package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * What a wave asks and how it is scored, as the plugin said when the wave was opened. Never changes after that.
 *
 * @param reading how the results are meant to be read, if the instrument says so
 * @param languages that every question is written in, by tag; if there is none, the first language of the first text
 */
record Snapshot(
        Questionnaire questionnaire, ScoringModel scoring, Optional<LocalizedText> reading, List<String> languages) {
    Snapshot(Questionnaire questionnaire, ScoringModel scoring) {
        this(questionnaire, scoring, Optional.empty());
    }

    /** Every page asks for the languages, so they are looked for once. */
    Snapshot(Questionnaire questionnaire, ScoringModel scoring, Optional<LocalizedText> reading) {
        this(questionnaire, scoring, reading, languages(questionnaire));
    }

    private static List<String> languages(Questionnaire questionnaire) {
        List<LocalizedText> texts = texts(questionnaire).toList();
        if (texts.isEmpty()) {
            return List.of();
        }
        Set<String> first = texts.getFirst().byLanguage().keySet();
        Set<String> all = new TreeSet<>(first);
        texts.forEach(text -> all.retainAll(text.byLanguage().keySet()));
        return all.isEmpty() ? first.stream().sorted().limit(1).toList() : List.copyOf(all);
    }

    /**
     * The language to ask in.
     *
     * @param wanted what the reader's browser asks for, in the form of RFC 9110's Accept-Language
     * @param otherwise the tenant's language
     */
    Locale language(String wanted, Locale otherwise) {
        String found = lookUp(wanted, languages);
        if (found == null) {
            found = lookUp(otherwise.toLanguageTag(), languages);
        }
        return Locale.forLanguageTag(found != null ? found : languages.contains("en") ? "en" : languages.getFirst());
    }

    private static @org.jspecify.annotations.Nullable String lookUp(String wanted, List<String> tags) {
        try {
            return wanted.isBlank() ? null : Locale.lookupTag(Locale.LanguageRange.parse(wanted), tags);
        } catch (IllegalArgumentException e) {
            // Not a list of languages; a page must not fail for that.
            return null;
        }
    }

    private static Stream<LocalizedText> texts(Questionnaire questionnaire) {
        return questionnaire.pages().stream()
                .flatMap(page -> Stream.concat(
                        Stream.of(page.title()), page.items().stream().flatMap(Snapshot::texts)));
    }

    private static Stream<LocalizedText> texts(Item item) {
        return Stream.concat(
                Stream.of(item.text()),
                switch (item) {
                    case Item.Rating rating -> Stream.concat(rating.about().stream(), rating.scale().labels().stream());
                    case Item.Selection selection -> labels(selection.choices());
                    case Item.Ranking ranking -> labels(ranking.choices());
                    case Item.Recommend recommend -> Stream.of(recommend.least(), recommend.most());
                    case Item.Slider slider -> Stream.of(slider.least(), slider.most());
                    case Item.Number number -> number.unit().stream();
                    case Item.FreeText _,
                            Item.Day _,
                            Item.Email _,
                            Item.Information _,
                            Item.Consent _,
                            Item.PersonPick _ -> Stream.empty();
                });
    }

    private static Stream<LocalizedText> labels(List<Choice> choices) {
        return choices.stream().map(Choice::label);
    }
}
