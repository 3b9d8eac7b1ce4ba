package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.takeup.http.Csv;

/**
 * Results as CSV (RFC 4180, UTF-8 with a byte order mark, so that spreadsheets read it right).
 */
public final class ResultsCsv {
    private static final String MARK = "\uFEFF";
    /** New ones come last: people read the file by the places of its columns. */
    private static final List<String> HEADINGS = List.of(
            "kind",
            "id",
            "name",
            "group",
            "n",
            "mean",
            "ci_low",
            "ci_high",
            "alpha",
            "count",
            "bootstrap_low",
            "bootstrap_high",
            "omega",
            "correlation",
            "percent",
            "p",
            "effect",
            "note",
            "lower_quartile",
            "median",
            "upper_quartile",
            "range_from",
            "range_to",
            "side_of_nought");

    private ResultsCsv() {}

    static byte[] of(ResultsView results) {
        return rows(results).stream()
                .map(ResultsCsv::line)
                .collect(Collectors.joining("\r\n", MARK, "\r\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The cells of each line, headings first. */
    public static List<List<String>> rows(ResultsView results) {
        return Stream.of(
                        Stream.of(HEADINGS),
                        results.scales().stream().flatMap(ResultsCsv::scale),
                        results.items().stream().flatMap(ResultsCsv::item),
                        results.scales().stream().flatMap(ResultsCsv::reliability),
                        results.drivers().stream().flatMap(ResultsCsv::drivers),
                        results.takeUp().stream().flatMap(ResultsCsv::takeUp),
                        results.change().stream().flatMap(ResultsCsv::change))
                .flatMap(each -> each)
                .toList();
    }

    private static Stream<List<String>> scale(ScaleView scale) {
        Row all = score(scale, "all", scale.score());
        scale.alpha().ifPresent(alpha -> all.put("alpha", number(alpha)));
        scale.withheld().ifPresent(why -> all.put("note", why.words()));
        return Stream.concat(
                Stream.of(all.cells()),
                scale.units().stream()
                        .map(unit -> score(scale, unit.unit(), unit.score())
                                .put(
                                        "note",
                                        unit.withheld().map(Withheld::words).orElse(unit.standsOut()))
                                .cells()));
    }

    private static Row score(ScaleView scale, String group, Optional<ScoreView> score) {
        Row row = new Row("scale", scale.id(), scale.name(), group);
        score.ifPresent(each -> {
            row.put("n", each.n()).put("mean", number(each.mean()));
            row.put("ci_low", each.low()).put("ci_high", each.high());
            row.put("bootstrap_low", each.bootstrapLow()).put("bootstrap_high", each.bootstrapHigh());
            row.put("side_of_nought", each.side());
        });
        row.put("range_from", scale.range().from())
                .put("range_to", scale.range().to());
        return row;
    }

    /** Each answer; after those of a ranking how often each was first, after 0 to 10 the score, of numbers where they lie. */
    private static Stream<List<String>> item(ItemView item) {
        return Stream.of(
                        item.options().stream()
                                .map(option -> count("item", item, option, option.count())
                                        .put("ci_low", number(option.low()))
                                        .put("ci_high", number(option.high()))),
                        item.options().stream()
                                .flatMap(option ->
                                        option.firsts().stream().map(firsts -> count("first", item, option, firsts))),
                        item.withheld().stream()
                                .map(why -> new Row("item", item.id(), item.text(), "all").put("note", why.words())),
                        item.recommend().stream().map(score -> recommend(item, score)),
                        item.numbers().stream().map(numbers -> numbers(item, numbers)))
                .flatMap(each -> each)
                .map(Row::cells);
    }

    private static Row numbers(ItemView item, ItemView.NumbersView numbers) {
        Row row = new Row("number", item.id(), item.text(), "all");
        item.n().ifPresent(n -> row.put("n", n));
        return row.put("mean", number(numbers.mean()))
                .put("lower_quartile", number(numbers.lowerQuartile()))
                .put("median", number(numbers.median()))
                .put("upper_quartile", number(numbers.upperQuartile()));
    }

    private static Row count(String kind, ItemView item, ItemView.OptionView option, long count) {
        Row row = new Row(kind, item.id(), item.text(), option.label()).put("count", count);
        item.n().ifPresent(n -> row.put("n", n));
        return row;
    }

    private static Row recommend(ItemView item, ItemView.RecommendView score) {
        Row row = new Row("recommend", item.id(), item.text(), "all");
        item.n().ifPresent(n -> row.put("n", n));
        return row.put("mean", score.score()).put("ci_low", score.low()).put("ci_high", score.high());
    }

    /** Alpha and omega of a scale, then its statements. */
    private static Stream<List<String>> reliability(ScaleView scale) {
        return scale.reliability().stream()
                .flatMap(reliability -> Stream.concat(
                        Stream.of(new Row("reliability", scale.id(), scale.name(), "all")
                                .put("n", reliability.n())
                                .put("alpha", number(reliability.alpha()))
                                .put("ci_low", number(reliability.low()))
                                .put("ci_high", number(reliability.high()))
                                .put("omega", reliability.omega())),
                        reliability.items().stream()
                                .map(item -> new Row("statement", item.id(), item.text(), scale.id())
                                        .put("n", reliability.n())
                                        .put("alpha", item.alphaWithout())
                                        .put("correlation", item.itemRest()))))
                .map(Row::cells);
    }

    private static Stream<List<String>> drivers(DriversView drivers) {
        return drivers.scales().stream()
                .map(scale -> {
                    Row row = new Row("driver", scale.id(), scale.name(), drivers.outcome());
                    drivers.n().ifPresent(n -> row.put("n", n));
                    return row.put("percent", number(scale.percent()))
                            .put("correlation", number(scale.correlation()))
                            .put("ci_low", scale.low())
                            .put("ci_high", scale.high());
                })
                .map(Row::cells);
    }

    /** How scores of units go with take-up; n is of units. */
    private static Stream<List<String>> takeUp(TakeUpDriversView takeUp) {
        return takeUp.scales().stream()
                .map(scale -> new Row("take-up", scale.id(), scale.name(), "units")
                        .put("n", scale.units())
                        .put("correlation", scale.correlation())
                        .put("ci_low", scale.low())
                        .put("ci_high", scale.high())
                        .put("note", scale.note()))
                .map(Row::cells);
    }

    private static Stream<List<String>> change(ChangeView change) {
        return change.scales().stream()
                .flatMap(scale -> Stream.concat(
                        scale.difference().stream().map(each -> change(scale, "all", each, scale.verdict())),
                        scale.units().stream()
                                .map(unit -> change(scale, unit.unit(), unit.difference(), unit.verdict()))));
    }

    private static List<String> change(
            ChangeView.ScaleLine scale, String group, ChangeView.DifferenceView difference, String verdict) {
        return new Row("change", scale.id(), scale.name(), group)
                .put("mean", number(difference.points()))
                .put("ci_low", number(difference.low()))
                .put("ci_high", number(difference.high()))
                .put("p", number(difference.p()))
                .put("effect", number(difference.effect()))
                .put("note", verdict)
                .cells();
    }

    /** One line, by the names of its columns. */
    private static final class Row {
        private final Map<String, String> cells = new HashMap<>();

        Row(String kind, String id, String name, String group) {
            put("kind", kind).put("id", id).put("name", name).put("group", group);
        }

        Row put(String column, String value) {
            cells.put(column, value);
            return this;
        }

        Row put(String column, long value) {
            return put(column, String.valueOf(value));
        }

        Row put(String column, Optional<Double> value) {
            value.ifPresent(number -> put(column, number(number)));
            return this;
        }

        List<String> cells() {
            return HEADINGS.stream()
                    .map(column -> cells.getOrDefault(column, ""))
                    .toList();
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }
}
