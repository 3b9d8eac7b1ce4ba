package org.takeup.focus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Languages;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/**
 * How many seats a unit has in a group, or those of it who work in one language.
 *
 * @param unit the unit's name in the directory
 * @param language tag of the language that its people work in; nothing if it may be any
 */
public record Quota(String unit, Optional<String> language, int seats) {
    static final int MOST = 20;
    private static final String TOO_MANY = "Give at most " + MOST + " quotas.";
    private static final Pattern WITH_LANGUAGE =
            Pattern.compile("(.*\\S)\\s*\\((" + String.join("|", Languages.TAGS) + ")\\)");
    /** A name in quotation marks is a unit's as it is, whatever it looks like. */
    private static final Pattern QUOTED = Pattern.compile("\"(.+)\"(?:\\s*\\(([^()]*)\\))?");

    /** What people call it, and what a guest is invited for: {@code Sales} or {@code Sales (de)}. */
    public String label() {
        return label(unit, language);
    }

    static String label(String unit, Optional<String> language) {
        return language.map(tag -> unit + " (" + tag + ")").orElse(unit);
    }

    /** Its people. To be closed. */
    Stream<Person> members(Workspace workspace, People people) {
        return people.members(workspace, Segment.unit(unit))
                .filter(person ->
                        language.isEmpty() || person.local().language().equals(language));
    }

    /** A quota as it came in. */
    public record Entry(
            @Nullable String unit,
            @Nullable String language,
            @Nullable Integer seats) {}

    /**
     * Reads lines like {@code Sales: 3} or {@code Sales (de): 3}. What is between quotation marks is the name of a unit and
     * nothing else: {@code "Sales (de)": 3} is a unit of this name, {@code "Sales" (de): 3} those of Sales who work in German.
     *
     * @param isUnit whether the directory has a unit of this name; asked only if there are not too many lines
     * @throws Problem 422 for the field {@code quotas}, also where a line could mean either
     */
    static List<Entry> lines(String text, Predicate<String> isUnit) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(MOST + 1)
                .toList();
        if (lines.size() > MOST) {
            throw Problem.invalid("quotas", TOO_MANY);
        }
        return lines.stream().map(line -> line(line, isUnit)).toList();
    }

    private static Entry line(String line, Predicate<String> isUnit) {
        int colon = line.lastIndexOf(':');
        String number = line.substring(colon + 1).strip();
        if (colon < 0 || !number.matches("[0-9]{1,3}")) {
            throw Problem.invalid("quotas", "Write a unit and its seats in each line, such as Sales: 3.");
        }
        int seats = Integer.parseInt(number);
        String whose = line.substring(0, colon).strip();
        Matcher quoted = QUOTED.matcher(whose);
        if (quoted.matches()) {
            return new Entry(quoted.group(1), quoted.group(2), seats);
        }
        Matcher both = WITH_LANGUAGE.matcher(whose);
        if (both.matches() && isUnit.test(whose)) {
            throw Problem.invalid(
                    "quotas",
                    "There is a unit that is called " + whose + ". For this unit, write \"" + whose + "\": " + seats
                            + ". For people of " + both.group(1) + " who work in that language, write \""
                            + both.group(1) + "\" (" + both.group(2) + "): " + seats + ".");
        }
        return both.matches() ? new Entry(both.group(1), both.group(2), seats) : new Entry(whose, null, seats);
    }

    /** The quotas if they fit; else nothing, with what is wrong in {@code wrong}. @param all seats of the group */
    static List<Quota> checked(
            Workspace workspace, People people, @Nullable List<Entry> entries, int all, List<Problem.Field> wrong) {
        List<Entry> given = entries == null
                ? List.of()
                : entries.stream().filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return List.of();
        }
        if (given.size() > MOST) {
            return refuse(wrong, TOO_MANY);
        }
        var quotas = new ArrayList<Quota>();
        var labels = new HashSet<String>();
        var whole = new HashSet<String>();
        var divided = new HashSet<String>();
        for (Entry each : given) {
            String unit = each.unit() == null ? "" : each.unit().strip();
            int seats = each.seats() == null ? 0 : each.seats();
            if (unit.isEmpty() || unit.length() > 200 || people.count(workspace, Segment.unit(unit)) == 0) {
                return refuse(wrong, "Name units of your directory, as it writes them.");
            }
            Optional<String> language =
                    Optional.ofNullable(each.language()).map(String::strip).filter(tag -> !tag.isEmpty());
            if (language.filter(tag -> !Languages.TAGS.contains(tag)).isPresent()) {
                return refuse(wrong, "Languages are " + String.join(", ", Languages.TAGS) + ".");
            }
            var quota = new Quota(unit, language, seats);
            (language.isEmpty() ? whole : divided).add(unit);
            if (seats < 1 || !labels.add(quota.label()) || whole.contains(unit) && divided.contains(unit)) {
                return refuse(wrong, "Give each unit once, with one seat or more, or once for each language.");
            }
            if (!quota.isOfAnybody(workspace, people)) {
                return refuse(wrong, "Nobody is " + quota.label() + ", as far as your directory says languages.");
            }
            quotas.add(quota);
        }
        int sum = quotas.stream().mapToInt(Quota::seats).sum();
        return sum == all
                ? List.copyOf(quotas)
                : refuse(
                        wrong,
                        "The quotas are for " + sum + " people, and there are " + all + " seats. Make both the same.");
    }

    private boolean isOfAnybody(Workspace workspace, People people) {
        try (Stream<Person> members = members(workspace, people)) {
            return members.findAny().isPresent();
        }
    }

    private static List<Quota> refuse(List<Problem.Field> wrong, String why) {
        wrong.add(new Problem.Field("quotas", why));
        return List.of();
    }
}
