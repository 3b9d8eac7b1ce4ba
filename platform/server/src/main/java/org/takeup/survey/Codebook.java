package org.takeup.survey;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ScoringModel;

/**
 * What stands behind the ids in the exports of a wave: each question with its answers, each scale with how it is scored.
 *
 * @param questionnaire its version
 * @param language of the texts
 */
public record Codebook(
        String wave, String title, String questionnaire, String language, List<Variable> items, List<Score> scales) {
    private static final String FORMULA =
            "weighted mean of the answered items, reversed ones turned (min + max - x), as (mean - min) / (max - min) * %d%s;"
                    + " missing with fewer answers than minAnswered";

    /** One question. @param kind as in the questionnaire's JSON @param answers empty for free text */
    public record Variable(String id, String kind, String text, boolean required, List<Value> answers) {}

    /** One answer. */
    public record Value(String value, String label) {}

    /**
     * One scale.
     *
     * @param within the scale that this one is a detail of; else empty
     * @param from what is shown for the lowest score, and {@code to} for the highest
     */
    public record Score(
            String id,
            String name,
            String meaning,
            String formula,
            int minAnswered,
            String within,
            int from,
            int to,
            List<Part> items) {}

    /** An item's part in a scale. */
    public record Part(String item, boolean reverse, double weight) {}

    public Codebook {
        items = List.copyOf(items);
        scales = List.copyOf(scales);
    }

    static Codebook of(Waves.Known known, Locale language) {
        QuestionnaireView asked = QuestionnaireView.of(known);
        return new Codebook(
                known.wave().id(),
                known.wave().title(),
                known.snapshot().questionnaire().version(),
                language.toLanguageTag(),
                asked.pages().stream()
                        .flatMap(page -> page.items().stream())
                        .filter(item -> !item.kind().equals("information"))
                        .map(item -> variable(known, item, language))
                        .toList(),
                known.snapshot().scoring().scales().stream()
                        .map(scale -> score(scale, language))
                        .toList());
    }

    private static Variable variable(Waves.Known known, QuestionnaireView.ItemView item, Locale language) {
        Item found = known.snapshot().questionnaire().item(item.id()).orElseThrow();
        return new Variable(
                item.id(),
                item.kind(),
                ItemView.asked(found, language),
                item.required(),
                item.options().stream()
                        .map(option -> new Value(
                                option.value(),
                                option.label()
                                        .getOrDefault(
                                                language.toLanguageTag(),
                                                option.label().values().stream()
                                                        .findFirst()
                                                        .orElse(""))))
                        .toList());
    }

    private static Score score(ScoringModel.Scale scale, Locale language) {
        return new Score(
                scale.id(),
                scale.name().in(language),
                scale.meaning().in(language),
                formula(scale.range()),
                scale.minAnswered(),
                scale.within(),
                scale.range().from(),
                scale.range().to(),
                scale.items().stream()
                        .map(ref -> new Part(ref.itemId(), ref.reverse(), ref.weight()))
                        .toList());
    }

    private static String formula(ScoringModel.Range range) {
        String from = range.from() == 0 ? "" : " %s %d".formatted(range.from() < 0 ? "-" : "+", Math.abs(range.from()));
        return FORMULA.formatted(range.to() - range.from(), from);
    }

    /** The same as a table with one line for each answer and for each item of a scale. */
    public List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("kind", "id", "text", "value", "label", "note"));
        for (Variable item : items) {
            rows.add(List.of("item", item.id(), item.text(), "", "", item.kind()));
            item.answers()
                    .forEach(answer -> rows.add(List.of("answer", item.id(), "", answer.value(), answer.label(), "")));
        }
        for (Score scale : scales) {
            rows.add(List.of(
                    "scale",
                    scale.id(),
                    scale.name(),
                    scale.from() + " to " + scale.to(),
                    scale.meaning(),
                    scale.formula()));
            scale.items()
                    .forEach(part -> rows.add(List.of(
                            "scored",
                            scale.id(),
                            "",
                            part.item(),
                            part.reverse() ? "reversed" : "",
                            "weight " + part.weight())));
        }
        return rows;
    }
}
