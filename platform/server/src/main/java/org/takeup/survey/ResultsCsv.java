package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Csv;

/**
 * Results as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it right).
 */
final class ResultsCsv {
    private static final String MARK = "\uFEFF";

    private ResultsCsv() {}

    static byte[] of(ResultsView results) {
        String lines = Stream.of(
                        Stream.of(line(
                                "kind", "id", "name", "group", "n", "mean", "ci_low", "ci_high", "alpha", "count")),
                        results.scales().stream().flatMap(ResultsCsv::scale),
                        results.items().stream().flatMap(ResultsCsv::item))
                .flatMap(each -> each)
                .collect(Collectors.joining("\r\n", MARK, "\r\n"));
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> scale(ResultsView.ScaleView scale) {
        String alpha = scale.alpha().map(ResultsCsv::number).orElse("");
        return Stream.concat(
                Stream.of(score("scale", scale, "all", scale.score(), alpha)),
                scale.units().stream().map(unit -> score("scale", scale, unit.unit(), unit.score(), "")));
    }

    private static String score(
            String kind,
            ResultsView.ScaleView scale,
            String group,
            Optional<ResultsView.ScoreView> score,
            String alpha) {
        return line(
                kind,
                scale.id(),
                scale.name(),
                group,
                score.map(each -> String.valueOf(each.n())).orElse(""),
                score.map(each -> number(each.mean())).orElse(""),
                score.flatMap(ResultsView.ScoreView::low)
                        .map(ResultsCsv::number)
                        .orElse(""),
                score.flatMap(ResultsView.ScoreView::high)
                        .map(ResultsCsv::number)
                        .orElse(""),
                alpha,
                "");
    }

    /** Each answer; after those of a ranking how often each was first, after 0 to 10 the score. */
    private static Stream<String> item(ResultsView.ItemView item) {
        return Stream.of(
                        item.options().stream().map(option -> count("item", item, option, option.count())),
                        item.options().stream()
                                .flatMap(option ->
                                        option.firsts().stream().map(firsts -> count("first", item, option, firsts))),
                        item.recommend().stream().map(score -> recommend(item, score)))
                .flatMap(each -> each);
    }

    private static String count(String kind, ResultsView.ItemView item, ResultsView.OptionView option, long count) {
        return line(kind, item.id(), item.text(), option.label(), people(item), "", "", "", "", String.valueOf(count));
    }

    private static String recommend(ResultsView.ItemView item, ResultsView.RecommendView score) {
        return line(
                "recommend",
                item.id(),
                item.text(),
                "all",
                people(item),
                score.score().map(ResultsCsv::number).orElse(""),
                score.low().map(ResultsCsv::number).orElse(""),
                score.high().map(ResultsCsv::number).orElse(""),
                "",
                "");
    }

    private static String people(ResultsView.ItemView item) {
        return item.n().map(String::valueOf).orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String line(String... fields) {
        return List.of(fields).stream().map(Csv::cell).collect(Collectors.joining(","));
    }
}
