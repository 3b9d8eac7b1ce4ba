package org.takeup.focus;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.tenant.Workspace;

/**
 * How many seats a unit has in a group.
 *
 * @param unit the unit's name in the directory
 */
public record Quota(String unit, int seats) {
    static final int MOST = 20;

    Segment segment() {
        return Segment.unit(unit);
    }

    /** A quota as it came in. */
    public record Entry(@Nullable String unit, @Nullable Integer seats) {}

    /**
     * Reads lines like {@code Sales: 3}.
     *
     * @throws Problem 422 for the field {@code quotas}
     */
    static List<Entry> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .map(Quota::line)
                .toList();
    }

    private static Entry line(String line) {
        int colon = line.lastIndexOf(':');
        String number = line.substring(colon + 1).strip();
        if (colon < 0 || !number.matches("[0-9]{1,3}")) {
            throw Problem.invalid("quotas", "Write a unit and its seats in each line, such as Sales: 3.");
        }
        return new Entry(line.substring(0, colon).strip(), Integer.parseInt(number));
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
            return refuse(wrong, "Give at most " + MOST + " quotas.");
        }
        var quotas = new ArrayList<Quota>();
        var units = new HashSet<String>();
        for (Entry each : given) {
            String unit = each.unit() == null ? "" : each.unit().strip();
            int seats = each.seats() == null ? 0 : each.seats();
            if (unit.isEmpty() || unit.length() > 200 || people.count(workspace, Segment.unit(unit)) == 0) {
                return refuse(wrong, "Name units of your directory, as it writes them.");
            }
            if (seats < 1 || !units.add(unit)) {
                return refuse(wrong, "Give each unit once, with one seat or more.");
            }
            quotas.add(new Quota(unit, seats));
        }
        int sum = quotas.stream().mapToInt(Quota::seats).sum();
        return sum == all
                ? List.copyOf(quotas)
                : refuse(
                        wrong,
                        "The quotas are for " + sum + " people, and there are " + all + " seats. Make both the same.");
    }

    private static List<Quota> refuse(List<Problem.Field> wrong, String why) {
        wrong.add(new Problem.Field("quotas", why));
        return List.of();
    }
}
