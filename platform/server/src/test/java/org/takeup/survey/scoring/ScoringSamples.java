package org.takeup.survey.scoring;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ResponseScale;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** Questionnaires of ratings from 1 to 5, with items {@code i-0}, {@code i-1} and so on. */
final class ScoringSamples {
    private static final ResponseScale FIVE = new ResponseScale(
            1,
            IntStream.rangeClosed(1, 5)
                    .mapToObj(point -> LocalizedText.english("Point " + point))
                    .toList());

    private ScoringSamples() {}

    static Questionnaire ratings(int items) {
        List<Item> all = IntStream.range(0, items)
                .<Item>mapToObj(
                        i -> new Item.Rating("i-" + i, LocalizedText.english("Statement " + i), false, FIVE, true))
                .toList();
        return new Questionnaire("1.0.0", List.of(new Questionnaire.Page("p", LocalizedText.english("Page"), all)));
    }

    static Scale scale(int items, int minAnswered, IntPredicate reverse) {
        return scale("s", IntStream.range(0, items).boxed().toList(), minAnswered, reverse);
    }

    static Scale scale(String id, List<Integer> items, int minAnswered, IntPredicate reverse) {
        List<ItemRef> refs = items.stream()
                .map(i -> new ItemRef("i-" + i, reverse.test(i), 1))
                .toList();
        return new Scale(id, LocalizedText.english("Scale"), LocalizedText.english("High is good"), refs, minAnswered);
    }
}
