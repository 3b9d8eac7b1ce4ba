package org.takeup.survey;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.takeup.survey.scoring.Interim;
import org.takeup.survey.scoring.ItemResult;
import org.takeup.survey.scoring.ScaleResult;
import org.takeup.survey.scoring.Score;
import org.takeup.survey.scoring.Tally;
import org.takeup.survey.statistics.Interval;

/**
 * Results of an open survey in one language: what the page and the API show. All in whole points, because they are
 * preliminary.
 *
 * @param sealed whether no figure is shown until the survey closes, because its answers are anonymous
 * @param finished finished answers
 * @param counted how many of them the figures rest on at most
 * @param note what the figures leave out and why, in words
 * @param withheld why there are no figures, if that is because of another survey that asks nearly the same people the same
 * @param unitsWithheld why there are none of single units, if that is because of such a survey
 */
public record InterimView(
        String wave,
        String title,
        boolean sealed,
        int smallestGroup,
        long finished,
        long counted,
        Response response,
        List<ScaleLine> scales,
        List<ItemLine> items,
        String note,
        Optional<Withheld> withheld,
        Optional<Withheld> unitsWithheld) {

    /** Who has taken part. @param percent finished of invited @param units those large enough to be named */
    public record Response(long invited, long finished, long percent, List<UnitLine> units) {}

    /** One unit. @param notYet invited and not finished */
    public record UnitLine(String unit, long invited, long finished, long notYet, long percent) {}

    /** A scale. @param units in the same order on every scale */
    public record ScaleLine(
            String id,
            String name,
            String meaning,
            ScoreRange range,
            Optional<ScoreLine> score,
            List<UnitScoreLine> units) {}

    /** A unit on a scale. @param score none yet, or never */
    public record UnitScoreLine(String unit, Optional<ScoreLine> score) {}

    /** A mean on the range of its scale. @param low and {@code high} are its 95 % interval cut to that; none where all answered alike */
    public record ScoreLine(long n, long mean, Optional<Long> low, Optional<Long> high) {
        /** As pages say it. */
        public String interval() {
            return low.isEmpty() || high.isEmpty() ? "all answered alike" : low.get() + " to " + high.get();
        }
    }

    /** A question. @param n who answered it; none yet */
    public record ItemLine(
            String id, String text, Optional<Long> n, Optional<Long> notApplicable, List<OptionLine> options) {}

    /** How often one answer was given. */
    public record OptionLine(String id, String label, long count, long percent) {}

    static InterimView of(InterimResults.Now now, Locale language) {
        Wave wave = now.known().wave();
        int k = wave.privacy().smallestGroup();
        Optional<Tally.Released> figures = now.figures();
        return new InterimView(
                wave.id(),
                wave.title(),
                wave.privacy().isAnonymous(),
                k,
                now.finished(),
                figures.map(Tally.Released::responses).orElse(0L),
                response(now.taken()),
                figures.stream()
                        .flatMap(released -> released.scales().stream())
                        .map(scale -> scale(scale, language))
                        .toList(),
                figures.stream()
                        .flatMap(released -> released.items().stream())
                        .filter(item -> Interim.isShown(item.item()))
                        .map(item -> item(item, language))
                        .toList(),
                note(now, k),
                Withheld.whole(now.shown(), language),
                Withheld.units(now.shown(), language));
    }

    private static String note(InterimResults.Now now, int k) {
        if (now.known().wave().privacy().isAnonymous()) {
            return sealedNote(k);
        }
        return switch (now.shown()) {
            case ALL -> note(k);
            case NO_UNITS -> FewApartWords.live(now.shown(), k) + " " + note(k);
            case NOTHING -> FewApartWords.live(now.shown(), k);
        };
    }

    private static String sealedNote(int k) {
        return "This survey is anonymous: its answers are sealed until it closes, so there are no figures before. How many have"
                + " taken part is counted once a day and rounded down to steps of " + k + ".";
    }

    private static String note(int k) {
        return "Figures move within a second of each group of " + k
                + " finished answers of a unit, and never for fewer."
                + " The last " + k + " to " + (2 * k - 1)
                + " of each unit always wait, so that nobody can watch who has just"
                + " answered; a unit appears at " + 2 * k
                + ". Answers by the open link, answers that leave a statement of a"
                + " score out, and what was changed after finishing count as they should when the survey closes.";
    }

    private static Response response(Participation taken) {
        return new Response(
                taken.invited(),
                taken.finished(),
                taken.percent(),
                taken.units().stream()
                        .map(unit -> new UnitLine(
                                name(unit.unit()),
                                unit.invited(),
                                unit.finished(),
                                Math.max(0, unit.invited() - unit.finished()),
                                Participation.percent(unit.finished(), unit.invited())))
                        .toList());
    }

    private static String name(String unit) {
        return unit.isEmpty() ? "All other units" : unit;
    }

    private static ScaleLine scale(ScaleResult result, Locale language) {
        var range = ScoreRange.of(result.scale().range());
        return new ScaleLine(
                result.scale().id(),
                result.scale().name().in(language),
                result.scale().meaning().in(language),
                range,
                result.total().map(score -> score(score, range)),
                result.units().stream()
                        .map(unit -> new UnitScoreLine(
                                name(unit.unit()), unit.score().map(score -> score(score, range))))
                        .toList());
    }

    private static ScoreLine score(Score score, ScoreRange range) {
        Optional<Interval> interval = score.interval().map(Interval::clipped);
        return new ScoreLine(
                score.n(),
                Math.round(range.at(score.mean())),
                interval.map(each -> Math.round(range.at(each.low()))),
                interval.map(each -> Math.round(range.at(each.high()))));
    }

    private static ItemLine item(ItemResult result, Locale language) {
        Optional<ItemResult.Distribution> shown = result.distribution();
        return new ItemLine(
                result.item().id(),
                ItemView.asked(result.item(), language),
                shown.map(ItemResult.Distribution::n),
                shown.map(ItemResult.Distribution::notApplicable),
                shown.stream()
                        .flatMap(counted -> counted.options().stream()
                                .map(option -> new OptionLine(
                                        option.id(),
                                        option.label().in(language),
                                        option.count(),
                                        Participation.percent(option.count(), counted.n()))))
                        .toList());
    }

    /** Why figures are missing because of another survey, in sentences; empty if none are. */
    public String fewApart() {
        return FewApartWords.live(shown(), smallestGroup);
    }

    /** What is missing because of another survey, for the script of the page. */
    public String missing() {
        return switch (shown()) {
            case ALL -> "none";
            case NO_UNITS -> "units";
            case NOTHING -> "all";
        };
    }

    private FewApart.Shown shown() {
        return Withheld.shown(withheld, unitsWithheld);
    }

    /** Whether any figure is shown yet. */
    public boolean showsAnything() {
        return scales.stream().anyMatch(scale -> scale.score().isPresent())
                || items.stream().anyMatch(item -> item.n().isPresent());
    }

    /**
     * Names of the units that have no live figures however many answer, because they have too few people for two groups; for
     * whoever waits for them. None of what has more, nor of what is too small to be told from others.
     */
    public List<String> neverLive() {
        return sealed || unitsWithheld.isPresent()
                ? List.of()
                : response.units().stream()
                        .filter(unit -> unit.invited() < 2L * smallestGroup)
                        .map(UnitLine::unit)
                        .toList();
    }

    /** Whether there will be no figures at all before the survey closes. */
    public boolean hasNoUnitLive() {
        return !sealed
                && unitsWithheld.isEmpty()
                && !response.units().isEmpty()
                && neverLive().size() == response.units().size();
    }

    /** What stands where a unit has no figure. */
    public String absence(int unit) {
        return neverLive().contains(units().get(unit)) ? "when it closes" : "not yet";
    }

    /** Names of the units of the table, if there are several. */
    public List<String> units() {
        return scales.isEmpty()
                ? List.of()
                : scales.getFirst().units().stream().map(UnitScoreLine::unit).toList();
    }

    /** A row of the table by unit, a cell a scale. */
    public List<Optional<ScoreLine>> row(int unit) {
        return IntStream.range(0, scales.size())
                .mapToObj(i -> scales.get(i).units().get(unit).score())
                .toList();
    }
}
