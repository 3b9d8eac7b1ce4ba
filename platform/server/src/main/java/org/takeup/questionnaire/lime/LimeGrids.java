package org.takeup.questionnaire.lime;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.Ids;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Format;
import org.takeup.questionnaire.format.Wording;

/** Arrays whose cells are filled in or ticked: each cell becomes a question, each row of boxes a multiple choice. */
final class LimeGrids {
    /** What is typed in has two digits after the point, as single numbers have. */
    private static final BigDecimal FINE = new BigDecimal("0.01");

    private final LimeImport all;
    private final LimeQuestions questions;

    LimeGrids(LimeImport all, LimeQuestions questions) {
        this.all = all;
        this.questions = questions;
    }

    LimeQuestions.Taken take(LimeSource.Question question) {
        List<LimeSource.Question> rows = all.source().parts(question);
        List<LimeSource.Question> columns = all.source().columns(question);
        if (rows.isEmpty() || columns.isEmpty() || columns.size() > Format.MOST_CHOICES) {
            return questions.nothing(
                    question, "An array with " + rows.size() + " rows and " + columns.size() + " columns.");
        }
        if (question.type().equals(":") && isSet(question, "multiflexible_checkbox")) {
            all.lose(question.code(), "That it is a table; each row is a multiple choice here.");
            return LimeQuestions.joined(
                    rows.stream().map(row -> boxes(question, row, columns)).toList());
        }
        if ((long) rows.size() * columns.size() > Format.MOST_ITEMS) {
            return questions.nothing(question, "An array with " + (long) rows.size() * columns.size() + " cells.");
        }
        all.lose(question.code(), "That it is a table; each cell is a question here.");
        return LimeQuestions.joined(rows.stream()
                .flatMap(row -> columns.stream().map(column -> cell(question, row, column)))
                .toList());
    }

    private boolean isSet(LimeSource.Question question, String attribute) {
        return all.source().attribute(question, attribute).equals("1");
    }

    private LimeQuestions.Taken boxes(
            LimeSource.Question question, LimeSource.Question row, List<LimeSource.Question> columns) {
        List<Choice> choices = new ArrayList<>();
        Map<String, String> byCode = new HashMap<>();
        for (LimeSource.Question column : columns) {
            String id = Ids.fresh(byCode.values(), column.code(), "choice");
            byCode.put(column.code(), id);
            choices.add(new Choice(
                    id,
                    all.text(question.code(), column.texts(), Wording.SHORT).orElseGet(() -> named(column.code()))));
        }
        var item = new Item.Selection(
                all.fresh(question.code() + "-" + row.code()),
                text(question, row.texts()),
                LimeQuestions.required(question),
                choices,
                Math.max(2, choices.size()));
        Map<String, Relevance.Asked> asked = new HashMap<>();
        byCode.forEach((code, id) -> asked.put(
                name(question, row, code),
                new Relevance.Asked(
                        item.id(), value -> value.equals("1") ? Optional.of(id) : Optional.empty(), Optional.of(id))));
        return new LimeQuestions.Taken(List.of(item), asked, Map.of()).shownAs(row);
    }

    private LimeQuestions.Taken cell(
            LimeSource.Question question, LimeSource.Question row, LimeSource.Question column) {
        String id = all.fresh(question.code() + "-" + row.code() + "-" + column.code());
        LocalizedText text = text(question, row.texts(), column.texts());
        boolean required = LimeQuestions.required(question);
        Item item = question.type().equals(";")
                ? new Item.FreeText(id, text, required, LimeQuestions.mostCharacters(all, question, Format.ONE_LINE))
                : number(question, id, text, required);
        var asked = new Relevance.Asked(
                id,
                value -> item instanceof Item.Number
                        ? Decimals.read(value).map(BigDecimal::toPlainString)
                        : Optional.empty());
        return new LimeQuestions.Taken(List.of(item), Map.of(name(question, row, column.code()), asked), Map.of())
                .shownAs(row);
    }

    private static String name(LimeSource.Question question, LimeSource.Question row, String column) {
        return question.code() + "_" + row.code() + "_" + column;
    }

    /** There it is a list from 1 to 10, or from and to what is set, if it is not a field to type in. */
    private Item number(LimeSource.Question question, String id, LocalizedText text, boolean required) {
        boolean typed = isSet(question, "input_boxes");
        BigDecimal least = typed ? LimeNumbers.FAR.negate() : BigDecimal.ONE;
        BigDecimal most = typed ? LimeNumbers.FAR : BigDecimal.TEN;
        BigDecimal min = LimeNumbers.limit(all, question, "multiflexible_min", least);
        BigDecimal max = LimeNumbers.limit(all, question, "multiflexible_max", most);
        BigDecimal step = LimeNumbers.limit(all, question, "multiflexible_step", typed ? FINE : BigDecimal.ONE);
        if (min.compareTo(max) >= 0) {
            all.lose(question.code(), "Its limits, which leave no number.");
            min = LimeNumbers.FAR.negate();
            max = LimeNumbers.FAR;
        }
        int decimals =
                Stream.of(min, max, step).mapToInt(BigDecimal::scale).max().orElse(0);
        return new Item.Number(id, text, required, min, max, decimals, Optional.empty());
    }

    /** The texts of a question and its parts below one another. */
    @SafeVarargs
    private LocalizedText text(LimeSource.Question question, Map<String, String>... parts) {
        Map<String, String> texts = new HashMap<>();
        all.source()
                .tags()
                .forEach(tag -> texts.put(
                        tag,
                        Stream.concat(Stream.of(question.texts()), Stream.of(parts))
                                .map(each -> each.getOrDefault(tag, ""))
                                .filter(each -> !each.isBlank())
                                .reduce((one, other) -> one + "<br>" + other)
                                .orElse("")));
        return all.text(question.code(), texts, Wording.LONGEST).orElseGet(() -> named(question.code()));
    }

    private LocalizedText named(String code) {
        return new LocalizedText(Map.of(all.source().tags().getFirst(), code.isBlank() ? "?" : code));
    }
}
