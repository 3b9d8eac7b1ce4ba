package org.takeup.business.pilot;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.Segment;
import org.takeup.store.RandomCode;
import org.takeup.tenant.Caller;
import org.takeup.tenant.Workspace;

/** A pilot as it came in. @param people ids or mail addresses of those who try it out, for the design MATCHED */
public record PilotEntry(
        @Nullable String name,
        @Nullable String programme,
        @Nullable String segment,
        Pilot.@Nullable Design design,
        @Nullable List<String> people,
        @Nullable Integer percent,
        @Nullable String seed,
        Pilot.@Nullable Metric metric,
        @Nullable String course,
        @Nullable LocalDate starts,
        @Nullable Integer weeksBefore,
        @Nullable Integer weeksAfter,
        @Nullable Double caliper) {
    static final int LONGEST_NAME = 100;
    static final int MOST_NAMED = 500;
    private static final int MOST_WEEKS = 52;
    private static final int LONGEST_SEED = 64;
    private static final int LONGEST_KEY = 300;
    private static final double USUAL_CALIPER = 0.5;
    private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 3);
    private static final LocalDate LATEST = LocalDate.of(2100, 12, 27);

    /**
     * The pilot that this describes, of which nothing is agreed yet.
     *
     * @param known whether there is a programme with an id
     * @param shown whether there is a course with a key that may be shown
     * @param find ids of people by what was typed; those who are not found are left out
     * @throws Problem 422 naming every part that does not fit
     */
    Pilot checked(
            Workspace workspace,
            Caller caller,
            String id,
            long version,
            Predicate<String> known,
            Predicate<String> shown,
            Function<List<String>, List<String>> find) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanName = Plain.repeatable(Plain.line(name, "name", LONGEST_NAME, true, wrong), "name", wrong);
        String tries = programme == null ? "" : programme.strip();
        if (!tries.isEmpty() && !known.test(tries)) {
            wrong.add(new Problem.Field("programme", "Choose one of the programmes, or none."));
        }
        String whom = segment == null ? "" : segment;
        if (Segment.parse(whom).isEmpty()) {
            wrong.add(new Problem.Field("segment", "Choose who takes part."));
        }
        Pilot.Design how = design == null ? Pilot.Design.RANDOM : design;
        List<String> named = how == Pilot.Design.MATCHED ? named(find, wrong) : List.of();
        String drawn = Plain.line(seed, "seed", LONGEST_SEED, false, wrong);
        String of = Plain.line(course, "course", LONGEST_KEY, false, wrong);
        if (!of.isEmpty() && !shown.test(of)) {
            wrong.add(new Problem.Field("course", "There is no such course, or it has too few people to be shown."));
        }
        double reach = caliper == null ? USUAL_CALIPER : caliper;
        if (!(reach >= 0.05 && reach <= 3)) {
            wrong.add(new Problem.Field("caliper", "Give a number from 0.05 to 3."));
        }
        Pilot made = new Pilot(
                id,
                cleanName,
                tries,
                whom,
                how,
                named,
                whole(percent, 50, "percent", 10, 90, wrong),
                drawn.isEmpty() ? RandomCode.hex(16) : drawn,
                metric == null ? Pilot.Metric.ACTIVE : metric,
                of,
                monday(wrong),
                whole(weeksBefore, 4, "weeksBefore", 1, MOST_WEEKS, wrong),
                whole(weeksAfter, 4, "weeksAfter", 1, MOST_WEEKS, wrong),
                reach,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                workspace.clock().instant(),
                caller.name(),
                version);
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return made;
    }

    private static int whole(
            @Nullable Integer given, int usual, String field, int least, int most, List<Problem.Field> wrong) {
        int value = given == null ? usual : given;
        if (value < least || value > most) {
            wrong.add(new Problem.Field(field, "Give a whole number from " + least + " to " + most + "."));
            return usual;
        }
        return value;
    }

    private LocalDate monday(List<Problem.Field> wrong) {
        if (starts == null || starts.isBefore(EARLIEST) || starts.isAfter(LATEST)) {
            wrong.add(new Problem.Field("starts", "Give the day on which it begins."));
            return EARLIEST;
        }
        return starts.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private List<String> named(Function<List<String>, List<String>> find, List<Problem.Field> wrong) {
        List<String> typed = people == null
                ? List.of()
                : people.stream()
                        .filter(Objects::nonNull)
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList();
        if (typed.isEmpty() || typed.size() > MOST_NAMED) {
            wrong.add(new Problem.Field("people", "Name 1 to " + MOST_NAMED + " people."));
            return List.of();
        }
        List<String> found = find.apply(typed);
        if (found.size() < typed.size()) {
            wrong.add(new Problem.Field(
                    "people",
                    "Give mail addresses or ids of active people, each once; " + (typed.size() - found.size())
                            + " of these are not found."));
        }
        return found;
    }

    /** An agreement, as it came in. @param reason needed for a change of one */
    public record AgreementEntry(
            @Nullable String owner,
            @Nullable String success,
            @Nullable Double least,
            @Nullable String reason) {
        private static final int LONGEST_TEXT = 300;

        /** @param change whether something was agreed before @throws Problem 422 naming what does not fit */
        Agreed checked(boolean change) {
            var wrong = new ArrayList<Problem.Field>();
            String who = Plain.repeatable(Plain.line(owner, "owner", LONGEST_NAME, true, wrong), "owner", wrong);
            String words =
                    Plain.repeatable(Plain.line(success, "success", LONGEST_TEXT, true, wrong), "success", wrong);
            String why = Plain.repeatable(Plain.line(reason, "reason", LONGEST_TEXT, change, wrong), "reason", wrong);
            double points = least == null ? 0 : least;
            if (!(points > 0 && points <= 100)) {
                wrong.add(new Problem.Field("least", "Give points above 0 and up to 100."));
            }
            if (!wrong.isEmpty()) {
                throw Problem.invalid(wrong);
            }
            return new Agreed(who, new Pilot.Success(words, points), why);
        }
    }

    /** The same, checked. */
    record Agreed(String owner, Pilot.Success success, String reason) {}
}
