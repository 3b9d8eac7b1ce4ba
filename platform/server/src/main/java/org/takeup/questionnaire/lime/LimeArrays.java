package org.takeup.questionnaire.lime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.questionnaire.Ids;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** Arrays, whose rows become rated statements, and the choice of five points. */
final class LimeArrays {
    /** The code of "does not apply" among the answers of an array. */
    static final String NOT_APPLICABLE = "NA";

    private static final int MOST_POINTS = 11;
    /** Codes that LimeSurvey gives by itself, which say nothing. */
    private static final Pattern AUTOMATIC = Pattern.compile("(?i)(sq|a)?\\d+");

    private final LimeImport all;

    LimeArrays(LimeImport all) {
        this.all = all;
    }

    /** Points of a scale and our numbers by LimeSurvey's codes. */
    private record Points(int min, List<LocalizedText> labels, boolean notApplicable, Map<String, String> byCode) {}

    LimeQuestions.Taken take(LimeSource.Question question) {
        Points points = points(question);
        if (question.type().equals("5")) {
            var item = new Item.Rating(
                    all.fresh(question.code()),
                    text(question, question.texts()).orElseGet(() -> named(question.code())),
                    LimeQuestions.required(question),
                    new ResponseScale(points.min(), points.labels()),
                    false);
            return LimeQuestions.Taken.of(
                    item,
                    question.code(),
                    code -> Optional.ofNullable(points.byCode().get(code)));
        }
        List<LimeSource.Question> rows = all.source().parts(question);
        if (rows.isEmpty()) {
            all.lose(question.code(), "An array without rows. The question is left out.");
            return LimeQuestions.Taken.NOTHING;
        }
        Optional<LocalizedText> about = text(question, question.texts());
        if (points.labels().size() < 2 || points.labels().size() > MOST_POINTS) {
            return choices(question, rows, about);
        }
        return LimeQuestions.joined(rows.stream()
                .map(row -> rating(question, row, rows.size(), about, points))
                .toList());
    }

    private LimeQuestions.Taken rating(
            LimeSource.Question question,
            LimeSource.Question row,
            int rows,
            Optional<LocalizedText> about,
            Points points) {
        boolean single = rows == 1 && about.isEmpty();
        String id = all.fresh(single ? question.code() : code(question, row));
        var item = new Item.Rating(
                id,
                text(question, row.texts()).orElseGet(() -> named(row.code())),
                LimeQuestions.required(question),
                new ResponseScale(points.min(), points.labels()),
                points.notApplicable(),
                about);
        var asked = new Relevance.Asked(
                id, code -> Optional.ofNullable(points.byCode().get(code)));
        return new LimeQuestions.Taken(
                List.of(item),
                Map.of(question.code() + "_" + row.code(), asked),
                row.relevance().isEmpty() ? Map.of() : Map.of(id, row.relevance()));
    }

    /** A row's own code if somebody has thought about it. */
    private static String code(LimeSource.Question question, LimeSource.Question row) {
        return AUTOMATIC.matcher(row.code()).matches() ? question.code() + "-" + row.code() : row.code();
    }

    /** Too many columns for a scale: each row is a choice of one of them. */
    private LimeQuestions.Taken choices(
            LimeSource.Question question, List<LimeSource.Question> rows, Optional<LocalizedText> about) {
        List<LimeSource.Option> options = all.source().options(question);
        if (options.isEmpty() || options.size() > Format.MOST_CHOICES) {
            all.lose(question.code(), "An array with " + options.size() + " columns. The question is left out.");
            return LimeQuestions.Taken.NOTHING;
        }
        all.lose(
                question.code(),
                "The array; it has " + options.size() + " columns and a scale has 2 to " + MOST_POINTS
                        + " points, so each row is a question with choices.");
        Map<String, String> byCode = new HashMap<>();
        List<Choice> choices = new ArrayList<>();
        for (LimeSource.Option option : options) {
            String id = Ids.fresh(byCode.values(), option.code(), "choice");
            byCode.put(option.code(), id);
            choices.add(new Choice(
                    id,
                    all.text(question.code(), option.texts(), Wording.SHORT).orElseGet(() -> named(option.code()))));
        }
        return LimeQuestions.joined(rows.stream()
                .map(row -> {
                    Map<String, String> texts = new HashMap<>();
                    row.texts()
                            .forEach((tag, text) -> texts.put(
                                    tag,
                                    about.isEmpty() ? text : question.texts().getOrDefault(tag, "") + "<br>" + text));
                    var item = new Item.Selection(
                            all.fresh(code(question, row)),
                            text(question, texts).orElseGet(() -> named(row.code())),
                            LimeQuestions.required(question),
                            choices,
                            1);
                    return LimeQuestions.Taken.of(
                            item, question.code() + "_" + row.code(), code -> Optional.ofNullable(byCode.get(code)));
                })
                .toList());
    }

    private Optional<LocalizedText> text(LimeSource.Question question, Map<String, String> html) {
        return all.text(question.code(), html, Wording.LONGEST);
    }

    private LocalizedText named(String code) {
        return new LocalizedText(Map.of(all.source().tags().getFirst(), code.isBlank() ? "?" : code));
    }

    private Points points(LimeSource.Question question) {
        return switch (question.type()) {
            case "5", "A" -> numbered(5);
            case "B" -> numbered(10);
            case "C" ->
                fixed(
                        List.of("N", "U", "Y"),
                        List.of(
                                Map.of("en", "No", "de", "Nein", "fr", "Non", "es", "No"),
                                Map.of("en", "Uncertain", "de", "Unsicher", "fr", "Indécis", "es", "No lo sé"),
                                Map.of("en", "Yes", "de", "Ja", "fr", "Oui", "es", "Sí")));
            case "E" ->
                fixed(
                        List.of("D", "S", "I"),
                        List.of(
                                Map.of("en", "Decrease", "de", "Abnahme", "fr", "Baisse", "es", "Disminución"),
                                Map.of("en", "Same", "de", "Gleich", "fr", "Stable", "es", "Igual"),
                                Map.of("en", "Increase", "de", "Zunahme", "fr", "Hausse", "es", "Aumento")));
            default -> flexible(question);
        };
    }

    private Points numbered(int most) {
        Map<String, String> byCode = new HashMap<>();
        IntStream.rangeClosed(1, most).forEach(i -> byCode.put(String.valueOf(i), String.valueOf(i)));
        return new Points(
                1,
                IntStream.rangeClosed(1, most)
                        .mapToObj(i -> said(Map.of("en", String.valueOf(i))))
                        .toList(),
                false,
                byCode);
    }

    private Points fixed(List<String> codes, List<Map<String, String>> words) {
        Map<String, String> byCode = new HashMap<>();
        IntStream.range(0, codes.size()).forEach(i -> byCode.put(codes.get(i), String.valueOf(i + 1)));
        return new Points(1, words.stream().map(this::said).toList(), false, byCode);
    }

    private LocalizedText said(Map<String, String> words) {
        Map<String, String> byLanguage = new HashMap<>();
        all.source()
                .tags()
                .forEach(tag -> byLanguage.put(
                        tag, words.getOrDefault(tag.replaceFirst("-.*", ""), words.getOrDefault("en", "?"))));
        return new LocalizedText(byLanguage);
    }

    private Points flexible(LimeSource.Question question) {
        List<LimeSource.Option> options = all.source().options(question);
        List<LimeSource.Option> points = options.stream()
                .filter(option -> !option.code().equals(NOT_APPLICABLE))
                .toList();
        boolean numbers = IntStream.range(0, points.size())
                .allMatch(i -> points.get(i).code().matches("\\d{1,2}")
                        && Integer.parseInt(points.get(i).code())
                                == Integer.parseInt(points.getFirst().code()) + i);
        int min = numbers && !points.isEmpty()
                ? Integer.parseInt(points.getFirst().code())
                : 1;
        Map<String, String> byCode = new HashMap<>();
        IntStream.range(0, points.size()).forEach(i -> byCode.put(points.get(i).code(), String.valueOf(min + i)));
        byCode.put(NOT_APPLICABLE, Condition.NOT_APPLICABLE);
        return new Points(
                min,
                points.stream()
                        .map(option -> all.text(question.code(), option.texts(), Wording.SHORT)
                                .orElseGet(() -> named(option.code())))
                        .toList(),
                points.size() < options.size(),
                byCode);
    }
}
