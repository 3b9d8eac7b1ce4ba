package org.takeup.preference;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * How somebody wants to be told, as it came in. What is left out or empty is not said.
 *
 * @param channels names of {@link Way}, the best first
 * @param days names of {@link DayOfWeek}
 * @param from a time such as {@code 09:00}; with {@code to}, or neither
 * @param zone such as {@code Europe/Madrid}
 * @param aWeek at most so many messages in seven days; 0 for none
 * @param language a tag of {@link Languages}
 * @param tellers names of {@link Teller}
 * @param without kinds of messages that are not wanted
 * @param opens whether it may be seen that they opened a mail
 */
public record PreferenceEntry(
        @Nullable List<String> channels,
        @Nullable List<String> days,
        @Nullable String from,
        @Nullable String to,
        @Nullable String zone,
        @Nullable Integer aWeek,
        @Nullable String language,
        @Nullable List<String> tellers,
        @Nullable List<String> without,
        @Nullable Boolean opens) {
    static final int MOST_A_WEEK = 50;
    private static final int MOST_KINDS = 50;
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /**
     * The preference that this makes of the one until now.
     *
     * @throws Problem 422 naming every part that does not fit
     */
    Preference checked(Workspace workspace, Preference before) {
        var wrong = new ArrayList<Problem.Field>();
        var checked = new Preference(
                before.personId(),
                each("channels", channels, Way.class, wrong),
                Set.copyOf(new LinkedHashSet<>(each("days", days, DayOfWeek.class, wrong))),
                span(wrong),
                zone(wrong),
                aWeek(wrong),
                language(wrong),
                Set.copyOf(new LinkedHashSet<>(each("tellers", tellers, Teller.class, wrong))),
                kinds(wrong),
                Boolean.TRUE.equals(opens),
                before.links(),
                before.version() + 1);
        if (wrong.isEmpty()) {
            refuseWithoutAnHour(workspace, checked, wrong);
        }
        if (!wrong.isEmpty()) {
            throw Problem.invalid(wrong);
        }
        return checked;
    }

    private static <E extends Enum<E>> List<E> each(
            String field, @Nullable List<String> names, Class<E> type, List<Problem.Field> wrong) {
        var found = new LinkedHashSet<E>();
        List<String> given = names == null ? List.of() : names;
        for (String name : given) {
            Optional<E> value = List.of(type.getEnumConstants()).stream()
                    .filter(constant -> constant.name().equals(name))
                    .findFirst();
            if (value.isEmpty()) {
                wrong.add(new Problem.Field(field, "Please choose among " + List.of(type.getEnumConstants()) + "."));
                return List.of();
            }
            if (!found.add(value.get())) {
                wrong.add(new Problem.Field(field, "Please name each only once."));
                return List.of();
            }
        }
        return List.copyOf(found);
    }

    private Optional<Preference.Span> span(List<Problem.Field> wrong) {
        Optional<LocalTime> begin = time("from", from, wrong);
        Optional<LocalTime> end = time("to", to, wrong);
        if (wrong.isEmpty() && begin.isPresent() != end.isPresent()) {
            wrong.add(new Problem.Field(begin.isPresent() ? "to" : "from", "Please give both times, or none."));
        }
        return begin.flatMap(first -> end.map(last -> new Preference.Span(first, last)));
    }

    private static Optional<LocalTime> time(String field, @Nullable String text, List<Problem.Field> wrong) {
        return given(text).flatMap(value -> {
            try {
                return Optional.of(LocalTime.parse(value).withSecond(0).withNano(0));
            } catch (DateTimeException e) {
                wrong.add(new Problem.Field(field, "Please give a time like 09:00."));
                return Optional.empty();
            }
        });
    }

    private Optional<ZoneId> zone(List<Problem.Field> wrong) {
        Optional<String> name = given(zone);
        // Only zones by name: an offset knows nothing of daylight saving.
        Optional<ZoneId> known =
                name.filter(ZoneId.getAvailableZoneIds()::contains).map(ZoneId::of);
        if (name.isPresent() && known.isEmpty()) {
            wrong.add(new Problem.Field("zone", "Please give a time zone like Europe/Madrid, or none."));
        }
        return known;
    }

    private OptionalInt aWeek(List<Problem.Field> wrong) {
        if (aWeek == null) {
            return OptionalInt.empty();
        }
        if (aWeek < 0 || aWeek > MOST_A_WEEK) {
            wrong.add(new Problem.Field("aWeek", "Please give a whole number from 0 to " + MOST_A_WEEK + ", or none."));
        }
        return OptionalInt.of(aWeek);
    }

    private Optional<Locale> language(List<Problem.Field> wrong) {
        Optional<String> tag = given(language);
        Optional<Locale> known = tag.flatMap(Languages::of);
        if (tag.isPresent() && known.isEmpty()) {
            wrong.add(new Problem.Field("language", "Please choose among " + Languages.TAGS + ", or none."));
        }
        return known;
    }

    private Set<String> kinds(List<Problem.Field> wrong) {
        List<String> given = without == null ? List.of() : without;
        boolean fit = given.size() <= MOST_KINDS
                && given.stream()
                        .allMatch(kind -> kind != null && KIND.matcher(kind).matches());
        if (!fit) {
            wrong.add(new Problem.Field(
                    "without", "Please give at most " + MOST_KINDS + " kinds of messages, such as plan-step."));
            return Set.of();
        }
        return new TreeSet<>(given);
    }

    /** Hours that lie in the organisation's quiet ones would never come. */
    private static void refuseWithoutAnHour(Workspace workspace, Preference wish, List<Problem.Field> wrong) {
        Instant now = workspace.clock().instant();
        Hours all = Hours.outsideQuiet(workspace.settings());
        if (wish.hours(workspace.settings().zone()).nextWith(all, now).isEmpty()) {
            wrong.add(new Problem.Field(
                    "from", "At these times your organisation sends nothing at all. Please choose others."));
        }
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(value -> !value.isEmpty());
    }
}
