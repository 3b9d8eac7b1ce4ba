package org.takeup.survey;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.takeup.http.Problem;
import org.takeup.learning.FourWeeks;
import org.takeup.survey.TakeUpDrivers.Period;

/**
 * How mature learning is, beside the three outcomes that more mature organisations are said to have more of, in one language.
 * Impact is what people say in the survey; take-up is what the learning platform says that they do.
 *
 * @param wave id of the survey
 * @param closed the day on which it took its last answer
 * @param from the first day of the four weeks whose take-up is shown: the last whole ones before that day
 * @param to the last
 * @param withheld why nothing of the survey is shown, if that is because of another one that asked nearly the same people the same
 */
public record MaturityView(
        String wave,
        String title,
        LocalDate closed,
        int smallestGroup,
        LocalDate from,
        LocalDate to,
        List<Strand> strands,
        List<Outcome> outcomes,
        Optional<Withheld> withheld) {
    private static final String TAKE_UP = "take-up";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Set<String> OUTCOMES = Set.of("business-impact", "staff-impact", TAKE_UP);

    public MaturityView {
        strands = List.copyOf(strands);
        outcomes = List.copyOf(outcomes);
    }

    /** Why nothing of the survey is shown because of another one, in sentences; empty if that is not so. */
    public String fewApart() {
        return withheld.isPresent() ? FewApartWords.of(FewApart.Shown.NOTHING, smallestGroup) : "";
    }

    /** What to do about it. */
    public String fewApartRemedy() {
        return FewApartWords.remedy();
    }

    /** A strand. @param score none where {@code withheld} says why @param alpha none where {@code noAlpha} says why */
    public record Strand(
            String id,
            String name,
            Optional<ScoreView> score,
            Optional<Double> alpha,
            String noAlpha,
            Optional<Withheld> withheld) {}

    /**
     * An outcome.
     *
     * @param source {@code survey} or {@code lms}
     * @param date of the figure: when the survey closed, or when learning data was counted; none if there is none
     * @param value from 0 to 100: a mean score, or percent of the eligible people; none where {@code note} says why
     * @param low of the 95 % interval of a mean; none for take-up, which is counted and not estimated
     * @param n people who answered, or who were eligible
     * @param active of the eligible people; for take-up alone
     */
    public record Outcome(
            String id,
            String name,
            String source,
            Optional<LocalDate> date,
            Optional<Double> value,
            Optional<Double> low,
            Optional<Double> high,
            Optional<Long> n,
            Optional<Long> active,
            String note) {
        /** In whole numbers, as pages say it. */
        public long rounded() {
            return Math.round(value.orElse(0.0));
        }

        /** Whether it is counted by the learning platform. */
        public boolean counted() {
            return source.equals("lms");
        }

        /** The interval cut to the scale, in whole points; empty if there is none. */
        public String interval() {
            return low.isEmpty() || high.isEmpty()
                    ? ""
                    : Math.round(Math.clamp(low.get(), 0, 100)) + " to " + Math.round(Math.clamp(high.get(), 0, 100));
        }
    }

    /** Whether results hold what this is made of. */
    static boolean isIn(Set<String> scales) {
        return scales.containsAll(OUTCOMES);
    }

    /**
     * @param takeUp over the period; none before the first import
     * @throws Problem 404 if the survey asks for no such outcomes
     */
    static MaturityView of(
            WaveResults results, Period period, ZoneId zone, Optional<FourWeeks> takeUp, Locale language) {
        if (!isIn(results.figures().scales().stream()
                .map(each -> each.scale().id())
                .collect(Collectors.toSet()))) {
            throw Problem.notFound();
        }
        ResultsView view = ResultsView.of(results, language);
        Map<String, ScaleView> shown =
                view.scales().stream().collect(Collectors.toMap(ScaleView::id, Function.identity(), (one, _) -> one));
        LocalDate closed = results.wave().ends().atZone(zone).toLocalDate();
        var outcomes = new ArrayList<Outcome>();
        view.main().stream()
                .filter(each -> OUTCOMES.contains(each.id()) && !each.id().equals(TAKE_UP))
                .forEach(each -> outcomes.add(said(each, each.name(), closed)));
        ScaleView felt = shown.get(TAKE_UP);
        if (felt != null) {
            outcomes.add(counted(period, zone, takeUp));
            outcomes.add(said(felt, felt.name(), closed));
        }
        return new MaturityView(
                view.wave(),
                view.title(),
                closed,
                view.smallestGroup(),
                period.from(),
                period.to(),
                view.main().stream()
                        .filter(each -> !OUTCOMES.contains(each.id()))
                        .map(each -> new Strand(
                                each.id(), each.name(), each.score(), each.alpha(), each.noAlpha(), each.withheld()))
                        .toList(),
                outcomes,
                view.withheld());
    }

    private static Outcome said(ScaleView scale, String name, LocalDate closed) {
        Optional<ScoreView> score = scale.score();
        return new Outcome(
                scale.id().equals(TAKE_UP) ? "take-up-said" : scale.id(),
                name,
                "survey",
                Optional.of(closed),
                score.map(ScoreView::mean),
                score.flatMap(ScoreView::low),
                score.flatMap(ScoreView::high),
                score.map(ScoreView::n),
                Optional.empty(),
                scale.withheld().map(MaturityView::absence).orElse(""));
    }

    private static String absence(Withheld why) {
        return why.reason().equals(Withheld.FEW_APART)
                ? "Not shown, because of another survey that asked nearly the same people the same."
                : "Not shown: too few people have answered.";
    }

    private static Outcome counted(Period period, ZoneId zone, Optional<FourWeeks> takeUp) {
        Optional<LocalDate> day = takeUp.map(each -> each.counted().atZone(zone).toLocalDate());
        Optional<FourWeeks.People> people = takeUp.flatMap(FourWeeks::people);
        return new Outcome(
                TAKE_UP,
                "Take-up",
                "lms",
                day,
                people.map(each -> 100 * each.share()),
                Optional.empty(),
                Optional.empty(),
                people.map(each -> (long) each.eligible()),
                people.map(each -> (long) each.active()),
                people.isPresent() ? "" : missing(period, day, takeUp.flatMap(FourWeeks::unknown)));
    }

    /** What is not known yet, and from when on it is. */
    private static String missing(Period period, Optional<LocalDate> counted, Optional<FourWeeks.Unknown> why) {
        if (counted.isEmpty()) {
            return "Not known yet: there is no learning data. Take-up is shown here after the first import.";
        }
        return switch (why.orElse(FourWeeks.Unknown.TOO_FEW)) {
            case NOT_OVER ->
                "Not known yet: learning data is from " + DAY.format(counted.get()) + ", and these weeks ended on "
                        + DAY.format(period.to()) + ". Take-up is shown here after the next import.";
            case NOT_COUNTED ->
                "Not known yet: learning data of " + DAY.format(counted.get())
                        + " was counted week by week alone. The next import counts these four weeks together, and"
                        + " take-up is shown here.";
            case TOO_FEW -> "Not shown: too few people were enrolled in these weeks.";
        };
    }
}
