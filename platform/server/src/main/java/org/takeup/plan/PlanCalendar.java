package org.takeup.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.plan.schedule.Holidays;
import org.takeup.plan.schedule.OwnDay;
import org.takeup.plan.schedule.WorkingDays;
import org.takeup.plugin.api.plan.WorkCalendar;
import org.takeup.store.CollectionSpec;
import org.takeup.store.RandomCode;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Workspace;

/**
 * On which days a workspace's plans may speak: the region whose holidays count, and days of its own. One document.
 * Thread-safe; calls block.
 */
public final class PlanCalendar {
    static final CollectionSpec CALENDAR = CollectionSpec.named("plan_calendar");

    private volatile ToIntFunction<Workspace> cap = workspace -> Integer.MAX_VALUE;

    private static final String ONE = "calendar";
    private static final int MOST_DAYS = 200;
    private static final int LONGEST_NAME = 80;
    private static final int AHEAD = 400;
    private static final Set<Integer> WEEKDAYS = Set.of(1, 2, 3, 4, 5);

    /**
     * What is set.
     *
     * @param region whose holidays count; empty for none
     */
    public record Settings(String region, List<OwnDay> days) {
        public Settings {
            days = List.copyOf(days);
        }
    }

    /** A day as it came in. */
    public record DayEntry(
            @Nullable String name,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable String region,
            OwnDay.@Nullable Kind kind) {}

    public Settings of(Workspace workspace) {
        return workspace.collection(CALENDAR).find(ONE).map(PlanCalendar::read).orElse(new Settings("", List.of()));
    }

    /** From now on, this is asked how many messages anybody may get in a week from all plans. Called while wiring. */
    public void askForTheCap(ToIntFunction<Workspace> asked) {
        cap = asked;
    }

    /** How many messages anybody may get in a week from all plans. */
    int cap(Workspace workspace) {
        return cap.applyAsInt(workspace);
    }

    /** The number that planners set here when planning had one of its own, if they did. */
    public Optional<Integer> olderCap(Workspace workspace) {
        return workspace.collection(CALENDAR).find(ONE).map(row -> row.getInteger("cap"));
    }

    /** The days on which something can be said. */
    public WorkingDays workingDays(Workspace workspace) {
        Settings settings = of(workspace);
        return new WorkingDays(Holidays.standard(), settings.region(), settings.days());
    }

    /** The working days from today on, as plan builders are told of them: in the usual region, for {@value #AHEAD} days. */
    WorkCalendar ahead(Workspace workspace) {
        WorkingDays days = workingDays(workspace);
        LocalDate today = workspace.today();
        Set<LocalDate> free = today.datesUntil(today.plusDays(AHEAD))
                .filter(day -> WEEKDAYS.contains(day.getDayOfWeek().getValue()))
                .filter(day -> days.off(day, "").isPresent())
                .collect(Collectors.toSet());
        return new WorkCalendar(WEEKDAYS, free);
    }

    /** Says which region's holidays count. @throws Problem 422 if there is no such region */
    public void set(Workspace workspace, String region) {
        if (!region.isEmpty() && !Holidays.standard().knows(region)) {
            throw Problem.invalid("region", "Please choose one of the regions.");
        }
        workspace.collection(CALENDAR).upsert(ONE, new Document("$set", new Document("region", region)));
    }

    /** Adds days of one's own. @throws Problem 422 naming what does not fit */
    public OwnDay add(Workspace workspace, DayEntry entry) {
        var wrong = new ArrayList<Problem.Field>();
        String name = Plain.line(entry.name(), "name", LONGEST_NAME, true, wrong);
        LocalDate from = entry.from() == null ? LocalDate.MIN : entry.from();
        LocalDate to = entry.to() == null ? from : entry.to();
        if (!near(from, workspace.today())) {
            wrong.add(new Problem.Field("from", "Please give a date within five years of today."));
        } else if (to.isBefore(from) || to.isAfter(from.plusYears(1))) {
            wrong.add(new Problem.Field("to", "Please give the last day, at most a year after the first."));
        }
        String region = entry.region() == null ? "" : entry.region().strip();
        if (!region.isEmpty() && !Holidays.standard().knows(region)) {
            wrong.add(new Problem.Field("region", "Please choose one of the regions."));
        }
        if (of(workspace).days().size() >= MOST_DAYS) {
            wrong.add(new Problem.Field("from", "There are " + MOST_DAYS + " already: remove some that have passed."));
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        OwnDay.Kind kind = entry.kind() == null ? OwnDay.Kind.DAY_OFF : entry.kind();
        var day = new OwnDay(RandomCode.hex(12), name, from, to, region, kind);
        workspace.collection(CALENDAR).upsert(ONE, new Document("$push", new Document("days", write(day))));
        return day;
    }

    private static boolean near(LocalDate day, LocalDate today) {
        return !day.isBefore(today.minusYears(5)) && !day.isAfter(today.plusYears(5));
    }

    /** Takes days of one's own out. @throws Problem 404 if there are none with this id */
    public void remove(Workspace workspace, String dayId) {
        if (of(workspace).days().stream().noneMatch(day -> day.id().equals(dayId))) {
            throw Problem.notFound();
        }
        workspace
                .collection(CALENDAR)
                .update(ONE, new Document("$pull", new Document("days", new Document("id", dayId))));
    }

    private static Document write(OwnDay day) {
        return new Document("id", day.id())
                .append("name", day.name())
                .append("from", day.from().toString())
                .append("to", day.to().toString())
                .append("region", day.region())
                .append("kind", day.kind().name());
    }

    private static Settings read(Document stored) {
        Document row = TenantCollection.body(stored);
        return new Settings(
                Optional.ofNullable(row.getString("region")).orElse(""),
                row.getList("days", Document.class, List.of()).stream()
                        .map(day -> new OwnDay(
                                day.getString("id"),
                                day.getString("name"),
                                LocalDate.parse(day.getString("from")),
                                LocalDate.parse(day.getString("to")),
                                day.getString("region"),
                                OwnDay.Kind.valueOf(day.getString("kind"))))
                        .toList());
    }
}
