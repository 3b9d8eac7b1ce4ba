package org.takeup.focus;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.http.Plain;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/**
 * What a planner says about a focus group, as it came in.
 *
 * @param people ids or mail addresses of who is asked; if there are none, the segment is
 * @param seats how many can take part, 3 to 20
 * @param seed of the draw; a random one if left out
 * @param begins day and time in {@code zone}; one that comes twice in autumn is the first one
 * @param zone the workspace's if left out
 * @param moderator an id or a mail address
 * @param quotas how many seats each unit has; then only their people are asked
 * @param keepDays how long it stays known who each speaker was; 30 if left out
 */
public record FocusEntry(
        @Nullable String topic,
        @Nullable String wave,
        @Nullable String segment,
        @Nullable List<String> people,
        int seats,
        @Nullable String seed,
        @Nullable LocalDateTime begins,
        @Nullable String zone,
        int minutes,
        @Nullable String place,
        @Nullable String moderator,
        @Nullable String language,
        @Nullable Integer keepDays,
        @Nullable List<Quota.Entry> quotas) {
    static final int USUAL_DAYS = 30;
    static final int MOST_PEOPLE = 500;
    private static final int LONGEST_TOPIC = 100;
    private static final int LONGEST_PLACE = 200;
    /** Fewer than three people in a room hide nobody. */
    private static final int FEWEST_SEATS = 3;

    private static final int MOST_SEATS = 20;
    private static final Duration FURTHEST = Duration.ofDays(730);

    /** @throws Problem 422 naming every part that does not fit */
    FocusGroup checked(Workspace workspace, People directory, String id) {
        var wrong = new ArrayList<Problem.Field>();
        String cleanTopic = Plain.line(topic, "topic", LONGEST_TOPIC, true, wrong);
        String cleanPlace = Plain.line(place, "place", LONGEST_PLACE, true, wrong);
        within("seats", seats, FEWEST_SEATS, MOST_SEATS, wrong);
        within("minutes", minutes, 15, 480, wrong);
        int days = keepDays == null ? USUAL_DAYS : keepDays;
        within("keepDays", days, 0, 365, wrong);
        ZoneId where = zone(workspace, wrong);
        Instant when = begins(workspace, where, wrong);
        List<String> named = named(workspace, directory, wrong);
        List<Quota> byUnit = Quota.checked(workspace, directory, quotas, seats, wrong);
        if (!named.isEmpty() && !byUnit.isEmpty()) {
            wrong(wrong, "quotas", "Give either quotas or names.");
        }
        Optional<Segment> from =
                named.isEmpty() && byUnit.isEmpty() ? segment(workspace, directory, wrong) : Optional.empty();
        String by = someone(workspace, directory, given(moderator).orElse(""))
                .map(Person::id)
                .orElseGet(() -> wrong(wrong, "moderator", "Give the mail address of somebody in your directory."));
        String seedOfDraw = given(seed).orElseGet(Draw::freshSeed);
        if (!seedOfDraw.matches("[A-Za-z0-9-]{1,64}")) {
            wrong(wrong, "seed", "A seed has 1 to 64 letters, digits and hyphens.");
        }
        String tongue = given(language).orElse("en");
        if (!Languages.TAGS.contains(tongue)) {
            wrong(wrong, "language", "Choose one of " + String.join(", ", Languages.TAGS) + ".");
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return new FocusGroup(
                id,
                cleanTopic,
                given(wave),
                from,
                named,
                seats,
                seedOfDraw,
                when,
                where,
                minutes,
                cleanPlace,
                by,
                tongue,
                days,
                false,
                byUnit,
                Optional.empty(),
                Recruiting.USUAL_DAYS,
                Optional.empty());
    }

    private static String wrong(List<Problem.Field> wrong, String field, String message) {
        wrong.add(new Problem.Field(field, message));
        return "";
    }

    private static void within(String field, int value, int least, int most, List<Problem.Field> wrong) {
        if (value < least || value > most) {
            wrong(wrong, field, "Please give a whole number from " + least + " to " + most + ".");
        }
    }

    private ZoneId zone(Workspace workspace, List<Problem.Field> wrong) {
        try {
            return given(zone)
                    .map(ZoneId::of)
                    .orElseGet(() -> workspace.settings().zone());
        } catch (DateTimeException e) {
            wrong(wrong, "zone", "Give a time zone like Europe/Berlin.");
            return workspace.settings().zone();
        }
    }

    private Instant begins(Workspace workspace, ZoneId where, List<Problem.Field> wrong) {
        Instant now = workspace.clock().instant();
        Instant when = begins == null ? now : begins.atZone(where).toInstant();
        if (!when.isAfter(now) || when.isAfter(now.plus(FURTHEST))) {
            wrong(wrong, "begins", "Give a day and time to come, at most two years from now.");
        }
        return when;
    }

    private Optional<Segment> segment(Workspace workspace, People directory, List<Problem.Field> wrong) {
        String key = given(segment).orElse("everybody");
        Optional<Segment> parsed = key.length() > 200 ? Optional.empty() : Segment.parse(key);
        if (parsed.isEmpty() || directory.count(workspace, parsed.get()) == 0) {
            wrong(wrong, "segment", "Choose one of the units of your directory, or everybody.");
        }
        return parsed;
    }

    private List<String> named(Workspace workspace, People directory, List<Problem.Field> wrong) {
        List<String> all = people == null
                ? List.of()
                : people.stream()
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .toList();
        if (all.size() > MOST_PEOPLE) {
            wrong(wrong, "people", "Name at most " + MOST_PEOPLE + " people.");
            return List.of();
        }
        var ids = new LinkedHashSet<String>();
        for (String each : all) {
            someone(workspace, directory, each)
                    .ifPresentOrElse(
                            person -> ids.add(person.id()),
                            () -> wrong(wrong, "people", "Nobody in your directory is " + shortened(each) + "."));
        }
        return List.copyOf(ids);
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** The one active person with this id or mail address. */
    private static Optional<Person> someone(Workspace workspace, People directory, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.indexOf('@') < 0) {
            return directory.active(workspace, List.of(text)).stream().findFirst();
        }
        List<Person> there = directory.withAddress(workspace, List.of(text)).values().stream()
                .flatMap(List::stream)
                .toList();
        // An address that several have says not who is meant.
        return there.size() == 1 ? Optional.of(there.getFirst()) : Optional.empty();
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }
}
