package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;

/** How often each answer to an item was given. Words are only counted, never repeated. */
final class ItemTally {
    private final Item item;
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<String, Long> firsts = new HashMap<>();
    private final Map<String, LocalizedText> labels = new LinkedHashMap<>();
    private long answered;
    private long notApplicable;

    ItemTally(Item item) {
        this.item = item;
        switch (item) {
            case Item.Rating rating -> {
                for (int i = 0; i < rating.scale().labels().size(); i++) {
                    option(
                            String.valueOf(rating.scale().min() + i),
                            rating.scale().labels().get(i));
                }
            }
            case Item.Selection selection -> selection.choices().forEach(choice -> option(choice.id(), choice.label()));
            case Item.Ranking ranking -> ranking.choices().forEach(choice -> option(choice.id(), choice.label()));
            case Item.Recommend _ ->
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .mapToObj(String::valueOf)
                        .forEach(point -> option(point, LocalizedText.english(point)));
            case Item.FreeText _ -> {}
        }
    }

    private void option(String id, LocalizedText label) {
        counts.put(id, 0L);
        labels.put(id, label);
    }

    void add(Map<String, Answer> answers) {
        switch (answers.get(item.id())) {
            case null -> {}
            case Answer.NotApplicable _ -> notApplicable++;
            case Answer.Rating rating -> count(List.of(String.valueOf(rating.value())));
            case Answer.Chosen chosen -> count(chosen.ids());
            case Answer.Ranked ranked -> {
                count(ranked.ids());
                ranked.ids().stream().limit(1).forEach(id -> firsts.merge(id, 1L, Long::sum));
            }
            case Answer.Text _ -> answered++;
        }
    }

    private void count(List<String> ids) {
        answered++;
        ids.forEach(id -> counts.computeIfPresent(id, (ignored, n) -> n + 1));
    }

    ItemResult result(int threshold) {
        if (answered < threshold) {
            return new ItemResult(item, Optional.empty());
        }
        var options = new ArrayList<ItemResult.Option>();
        boolean ranked = item instanceof Item.Ranking;
        labels.forEach((id, label) -> options.add(new ItemResult.Option(
                id,
                label,
                counts.getOrDefault(id, 0L),
                ranked ? Optional.of(firsts.getOrDefault(id, 0L)) : Optional.empty())));
        Optional<RecommendScore> recommend =
                item instanceof Item.Recommend ? Optional.of(RecommendScore.of(counts)) : Optional.empty();
        return new ItemResult(
                item, Optional.of(new ItemResult.Distribution(answered, notApplicable, options, recommend)));
    }
}
