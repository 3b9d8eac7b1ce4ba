package org.takeup.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.ScoringModel;

/** The words around measures, and the reasons for their order, in one language. */
final class Speech {
    private static final LocalWords WORDS = LocalWords.beside(Speech.class, "words");

    private final LocalWords words;

    private Speech(LocalWords words) {
        this.words = words;
    }

    /** In this language, or in English. */
    static Speech in(Locale locale) {
        return new Speech(WORDS.in(locale));
    }

    Locale locale() {
        return words.locale();
    }

    String of(Measure.Effort effort) {
        return words.say("effort." + effort);
    }

    String of(Measure.Actor actor) {
        return words.say("who." + actor);
    }

    String of(Measure.Format format) {
        return words.say("format." + format);
    }

    String of(Measure.Data data) {
        return words.say("data." + data);
    }

    String of(Measure.Strength strength) {
        return words.say("evidence." + strength);
    }

    /** Why a measure is where it is, in sentences, what counts most first. */
    List<String> reasons(Ranking.Ranked ranked) {
        var reasons = new ArrayList<String>();
        ranked.answers().forEach(answered -> reasons.addAll(because(answered)));
        Measure measure = ranked.measure();
        if (measure.quick()) {
            reasons.add(say("reason.quick", Map.of("weeks", measure.weeks().to())));
        }
        reasons.add(say(
                "reason.work",
                Map.of(
                        "effort",
                        of(measure.effort()),
                        "daysFrom",
                        measure.days().from(),
                        "daysTo",
                        measure.days().to(),
                        "weeksFrom",
                        measure.weeks().from(),
                        "weeksTo",
                        measure.weeks().to())));
        reasons.add(
                say("reason.evidence", Map.of("evidence", of(measure.evidence().strength()))));
        return reasons;
    }

    private List<String> because(Ranking.Answered answered) {
        Finding finding = answered.finding();
        var reasons = new ArrayList<String>();
        reasons.add(found(finding));
        finding.share()
                .ifPresent(share -> reasons.add(say(
                        "reason.share",
                        Map.of(
                                "percent",
                                share.percent(),
                                "n",
                                share.n(),
                                "range",
                                range(share.low(), share.high())))));
        finding.worst().ifPresent(worst -> reasons.add(unit(finding, worst)));
        if (answered.fit() == Measure.Fit.PARTLY) {
            reasons.add(say("reason.partly", Map.of("need", finding.about())));
        }
        return reasons;
    }

    /** What was found, in one sentence. */
    String found(Finding finding) {
        Finding.Amount whole = finding.whole();
        return switch (finding.need().kind()) {
            case BARRIER -> barrier(finding);
            case WEAK ->
                say("reason.weak", Map.of("need", finding.about(), "score", score(whole), "range", scoreRange(whole)));
            case CLIMATE ->
                say("reason.climate", onRange(finding, 100 - whole.size(), 100 - whole.most(), 100 - whole.least()));
            case TRUST -> say("reason.trust", onRange(finding, whole.size(), whole.least(), whole.most()));
            case APART ->
                say("reason.apart", Map.of("need", finding.about(), "size", size(whole), "range", range(whole)));
        };
    }

    private String barrier(Finding finding) {
        Finding.Amount whole = finding.whole();
        return finding.often().isEmpty()
                ? say(
                        "reason.barrier-only",
                        Map.of("need", finding.about(), "size", size(whole), "range", range(whole)))
                : say(
                        "reason.barrier",
                        Map.of(
                                "need",
                                finding.about(),
                                "size",
                                size(whole),
                                "range",
                                range(whole),
                                "often",
                                Math.round(finding.often().getAsDouble())));
    }

    /** A score of 0 to 100 with its interval, as it is shown. */
    private Map<String, Object> onRange(Finding finding, double score, double low, double high) {
        ScoringModel.Range range = finding.range();
        return Map.of(
                "score",
                signed(range, score),
                "range",
                low < high ? say("range", Map.of("low", signed(range, low), "high", signed(range, high))) : "",
                "from",
                range.from(),
                "to",
                range.to());
    }

    private static String signed(ScoringModel.Range range, double score) {
        long shown = Math.round(range.at(score));
        return range.hasSides() && shown > 0 ? "+" + shown : String.valueOf(shown);
    }

    private String unit(Finding finding, Finding.OfUnit worst) {
        Finding.Amount amount = worst.amount();
        return switch (finding.need().kind()) {
            case CLIMATE ->
                unit(
                        "reason.climate-unit",
                        finding,
                        worst,
                        100 - amount.size(),
                        100 - amount.most(),
                        100 - amount.least());
            case TRUST -> unit("reason.trust-unit", finding, worst, amount.size(), amount.least(), amount.most());
            case WEAK ->
                say(
                        "reason.weak-unit",
                        Map.of("unit", worst.unit(), "score", score(amount), "range", scoreRange(amount)));
            case BARRIER, APART ->
                say("reason.unit", Map.of("unit", worst.unit(), "size", size(amount), "range", range(amount)));
        };
    }

    private String unit(String key, Finding finding, Finding.OfUnit worst, double score, double low, double high) {
        Map<String, Object> values = new HashMap<>(onRange(finding, score, low, high));
        values.put("unit", worst.unit());
        return say(key, values);
    }

    private static long size(Finding.Amount amount) {
        return Math.round(amount.size());
    }

    private static long score(Finding.Amount amount) {
        return Math.round(100 - amount.size());
    }

    private String range(Finding.Amount amount) {
        return amount.hasWidth() ? range(amount.least(), amount.most()) : "";
    }

    private String scoreRange(Finding.Amount amount) {
        return amount.hasWidth() ? range(100 - amount.most(), 100 - amount.least()) : "";
    }

    private String range(double low, double high) {
        return say("range", Map.of("low", Math.round(low), "high", Math.round(high)));
    }

    private String say(String key, Map<String, ?> values) {
        return words.say(key, values);
    }
}
