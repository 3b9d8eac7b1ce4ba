package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.benchmark.Comparison.Against;
import org.takeup.benchmark.Comparison.Figure;
import org.takeup.benchmark.Comparison.Gap;
import org.takeup.benchmark.Comparison.Line;
import org.takeup.benchmark.Comparison.Own;
import org.takeup.survey.ScoreRange;
import org.takeup.survey.WaveResults;
import org.takeup.survey.scoring.ScaleResult;

/** Puts a workspace's own results beside a release. */
final class Compared {
    private static final List<String> QUARTERS =
            List.of("in the bottom quarter", "in the second quarter", "in the third quarter", "in the top quarter");
    private static final List<String> HALVES = List.of("in the lower half", "in the upper half");

    private Compared() {}

    static Comparison of(
            String plugin, Profile profile, WaveResults results, Optional<Release> release, Locale language) {
        Map<Cell.Dimension, Cell> cells = profile.cells();
        var lines = new ArrayList<Line>();
        for (ScaleResult scale : Shares.main(results)) {
            scale.total().ifPresent(score -> {
                var own = new Own(
                        score.n(),
                        score.mean(),
                        score.interval().map(each -> each.low()),
                        score.interval().map(each -> each.high()));
                String id = scale.scale().id();
                ScoreRange range = ScoreRange.of(scale.scale().range());
                lines.add(new Line(
                        id,
                        scale.scale().name().in(language),
                        range,
                        own.on(range),
                        release.stream()
                                .flatMap(made -> List.of(Cell.Dimension.values()).stream()
                                        .flatMap(each -> Optional.ofNullable(cells.get(each)).stream())
                                        .map(cell -> against(own, range, id, made, cell)))
                                .toList(),
                        release.filter(made -> made.scales().indexOf(id) == 0)
                                .flatMap(made -> band(own, made.cuts()))));
            });
        }
        return new Comparison(
                plugin,
                results.wave().instrument().name().in(language),
                results.wave().title(),
                release.map(Release::period).orElse(""),
                lines,
                Comparison.ranked(lines),
                release.isPresent() ? "" : words(Release.State.FEW_ORGANISATIONS));
    }

    /** @param own from 0 to 100, as what is released */
    private static Against against(Own own, ScoreRange range, String scale, Release release, Cell cell) {
        Release.Result result =
                release.result(cell).orElseThrow(() -> new IllegalStateException("A release has every cell"));
        Optional<Figure> figure = result.means().stream()
                .filter(mean -> mean.scale().equals(scale))
                .findFirst()
                .map(mean -> Figure.of(result, mean, range, Gap.of(own, mean)));
        return new Against(
                cell.words(),
                figure,
                figure.map(each -> each.gap().reading().words()).orElse(words(result.state())));
    }

    /** What is missing, but not how much of it. */
    static String words(Release.State state) {
        return switch (state) {
            case NEW, AS_BEFORE -> "";
            case FEW_ORGANISATIONS ->
                "Not enough organisations yet: a figure needs at least " + Budget.FEWEST_ORGANISATIONS
                        + " that share results of the last year.";
            case FEW_RESPONDENTS ->
                "Not enough answers yet: a figure needs at least " + Budget.FEWEST_RESPONDENTS
                        + " people, where no organisation counts for more than a quarter.";
            case TOO_LIKE_ANOTHER ->
                "Not shown this time: too few organisations came or went since a figure like this"
                        + " one, so that the difference would tell about them.";
            case WOULD_DISCLOSE -> "Not shown: with the other figures it would tell about a small group.";
            case TOO_NOISY ->
                "Not shown: with so few people, what keeps their answers secret would blur the figure by more"
                        + " than " + Budget.WIDEST + " points.";
        };
    }

    /** @param own from 0 to 100, as the cuts */
    private static Optional<String> band(Own own, List<Integer> cuts) {
        if (cuts.isEmpty()) {
            return Optional.empty();
        }
        List<String> bands = cuts.size() == 1 ? HALVES : QUARTERS;
        return Optional.of(bands.get(
                (int) cuts.stream().filter(cut -> Math.round(own.mean()) >= cut).count()));
    }
}
