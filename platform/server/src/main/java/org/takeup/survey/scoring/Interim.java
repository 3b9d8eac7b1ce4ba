package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;
import org.takeup.survey.statistics.Figure;

/**
 * Which figures of a wave are shown while it is open, and what they rest on: scores of scales and units, and distributions.
 * Details of scales, reliability, rankings, bootstraps and words wait until it is closed: fewer figures, fewer to subtract. For one thread.
 */
public final class Interim {
    private final Questionnaire questionnaire;
    private final ScoringModel scoring;
    private final List<Scale> scales;
    private final List<Bundle> bundles;

    public Interim(Questionnaire questionnaire, ScoringModel scoring) {
        this.questionnaire = questionnaire;
        this.scoring = scoring;
        this.scales = apart(scoring);
        this.bundles = bundles(questionnaire, scales);
    }

    /**
     * The scales that are shown: as many as go without an item in common. An index and its parts would count only people who
     * answered everything; the index waits until the wave is closed.
     */
    private static List<Scale> apart(ScoringModel scoring) {
        var apart = new ArrayList<Scale>();
        scoring.scales().stream()
                .filter(scale -> scale.within().isEmpty())
                .sorted(Comparator.comparing(Scale::index)
                        .thenComparing(scale -> scale.items().size()))
                .forEach(scale -> {
                    if (apart.stream().noneMatch(other -> shareItems(other, scale))) {
                        apart.add(scale);
                    }
                });
        return scoring.scales().stream().filter(apart::contains).toList();
    }

    /** Each scale with its items is a bundle, and each other item that has counts. */
    private static List<Bundle> bundles(Questionnaire questionnaire, List<Scale> scales) {
        var scored = new HashSet<String>();
        var bundles = new ArrayList<Bundle>();
        for (Scale scale : scales) {
            Set<String> ids = scale.items().stream().map(ItemRef::itemId).collect(Collectors.toSet());
            scored.addAll(ids);
            bundles.add(new Bundle(
                    Optional.of(new ScaleTally(scale, questionnaire)),
                    questionnaire
                            .items()
                            .filter(item -> ids.contains(item.id()))
                            .toList()));
        }
        questionnaire
                .items()
                .filter(item -> !scored.contains(item.id()) && isShown(item))
                .forEach(item -> bundles.add(new Bundle(Optional.empty(), List.of(item))));
        return List.copyOf(bundles);
    }

    /** Whether an item has counts that are shown before the wave is closed: numbers, and whatever tells who somebody is, have none. */
    public static boolean isShown(Item item) {
        return switch (item) {
            case Item.Rating _, Item.Selection _, Item.Ranking _, Item.Recommend _, Item.Consent _ -> true;
            case Item.FreeText _,
                    Item.Slider _,
                    Item.Number _,
                    Item.Day _,
                    Item.Email _,
                    Item.PersonPick _,
                    Item.Information _ -> false;
        };
    }

    private static boolean shareItems(Scale one, Scale other) {
        List<String> items = one.items().stream().map(ItemRef::itemId).toList();
        return other.items().stream().map(ItemRef::itemId).anyMatch(items::contains);
    }

    List<Bundle> bundles() {
        return bundles;
    }

    ScoringModel scoring() {
        return scoring;
    }

    Questionnaire questionnaire() {
        return questionnaire;
    }

    /** The bundle of a scale or an item, by its place; -1 for what is not shown. */
    int bundleOf(String scaleOrItem) {
        return IntStream.range(0, bundles.size())
                .filter(i -> bundles.get(i).has(scaleOrItem))
                .findFirst()
                .orElse(-1);
    }

    /**
     * The figures. The total is made of what the units show and of nothing else: a total with people of its own would, less
     * the final result of a unit, give the one person that it has of another unit.
     *
     * @param units by name, with what each has released
     */
    public Tally.Released released(SequencedMap<String, InterimGroup> units, int threshold) {
        var totals = new ArrayList<double[]>();
        for (int i = 0; i < bundles.size(); i++) {
            var total = new double[bundles.get(i).size()];
            for (InterimGroup unit : units.values()) {
                InterimGroup.add(total, unit.shown(i));
            }
            totals.add(total);
        }
        List<ScaleResult> results = scales.stream()
                .map(scale -> result(scale, totals, units, threshold))
                .toList();
        long responses =
                totals.stream().mapToLong(total -> Math.round(total[0])).max().orElse(0);
        return new Tally.Released(
                responses, threshold, results, items(totals, threshold), List.of(), StraightLines.none());
    }

    private ScaleResult result(Scale scale, List<double[]> totals, Map<String, InterimGroup> units, int threshold) {
        int place = bundleOf(scale.id());
        Bundle bundle = bundles.get(place);
        List<UnitScore> scores = units.entrySet().stream()
                .map(unit -> new UnitScore(
                        unit.getKey(), bundle.score(unit.getValue().shown(place), threshold)))
                .toList();
        return new ScaleResult(
                scale, bundle.score(totals.get(place), threshold), Figure.missing(Figure.Why.TOO_FEW), scores);
    }

    private List<ItemResult> items(List<double[]> totals, int threshold) {
        var byId = new HashMap<String, ItemResult>();
        for (int i = 0; i < bundles.size(); i++) {
            bundles.get(i)
                    .items(totals.get(i), threshold)
                    .forEach(each -> byId.put(each.item().id(), each));
        }
        return questionnaire
                .items()
                .flatMap(item -> Optional.ofNullable(byId.get(item.id())).stream())
                .toList();
    }
}
