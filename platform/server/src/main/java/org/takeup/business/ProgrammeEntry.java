package org.takeup.business;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.measure.Measure;
import org.takeup.people.Segment;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** A programme as it came in. What may be left out is empty or zero then. */
public record ProgrammeEntry(
        @Nullable String name,
        @Nullable String need,
        @Nullable String priority,
        @Nullable String sponsor,
        @Nullable StatutoryEntry statutory,
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable List<String> segments,
        @Nullable Integer minutesPerWeek,
        @Nullable List<ChosenEntry> measures,
        @Nullable IndicatorEntry indicator,
        Estimate.@Nullable Entry effect,
        Estimate.@Nullable Entry gain,
        Estimate.@Nullable Entry purchases) {
    static final int LONGEST_NAME = 100;
    static final int LONGEST_TEXT = 500;
    static final int MOST_SEGMENTS = 50;
    static final int MOST_MEASURES = 10;
    static final int MOST_MINUTES = 2_400;
    static final double MOST_DAYS = 1_000;
    /** Of money, in whole units, and of an indicator. */
    static final double MOST = 1e9;

    private static final Estimate.Entry NOTHING = new Estimate.Entry(null, null, null);

    /** A law's demand, as it came in. */
    public record StatutoryEntry(
            @Nullable String rule,
            @Nullable LocalDate due,
            @Nullable String audience) {}

    /** A measure, as it came in. @param days the library's range, with its middle, if left out */
    public record ChosenEntry(@Nullable String measure, Estimate.@Nullable Entry days) {}

    /** An indicator, as it came in. */
    public record IndicatorEntry(
            Programme.Indicator.@Nullable Kind kind,
            @Nullable String name,
            @Nullable String unit,
            @Nullable Double baseline,
            @Nullable Double target) {}

    /**
     * The programme that this describes.
     *
     * @param known whether there is a priority with an id
     * @param find a measure with an id
     * @throws Problem 422 naming every part that does not fit
     */
    Programme checked(
            Workspace workspace,
            Caller caller,
            String id,
            long version,
            Predicate<String> known,
            Function<String, Optional<Measure>> find) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = line(name, "name", LONGEST_NAME, true, wrong);
        String cleanNeed = Plain.repeatable(Plain.text(need, "need", LONGEST_TEXT, false, wrong), "need", wrong);
        String cleanSponsor = line(sponsor, "sponsor", LONGEST_NAME, false, wrong);
        String serves = priority == null ? "" : priority.strip();
        if (!serves.isEmpty() && !known.test(serves)) {
            wrong.add(new Problem.Field("priority", "Choose one of the priorities, or none."));
        }
        LocalDate begins = from == null ? workspace.today() : from;
        LocalDate ends = Windows.checked(begins, until, "until", wrong);
        int minutes = minutesPerWeek == null ? 0 : minutesPerWeek;
        if (minutes < 0 || minutes > MOST_MINUTES) {
            wrong.add(new Problem.Field("minutesPerWeek", "Give whole minutes from 0 to " + MOST_MINUTES + "."));
        }
        Optional<Programme.Statutory> law = statutory(wrong);
        List<String> asked = segments(wrong);
        List<Programme.Chosen> chosen = measures(find, wrong);
        Programme.Indicator figure = indicator(wrong);
        Estimate change = estimate(effect, "effect", -MOST, wrong);
        Estimate brings = estimate(gain, "gain", 0, wrong);
        Estimate bought = estimate(purchases, "purchases", 0, wrong);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        Instant now = workspace.clock().instant();
        return new Programme(
                id,
                cleanName,
                cleanNeed,
                serves,
                cleanSponsor,
                law,
                begins,
                ends,
                asked,
                minutes,
                chosen,
                figure,
                change,
                brings,
                bought,
                Optional.empty(),
                cleanSponsor.isEmpty() ? Optional.empty() : Optional.of(workspace.today()),
                Optional.of(now),
                now,
                caller.name(),
                version);
    }

    private static String line(
            @Nullable String text, String field, int most, boolean required, List<Problem.Field> wrong) {
        return Plain.repeatable(Plain.line(text, field, most, required, wrong), field, wrong);
    }

    private static Estimate estimate(
            Estimate.@Nullable Entry given, String field, double least, List<Problem.Field> wrong) {
        return (given == null ? NOTHING : given).checked(field, least, MOST, Estimate.NONE, wrong);
    }

    private Optional<Programme.Statutory> statutory(List<Problem.Field> wrong) {
        if (statutory == null) {
            return Optional.empty();
        }
        String rule = line(statutory.rule(), "statutory.rule", LONGEST_TEXT, true, wrong);
        String audience = statutory.audience() == null ? "" : statutory.audience();
        LocalDate due = statutory.due();
        if (Segment.parse(audience).isEmpty()) {
            wrong.add(new Problem.Field("statutory.audience", "Choose for whom the rule is."));
        }
        if (due == null) {
            wrong.add(new Problem.Field("statutory.due", "Give the day by which it must be done."));
            return Optional.empty();
        }
        return Optional.of(new Programme.Statutory(rule, due, audience));
    }

    private List<String> segments(List<Problem.Field> wrong) {
        List<String> asked = segments == null
                ? List.of()
                : segments.stream().filter(Objects::nonNull).distinct().toList();
        if (asked.size() > MOST_SEGMENTS
                || asked.stream().anyMatch(key -> Segment.parse(key).isEmpty())) {
            wrong.add(new Problem.Field("segments", "Choose at most " + MOST_SEGMENTS + " from the list."));
            return List.of();
        }
        return asked;
    }

    private List<Programme.Chosen> measures(Function<String, Optional<Measure>> find, List<Problem.Field> wrong) {
        var chosen = new LinkedHashMap<String, Programme.Chosen>();
        for (ChosenEntry each : measures == null ? List.<ChosenEntry>of() : measures) {
            Optional<Measure> measure =
                    Optional.ofNullable(each.measure()).map(String::strip).flatMap(find);
            if (measure.isEmpty()) {
                wrong.add(new Problem.Field("measures", "Choose measures from the list; one of these is not in it."));
                return List.of();
            }
            Measure.Range days = measure.get().days();
            var start = new Estimate(days.from(), (days.from() + days.to()) / 2.0, days.to());
            Estimate.Entry given = each.days() == null ? NOTHING : each.days();
            chosen.put(
                    measure.get().id(),
                    new Programme.Chosen(
                            measure.get().id(),
                            given.checked("measures.days", 0, MOST_DAYS, start, wrong),
                            Optional.empty()));
        }
        if (chosen.size() > MOST_MEASURES) {
            wrong.add(new Problem.Field("measures", "Choose at most " + MOST_MEASURES + " measures."));
        }
        return List.copyOf(chosen.values());
    }

    private Programme.Indicator indicator(List<Problem.Field> wrong) {
        IndicatorEntry given = indicator == null ? new IndicatorEntry(null, null, null, null, null) : indicator;
        String called = line(given.name(), "indicator.name", LONGEST_NAME, true, wrong);
        String unit = line(given.unit(), "indicator.unit", 40, true, wrong);
        return new Programme.Indicator(
                given.kind() == null ? Programme.Indicator.Kind.OWN : given.kind(),
                called,
                unit,
                number(given.baseline(), "indicator.baseline", wrong),
                number(given.target(), "indicator.target", wrong));
    }

    private static double number(@Nullable Double given, String field, List<Problem.Field> wrong) {
        if (given == null || !(Math.abs(given) <= MOST)) {
            wrong.add(new Problem.Field(field, "Give a number."));
            return 0;
        }
        return given;
    }
}
