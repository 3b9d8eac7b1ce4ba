package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.scoring.StraightLines;
import org.takeup.survey.scoring.Tally;

/**
 * People who gave the same answer to everything that they rated, to statements and to their opposites.
 *
 * @param without scales whose score would clearly be another one without them
 */
public record StraightView(long people, List<WithoutView> without) {
    /** The scales in words; empty if there is none. */
    public String inWords() {
        return without.stream()
                .map(each -> each.name() + " " + each.mean() + " instead of " + Math.round(each.ofAll()))
                .collect(Collectors.joining(", "));
    }

    /** A scale's mean without them in whole points, over n people, and that of everybody. */
    public record WithoutView(String id, String name, long n, long mean, double ofAll) {}

    /** Those of these results, where there are enough of them to say so. */
    static Optional<StraightView> of(Tally.Released figures, Locale language) {
        return figures.straight()
                .people()
                .map(people -> new StraightView(
                        people,
                        figures.straight().without().stream()
                                .map(each -> without(each, figures, language))
                                .toList()));
    }

    private static WithoutView without(StraightLines.Without each, Tally.Released figures, Locale language) {
        ScoreRange range = ScoreRange.of(each.scale().range());
        return new WithoutView(
                each.scale().id(),
                each.scale().name().in(language),
                each.n(),
                Math.round(range.at(each.mean())),
                range.at(ofAll(figures, each.scale().id())));
    }

    private static double ofAll(Tally.Released figures, String scale) {
        return figures.scales().stream()
                .filter(each -> each.scale().id().equals(scale))
                .flatMap(each -> each.total().stream())
                .mapToDouble(Score::mean)
                .findFirst()
                .orElseThrow();
    }
}
