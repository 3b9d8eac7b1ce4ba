package org.takeup.questionnaire.lime;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.questionnaire.format.Decimals;
import org.takeup.questionnaire.format.Wording;

/** Fields of a "several numbers" question that are drawn as sliders, whose text has both ends behind it. */
final class LimeSliders {
    private final LimeImport all;
    private final LimeQuestions questions;

    LimeSliders(LimeImport all, LimeQuestions questions) {
        this.all = all;
        this.questions = questions;
    }

    LimeQuestions.Taken take(LimeSource.Question question, LimeSource.Question part, boolean alone) {
        int min = whole(question, "slider_min", 0);
        int max = whole(question, "slider_max", 100);
        int step = Math.max(1, whole(question, "slider_accuracy", 1));
        if (max <= min || ((long) max - min) % step != 0 || ((long) max - min) / step > 1_000) {
            all.lose(question.code(), "Its limits, which leave no whole steps; it goes from 0 to 100.");
            min = 0;
            max = 100;
            step = 1;
        }
        String given = all.source().attribute(question, "slider_separator");
        Pattern separator = Pattern.compile(Pattern.quote(given.isEmpty() ? "|" : given));
        Map<String, String> texts = new HashMap<>();
        Map<String, String> least = new HashMap<>();
        Map<String, String> most = new HashMap<>();
        part.texts().forEach((tag, text) -> {
            String[] pieces = separator.split(text, -1);
            String whole = question.texts().getOrDefault(tag, "");
            texts.put(tag, pieces[0].isBlank() ? whole : whole.isBlank() ? pieces[0] : whole + "<br>" + pieces[0]);
            least.put(tag, pieces.length > 1 ? pieces[1] : "");
            most.put(tag, pieces.length > 2 ? pieces[2] : "");
        });
        var item = new Item.Slider(
                all.fresh(alone ? question.code() : question.code() + "-" + part.code()),
                all.text(question.code(), texts, Wording.LONGEST).orElseGet(() -> questions.text(question)),
                LimeQuestions.required(question),
                min,
                max,
                step,
                end(question, least, min),
                end(question, most, max));
        return LimeQuestions.Taken.of(
                item,
                question.code() + "_" + part.code(),
                value -> Decimals.read(value).map(BigDecimal::toPlainString));
    }

    private LocalizedText end(LimeSource.Question question, Map<String, String> texts, int point) {
        return all.text(question.code(), texts, Wording.SHORT)
                .orElseGet(() -> new LocalizedText(Map.of(all.source().tags().getFirst(), String.valueOf(point))));
    }

    private int whole(LimeSource.Question question, String attribute, int otherwise) {
        String text = all.source().attribute(question, attribute);
        Optional<BigDecimal> number = Decimals.read(text);
        if (number.isEmpty()
                || number.get().scale() > 0
                || number.get().abs().compareTo(BigDecimal.valueOf(1_000_000)) > 0) {
            if (!text.isEmpty()) {
                all.lose(question.code(), "Its limit " + text + ", which is no whole number.");
            }
            return otherwise;
        }
        return number.get().intValueExact();
    }
}
