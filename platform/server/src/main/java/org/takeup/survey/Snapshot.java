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
 */
record Snapshot(Questionnaire questionnaire, ScoringModel scoring, Optional<LocalizedText> reading) {
    Snapshot(Questionnaire questionnaire, ScoringModel scoring) {
        this(questionnaire, scoring, Optional.empty());
    }

    /** The languages that every question is written in, by tag. Never empty: else the first language of the first text. */
    List<String> languages() {
        Set<String> all = new TreeSet<>();
        List<LocalizedText> texts = texts().toList();
        all.addAll(texts.getFirst().byLanguage().keySet());
        texts.forEach(text -> all.retainAll(text.byLanguage().keySet()));
        return all.isEmpty()
                ? texts.getFirst().byLanguage().keySet().stream()
                        .sorted()
                        .limit(1)
                        .toList()
                : List.copyOf(all);
    }

    /**
     * The language to ask in.
     *
     * @param wanted what the reader's browser asks for, in the form of RFC 9110's Accept-Language
     * @param otherwise the tenant's language
     */
    Locale language(String wanted, Locale otherwise) {
        List<String> tags = languages();
        String found = lookUp(wanted, tags);
        if (found == null) {
            found = lookUp(otherwise.toLanguageTag(), tags);
        }
        return Locale.forLanguageTag(found != null ? found : tags.contains("en") ? "en" : tags.getFirst());
    }

    private static @org.jspecify.annotations.Nullable String lookUp(String wanted, List<String> tags) {
        try {
            return wanted.isBlank() ? null : Locale.lookupTag(Locale.LanguageRange.parse(wanted), tags);
        } catch (IllegalArgumentException e) {
            // Not a list of languages; a page must not fail for that.
            return null;
        }
    }

    private Stream<LocalizedText> texts() {
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
