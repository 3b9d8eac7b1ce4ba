package org.takeup.questionnaire.lime;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Wording;

/** Questions about numbers. */
final class LimeNumbers {
    /** Where there are no limits. Everything that an organisation counts or pays is nearer. */
    static final BigDecimal FAR = BigDecimal.valueOf(999_999_999);

    private final LimeImport all;
    private final LimeQuestions questions;

    LimeNumbers(LimeImport all, LimeQuestions questions) {
        this.all = all;
        this.questions = questions;
    }

    /** @param part the question itself, or one of its fields */
    LimeQuestions.Taken one(LimeSource.Question question, LimeSource.Question part, Map<String, String> unit) {
        int decimals = all.source().attribute(question, "num_value_int_only").equals("1") ? 0 : 2;
        BigDecimal min = limit(all, question, "min_num_value_n", FAR.negate());
        BigDecimal max = limit(all, question, "max_num_value_n", FAR);
        if (Math.max(min.scale(), max.scale()) > decimals) {
            decimals = Math.max(min.scale(), max.scale());
        }
        int characters = LimeQuestions.whole(all.source().attribute(question, "maximum_chars"), 0);
        if (characters > 0 && characters < FAR.precision()) {
            min = min.max(BigDecimal.ONE.subtract(BigDecimal.TEN.pow(characters - 1)));
            max = max.min(BigDecimal.TEN.pow(characters).subtract(BigDecimal.ONE));
        }
        if (min.compareTo(max) >= 0) {
            all.lose(question.code(), "Its limits, which leave no number.");
            min = FAR.negate();
            max = FAR;
        }
        boolean whole = question == part;
        LocalizedText text = whole ? questions.text(question) : questions.beside(question, part);
        var item = new Item.Number(
                all.fresh(whole ? question.code() : question.code() + "-" + part.code()),
                text,
                LimeQuestions.required(question),
                min,
                max,
                decimals,
                all.text(question.code(), unit, Wording.SHORT));
        String name = whole ? question.code() : question.code() + "_" + part.code();
        return LimeQuestions.Taken.of(item, name, value -> Decimals.read(value).map(BigDecimal::toPlainString));
    }

    /** A number that an attribute sets. Noted if it is none. */
    static BigDecimal limit(LimeImport all, LimeSource.Question question, String attribute, BigDecimal otherwise) {
        String text = all.source().attribute(question, attribute);
        Optional<BigDecimal> limit = Decimals.read(text);
        if (limit.isEmpty() && !text.isEmpty()) {
            all.lose(question.code(), "Its limit " + text + ", which is no fixed number.");
        }
        return limit.orElse(otherwise);
    }

    LimeQuestions.Taken several(LimeSource.Question question) {
        boolean sliders = all.source().attribute(question, "slider_layout").equals("1");
        List<LimeSource.Question> parts = all.source().parts(question);
        if (parts.isEmpty()) {
            return questions.nothing(question, "It has no fields.");
        }
        return LimeQuestions.joined(parts.stream()
                .map(part -> (sliders
                                ? new LimeSliders(all, questions).take(question, part, parts.size() == 1)
                                : one(question, part, all.source().attributeTexts(question, "suffix")))
                        .shownAs(part))
                .toList());
    }
}
