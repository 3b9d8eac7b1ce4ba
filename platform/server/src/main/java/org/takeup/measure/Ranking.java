package org.takeup.measure;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Puts measures in order by what a survey found. The points of a measure are
 *
 * <pre>100 x need x evidence x effort x time</pre>
 *
 * <ul>
 *   <li>need: of each finding that it answers, the {@linkplain Finding#weight() weight} times 1 if it answers directly or
 *       0.5 if in part; the largest counts in full, the next half, the third a quarter, and so on
 *   <li>evidence: 1 strong, 0.85 moderate, 0.75 some, 0.65 experience
 *   <li>effort: 1 small, 0.85 medium, 0.7 large
 *   <li>time: 1 for an effect at once, down to 0.7 for one after a year or more, by the middle of the range of weeks
 * </ul>
 *
 * A measure that answers nothing that was found is not in the list. Equal points are ordered by id. Pure: the same findings
 * and measures give the same list in whatever order they come.
 */
final class Ranking {
    private static final double SLOWEST = 0.3;
    private static final double YEAR = 52;

    private Ranking() {}

    /** A finding that a measure answers. @param counts the finding's weight as far as the measure answers it */
    record Answered(Finding finding, Measure.Fit fit, double counts) {}

    /** A measure in the list. @param points more than 0 @param answers what counts most first */
    record Ranked(Measure measure, double points, List<Answered> answers) {
        Ranked {
            answers = List.copyOf(answers);
        }
    }

    static List<Ranked> of(List<Finding> findings, Collection<Measure> measures) {
        return measures.stream()
                .map(measure -> ranked(measure, findings))
                .filter(ranked -> ranked.points() > 0)
                .sorted(Comparator.comparingDouble(Ranked::points)
                        .reversed()
                        .thenComparing(ranked -> ranked.measure().id()))
                .toList();
    }

    private static Ranked ranked(Measure measure, List<Finding> findings) {
        List<Answered> answers = findings.stream()
                .flatMap(finding -> answered(measure, finding))
                .sorted(Comparator.comparingDouble(Answered::counts)
                        .reversed()
                        .thenComparing(answered -> answered.finding().signal()))
                .toList();
        double points = 100
                * need(answers)
                * measure.evidence().strength().factor()
                * measure.effort().factor()
                * time(measure.weeks());
        return new Ranked(measure, points, answers);
    }

    private static Stream<Answered> answered(Measure measure, Finding finding) {
        Measure.Fit fit = measure.answers().get(finding.need().id());
        double counts = fit == null ? 0 : finding.weight() * fit.part();
        return counts > 0 ? Stream.of(new Answered(finding, Objects.requireNonNull(fit), counts)) : Stream.empty();
    }

    /** @param answers what counts most first */
    private static double need(List<Answered> answers) {
        double need = 0;
        double part = 1;
        for (Answered answered : answers) {
            need += part * answered.counts();
            part /= 2;
        }
        return need;
    }

    private static double time(Measure.Range weeks) {
        double middle = (weeks.from() + weeks.to()) / 2.0;
        return 1 - SLOWEST * Math.min(middle, YEAR) / YEAR;
    }
}
