package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.Choice;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.survey.Item;

/** How often each answer to an item was given. Words are only counted, never repeated. For one thread. */
final class ItemTally {
    private final Item item;
    private final List<Choice> options;
    private final Map<String, Integer> places = new HashMap<>();
    /** The lowest point of a rating, which has the first place. */
    private final int lowest;

    private final Optional<NumberTally> numbers;
    private final long[] counts;
    private final long[] firsts;
    /** Of a question with one choice. */
    private final Optional<ChoiceByUnit> units;

    private long answered;
    private long notApplicable;

    ItemTally(Item item) {
        this.item = item;
        this.options = options(item);
        this.lowest = item instanceof Item.Rating rating ? rating.scale().min() : 0;
        this.numbers = item instanceof Item.Number || item instanceof Item.Slider
                ? Optional.of(new NumberTally())
                : Optional.empty();
        this.units = item instanceof Item.Selection selection && selection.most() == 1
                ? Optional.of(new ChoiceByUnit(
                        selection.choices().stream().map(Choice::id).toList()))
                : Optional.empty();
        this.counts = new long[options.size()];
        this.firsts = new long[options.size()];
        for (int i = 0; i < options.size(); i++) {
            places.put(options.get(i).id(), i);
        }
    }

    private static List<Choice> options(Item item) {
        return switch (item) {
            case Item.Rating rating ->
                IntStream.range(0, rating.scale().labels().size())
                        .mapToObj(i -> new Choice(
                                String.valueOf(rating.scale().min() + i),
                                rating.scale().labels().get(i)))
                        .toList();
            case Item.Selection selection -> selection.choices();
            case Item.Ranking ranking -> ranking.choices();
            case Item.Recommend _ ->
                IntStream.rangeClosed(0, Item.Recommend.highest())
                        .mapToObj(String::valueOf)
                        .map(point -> new Choice(point, LocalizedText.english(point)))
                        .toList();
            case Item.Slider slider -> Bands.of(slider).options();
            case Item.Consent _ -> List.of(new Choice(Item.Consent.YES, LocalizedText.english("Agreed")));
            // Numbers have figures of their own. Of days, addresses and people it is only counted how many answered:
            // each
            // tells who somebody is, or whom they mean.
            case Item.FreeText _, Item.Number _, Item.Day _, Item.Email _, Item.PersonPick _, Item.Information _ ->
                List.of();
        };
    }

    /** @param unit as in {@link Tally#add} */
    void add(String unit, Map<String, Answer> answers) {
        add(answers);
        if (answers.get(item.id()) instanceof Answer.Chosen chosen) {
            units.ifPresent(tally -> tally.add(unit, chosen.ids()));
        }
    }

    void add(Map<String, Answer> answers) {
        switch (answers.get(item.id())) {
            case null -> {}
            case Answer.NotApplicable _ -> notApplicable++;
            case Answer.Rating rating -> {
                answered++;
                count(
                        item instanceof Item.Slider slider
                                ? Bands.of(slider).band(rating.value())
                                : rating.value() - lowest,
                        counts);
                numbers.ifPresent(tally -> tally.add(rating.value()));
            }
            case Answer.Number number -> {
                answered++;
                numbers.ifPresent(tally -> tally.add(number.value().doubleValue()));
            }
            case Answer.Chosen chosen -> count(chosen.ids());
            case Answer.Ranked ranked -> {
                count(ranked.ids());
                ranked.ids().stream().limit(1).forEach(id -> count(places.getOrDefault(id, -1), firsts));
            }
            case Answer.Text _, Answer.Day _, Answer.Persons _ -> answered++;
        }
    }

    private void count(List<String> ids) {
        answered++;
        ids.forEach(id -> count(places.getOrDefault(id, -1), counts));
    }

    /** An answer that is none of the options counts for none. */
    private static void count(int place, long[] counts) {
        if (place >= 0 && place < counts.length) {
            counts[place]++;
        }
    }

    /** All counts, in an order of its own, for {@link #of}. Those of two groups of people may be added. */
    double[] sums() {
        var sums = new double[2 + 2 * counts.length];
        sums[0] = answered;
        sums[1] = notApplicable;
        for (int i = 0; i < counts.length; i++) {
            sums[2 + 2 * i] = counts[i];
            sums[3 + 2 * i] = firsts[i];
        }
        return sums;
    }

    static ItemTally of(Item item, double[] sums) {
        var tally = new ItemTally(item);
        tally.answered = Math.round(sums[0]);
        tally.notApplicable = Math.round(sums[1]);
        for (int i = 0; i < tally.counts.length; i++) {
            tally.counts[i] = Math.round(sums[2 + 2 * i]);
            tally.firsts[i] = Math.round(sums[3 + 2 * i]);
        }
        return tally;
    }

    /** @param unseen how many people the figures have whom no release before had, if there was any */
    ItemResult result(int threshold, Optional<Unseen> unseen) {
        boolean moves = unseen.map(each -> each.ofItem(item.id()) >= threshold).orElse(true);
        if (!moves) {
            return new ItemResult(item, Optional.empty());
        }
        ItemResult whole = result(threshold);
        // Of an earlier release it is not known how many of a unit were in it: then units are not shown at all.
        return unseen.isPresent() || whole.distribution().isEmpty()
                ? whole
                : new ItemResult(
                        item,
                        whole.distribution(),
                        units.map(tally -> tally.shown(threshold)).orElse(List.of()));
    }

    ItemResult result(int threshold) {
        if (answered < threshold) {
            return new ItemResult(item, Optional.empty());
        }
        var results = new ArrayList<ItemResult.Option>();
        boolean ranked = item instanceof Item.Ranking;
        for (int i = 0; i < counts.length; i++) {
            results.add(new ItemResult.Option(
                    options.get(i).id(),
                    options.get(i).label(),
                    counts[i],
                    ranked ? Optional.of(firsts[i]) : Optional.empty()));
        }
        return new ItemResult(
                item,
                Optional.of(new ItemResult.Distribution(
                        answered, notApplicable, results, recommend(), numbers.map(NumberTally::result))));
    }

    private Optional<RecommendScore> recommend() {
        return item instanceof Item.Recommend ? Optional.of(RecommendScore.of(counts)) : Optional.empty();
    }
}
