package org.takeup.survey.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.survey.Item;
import org.takeup.plugin.api.survey.Questionnaire;
import org.takeup.plugin.api.survey.ScoringModel.ItemRef;
import org.takeup.plugin.api.survey.ScoringModel.Scale;

/** Counts {@link StraightLines} as responses come: no answers are kept. For one thread. */
final class StraightTally {
    /** So many statements at least: a few can well be answered alike by whoever reads them. */
    static final int LEAST = 8;

    private final List<Scale> scales;
    private final Set<String> shared;
    private final List<Item.Rating> ratings;
    private final List<Moments> straight = new ArrayList<>();
    private final List<Moments> others = new ArrayList<>();
    private long people;
    private long all;

    /**
     * @param scales whose scores are given with each response, in this order
     * @param all of the questionnaire
     */
    StraightTally(Questionnaire asked, List<Scale> scales, List<Scale> all) {
        this.scales = List.copyOf(scales);
        this.shared = shared(all);
        this.ratings = asked.items()
                .filter(Item.Rating.class::isInstance)
                .map(Item.Rating.class::cast)
                .toList();
        scales.forEach(ignored -> {
            straight.add(new Moments());
            others.add(new Moments());
        });
    }

    /** Statements of more than one scale. */
    private static Set<String> shared(List<Scale> all) {
        var seen = new HashSet<String>();
        return all.stream()
                .flatMap(scale -> scale.items().stream().map(ItemRef::itemId).distinct())
                .filter(item -> !seen.add(item))
                .collect(Collectors.toUnmodifiableSet());
    }

    void add(List<OptionalDouble> scores, Map<String, Answer> answers) {
        boolean isStraight = isStraight(answers);
        all++;
        people += isStraight ? 1 : 0;
        List<Moments> group = isStraight ? straight : others;
        for (int i = 0; i < scales.size(); i++) {
            scores.get(i).ifPresent(group.get(i)::add);
        }
    }

    /** Whether all ratings are the same point, counted from the lowest, and some of a scale mean the opposite of others. */
    boolean isStraight(Map<String, Answer> answers) {
        int rated = 0;
        int point = 0;
        for (Item.Rating rating : ratings) {
            if (answers.get(rating.id()) instanceof Answer.Rating given) {
                int here = given.value() - rating.scale().min();
                if (rated > 0 && here != point) {
                    return false;
                }
                point = here;
                rated++;
            }
        }
        return rated >= LEAST && scales.stream().anyMatch(scale -> meansBoth(scale, answers));
    }

    private static boolean meansBoth(Scale scale, Map<String, Answer> answers) {
        List<ItemRef> rated = scale.items().stream()
                .filter(ref -> answers.get(ref.itemId()) instanceof Answer.Rating)
                .toList();
        return rated.stream().anyMatch(ItemRef::reverse) && !rated.stream().allMatch(ItemRef::reverse);
    }

    /**
     * What may be said of them.
     *
     * @param shown of the same scales and others
     * @param compares whether scores without them may stand beside those of everybody: not where earlier figures of fewer people
     *     were shown, for the two together could tell a few apart
     */
    StraightLines result(int threshold, List<ScaleResult> shown, boolean compares) {
        if (people < threshold || all - people < threshold) {
            return StraightLines.none();
        }
        var without = new ArrayList<StraightLines.Without>();
        for (int i = 0; compares && i < scales.size(); i++) {
            if (standsAlone(scales.get(i))
                    && straight.get(i).n() >= threshold
                    && others.get(i).n() >= threshold) {
                clearlyOther(scales.get(i), others.get(i), shown).ifPresent(without::add);
            }
        }
        return new StraightLines(Optional.of(people), without);
    }

    /** An index beside its parts could tell who of a few others skipped what. */
    private boolean standsAlone(Scale scale) {
        return scale.items().stream().map(ItemRef::itemId).noneMatch(shared::contains);
    }

    private static Optional<StraightLines.Without> clearlyOther(Scale scale, Moments others, List<ScaleResult> shown) {
        return shown.stream()
                .filter(result -> result.scale().id().equals(scale.id()))
                .flatMap(result -> result.total().stream())
                .filter(total -> total.interval()
                        .filter(interval ->
                                Math.abs(total.mean() - others.mean()) > (interval.high() - interval.low()) / 2)
                        .isPresent())
                .map(total -> new StraightLines.Without(scale, others.n(), Math.round(others.mean())))
                .findFirst();
    }
}
