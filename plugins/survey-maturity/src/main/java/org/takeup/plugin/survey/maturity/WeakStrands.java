package org.takeup.plugin.survey.maturity;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.survey.ReleasedScore;
import org.takeup.plugin.api.survey.Signal;

/** Finds the strands that the intervals show to be weak. The rule is told in {@link SixStrands#signals}. */
final class WeakStrands {
    private static final int MOST = 3;
    private static final double MIDDLE = 50;
    private static final double AGREE = 75;

    private final Texts texts;

    WeakStrands(Texts texts) {
        this.texts = texts;
    }

    List<Signal> in(List<ReleasedScore> scores) {
        List<Scored> scored = scores.stream()
                .flatMap(score -> strand(score).map(strand -> new Scored(strand, score)).stream())
                .toList();
        return scored.stream()
                .filter(one -> isWeak(one, scored))
                .sorted(Comparator.comparingDouble((Scored one) -> one.score.mean())
                        .thenComparing(Scored::strand))
                .limit(MOST)
                .map(this::signal)
                .toList();
    }

    private static boolean isWeak(Scored one, List<Scored> all) {
        return one.score.high() < MIDDLE || (one.score.mean() < AGREE && one.score.high() < averageOfOthers(one, all));
    }

    /** Not weighted by respondents: each strand says as much as the next. */
    private static double averageOfOthers(Scored one, List<Scored> all) {
        return all.stream()
                .filter(other -> other.strand != one.strand)
                .mapToDouble(other -> other.score.mean())
                .average()
                .orElse(0);
    }

    private Signal signal(Scored weak) {
        return new Signal(
                "weak:" + weak.strand.id(),
                weak.strand.id(),
                texts.text(
                        weak.score.low() < weak.score.high() ? "weak" : "weak.alike",
                        Map.of(
                                "strand", weak.strand.title(texts),
                                "mean", Math.round(weak.score.mean()),
                                "low", Math.round(weak.score.low()),
                                "high", Math.round(weak.score.high()))));
    }

    private static Optional<Strand> strand(ReleasedScore score) {
        return Arrays.stream(Strand.values())
                .filter(strand -> strand.id().equals(score.scaleId()))
                .findFirst();
    }

    private record Scored(Strand strand, ReleasedScore score) {}
}
