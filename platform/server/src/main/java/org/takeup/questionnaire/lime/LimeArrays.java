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

    /** Attributes with the words above each of two scales. */
    private static final List<String> HEADERS = List.of("dualscale_headerA", "dualscale_headerB");

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
        if (question.type().equals("5")) {
            Points points = numbered(5);
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
        if (question.type().equals("1")) {
            return both(question, rows);
        }
        return array(question, rows, question.texts(), all.source().options(question), "");
    }

    /** An array with two scales becomes two, one below the other. */
    private LimeQuestions.Taken both(LimeSource.Question question, List<LimeSource.Question> rows) {
        all.lose(question.code(), "That its two scales stand side by side; they are two arrays here.");
        List<LimeQuestions.Taken> arrays = new ArrayList<>();
        for (int scale = 0; scale < HEADERS.size(); scale++) {
            Map<String, String> headers = all.source().attributeTexts(question, HEADERS.get(scale));
            Map<String, String> texts = new HashMap<>();
            all.source().tags().forEach(tag -> {
                String about = question.texts().getOrDefault(tag, "");
                String header = headers.getOrDefault(tag, "");
                texts.put(tag, about.isBlank() || header.isBlank() ? about + header : about + "<br>" + header);
            });
            arrays.add(array(question, rows, texts, all.source().options(question, scale), "_" + scale));
        }
        return LimeQuestions.joined(arrays);
    }

    /** @param end what equations have behind the names of its rows */
    private LimeQuestions.Taken array(
            LimeSource.Question question,
            List<LimeSource.Question> rows,
            Map<String, String> texts,
            List<LimeSource.Option> options,
            String end) {
        Points points = points(question, options);
        Optional<LocalizedText> about = text(question, texts);
        if (points.labels().size() < 2 || points.labels().size() > MOST_POINTS) {
            return choices(question, rows, about.isEmpty() ? Map.of() : texts, options, end);
        }
        return LimeQuestions.joined(rows.stream()
                .map(row -> rating(question, row, rows.size(), about, points, end))
                .toList());
    }

    private LimeQuestions.Taken rating(
            LimeSource.Question question,
            LimeSource.Question row,
            int rows,
            Optional<LocalizedText> about,
            Points points,
            String end) {
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
        return new LimeQuestions.Taken(List.of(item), Map.of(question.code() + "_" + row.code() + end, asked), Map.of())
                .shownAs(row);
    }

    /** A row's own code if somebody has thought about it. */
    private static String code(LimeSource.Question question, LimeSource.Question row) {
        return AUTOMATIC.matcher(row.code()).matches() ? question.code() + "-" + row.code() : row.code();
    }

    /** Too many columns for a scale: each row is a choice of one of them. */
    private LimeQuestions.Taken choices(
            LimeSource.Question question,
            List<LimeSource.Question> rows,
            Map<String, String> about,
            List<LimeSource.Option> options,
            String end) {
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
                                    tag, about.isEmpty() ? text : about.getOrDefault(tag, "") + "<br>" + text));
                    var item = new Item.Selection(
                            all.fresh(code(question, row)),
                            text(question, texts).orElseGet(() -> named(row.code())),
                            LimeQuestions.required(question),
                            choices,
                            1);
                    var asked = Relevance.Asked.ofCodes(item.id(), byCode);
                    return new LimeQuestions.Taken(
                                    List.of(item), Map.of(question.code() + "_" + row.code() + end, asked), Map.of())
                            .shownAs(row);
                })
                .toList());
    }

    private Optional<LocalizedText> text(LimeSource.Question question, Map<String, String> html) {
        return all.text(question.code(), html, Wording.LONGEST);
    }

    private LocalizedText named(String code) {
        return new LocalizedText(Map.of(all.source().tags().getFirst(), code.isBlank() ? "?" : code));
    }

    private Points points(LimeSource.Question question, List<LimeSource.Option> options) {
        return switch (question.type()) {
            case "A" -> numbered(5);
            case "B" -> numbered(10);
            case "C" ->
                fixed(
                        question,
                        List.of("N", "U", "Y"),
                        List.of(
                                Map.of("en", "No", "de", "Nein", "fr", "Non", "es", "No"),
                                Map.of("en", "Uncertain", "de", "Unsicher", "fr", "Indécis", "es", "No lo sé"),
                                Map.of("en", "Yes", "de", "Ja", "fr", "Oui", "es", "Sí")));
            case "E" ->
                fixed(
                        question,
                        List.of("D", "S", "I"),
                        List.of(
                                Map.of("en", "Decrease", "de", "Abnahme", "fr", "Baisse", "es", "Disminución"),
                                Map.of("en", "Same", "de", "Gleich", "fr", "Stable", "es", "Igual"),
                                Map.of("en", "Increase", "de", "Zunahme", "fr", "Hausse", "es", "Aumento")));
            default -> flexible(question, options);
        };
    }

    private Points numbered(int most) {
        Map<String, String> byCode = new HashMap<>();
        IntStream.rangeClosed(1, most).forEach(i -> byCode.put(String.valueOf(i), String.valueOf(i)));
        return new Points(
                1, IntStream.rangeClosed(1, most).mapToObj(this::digits).toList(), false, byCode);
    }

    private LocalizedText digits(int point) {
        Map<String, String> words = new HashMap<>();
        all.source().tags().forEach(tag -> words.put(tag, String.valueOf(point)));
        return new LocalizedText(words);
    }

    private Points fixed(LimeSource.Question question, List<String> codes, List<Map<String, String>> words) {
        Map<String, String> byCode = new HashMap<>();
        IntStream.range(0, codes.size()).forEach(i -> byCode.put(codes.get(i), String.valueOf(i + 1)));
        return new Points(
                1, words.stream().map(each -> all.said(question, each)).toList(), false, byCode);
    }

    private Points flexible(LimeSource.Question question, List<LimeSource.Option> options) {
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
