package org.takeup.business;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;

/**
 * Who is asked for more time than there is.
 *
 * <p>In each week the hours of all who claim a person are added up. Where they pass the budget, each two of those who claim the
 * person in that week are in conflict. People are counted by what they belong to, never by name: everybody and the units
 * cut the organisation into parts, and each part has one sum. Of two segments that both hold a person, the one that asks for
 * more counts. The result does not depend on the order of the claims. Pure.
 */
final class Load {
    private static final double ROUNDING = 1e-9;

    private final List<Claim> claims;
    private final double budget;
    private final int smallest;
    private final Map<List<Double>, Long> parts;

    /**
     * Somebody's claim on people's time.
     *
     * @param hours a week that each person gives, by key of the segment
     */
    record Claim(String id, String name, LocalDate from, LocalDate until, Map<String, Double> hours) {
        Claim {
            hours = Map.copyOf(hours);
        }

        /** Of each person in this unit, or in no unit that anybody names. */
        private double of(Optional<String> unit) {
            double everybody = hours.getOrDefault(Segment.everybody().key(), 0.0);
            return Math.max(
                    everybody,
                    unit.map(name -> hours.getOrDefault(Segment.unit(name).key(), 0.0))
                            .orElse(0.0));
        }

        private boolean runs(LocalDate monday) {
            return !Windows.monday(from).isAfter(monday) && !until.isBefore(monday);
        }
    }

    private record Week(long people, double hours) {}

    private record Pair(int one, int other) {}

    private Load(List<Claim> claims, List<SizedSegment> sizes, double budget, int smallest) {
        this.claims = claims.stream()
                .sorted(Comparator.comparing(Claim::name).thenComparing(Claim::id))
                .toList();
        this.budget = budget;
        this.smallest = smallest;
        this.parts = parts(sizes);
    }

    /**
     * @param sizes of everybody and of all units
     * @param budget hours a week that a person has
     * @param smallest fewer people than this are not counted
     * @return by the names of the two
     */
    static List<Conflict> conflicts(List<Claim> claims, List<SizedSegment> sizes, double budget, int smallest) {
        return new Load(claims, sizes, budget, smallest).conflicts();
    }

    /** How many people these segments have, each counted once. */
    static long people(List<String> segments, List<SizedSegment> sizes) {
        long everybody = 0;
        long units = 0;
        for (SizedSegment each : sizes) {
            boolean asked = segments.contains(each.segment().key());
            switch (each.segment()) {
                case Segment.Everybody _ -> everybody = asked ? each.size() : 0;
                case Segment.Unit _ -> units += asked ? each.size() : 0;
            }
        }
        return Math.max(everybody, units);
    }

    /** Sizes of the parts of the organisation in which every person is asked for the same, by what each claim asks. */
    private Map<List<Double>, Long> parts(List<SizedSegment> sizes) {
        var parts = new LinkedHashMap<List<Double>, Long>();
        long everybody = 0;
        long inUnits = 0;
        for (SizedSegment each : sizes) {
            switch (each.segment()) {
                case Segment.Everybody _ -> everybody = each.size();
                case Segment.Unit unit -> {
                    inUnits += each.size();
                    parts.merge(asked(Optional.of(unit.name())), each.size(), Long::sum);
                }
            }
        }
        parts.merge(asked(Optional.empty()), Math.max(0, everybody - inUnits), Long::sum);
        parts.values().removeIf(size -> size == 0);
        return parts;
    }

    private List<Double> asked(Optional<String> unit) {
        return claims.stream().map(claim -> claim.of(unit)).toList();
    }

    private List<Conflict> conflicts() {
        var mondays = new TreeSet<LocalDate>();
        for (Claim claim : claims) {
            for (LocalDate monday = Windows.monday(claim.from());
                    !monday.isAfter(claim.until());
                    monday = monday.plusWeeks(1)) {
                mondays.add(monday);
            }
        }
        var found = new LinkedHashMap<Pair, TreeMap<LocalDate, Week>>();
        for (LocalDate monday : mondays) {
            parts.forEach((asked, size) -> look(monday, asked, size, found));
        }
        return found.entrySet().stream()
                .map(each -> conflict(each.getKey(), each.getValue()))
                .sorted(Comparator.comparing(Conflict::one)
                        .thenComparing(Conflict::other)
                        .thenComparing(Conflict::oneId)
                        .thenComparing(Conflict::otherId))
                .toList();
    }

    private void look(LocalDate monday, List<Double> asked, long size, Map<Pair, TreeMap<LocalDate, Week>> found) {
        var who = new ArrayList<Integer>();
        double hours = 0;
        for (int i = 0; i < claims.size(); i++) {
            if (asked.get(i) > 0 && claims.get(i).runs(monday)) {
                who.add(i);
                hours += asked.get(i);
            }
        }
        if (hours <= budget + ROUNDING) {
            return;
        }
        var week = new Week(size, hours);
        for (int one = 0; one < who.size(); one++) {
            for (int other = one + 1; other < who.size(); other++) {
                found.computeIfAbsent(new Pair(who.get(one), who.get(other)), _ -> new TreeMap<>())
                        .merge(
                                monday,
                                week,
                                (a, b) -> new Week(a.people() + b.people(), Math.max(a.hours(), b.hours())));
            }
        }
    }

    private Conflict conflict(Pair pair, TreeMap<LocalDate, Week> weeks) {
        Claim one = claims.get(pair.one());
        Claim other = claims.get(pair.other());
        long people = weeks.values().stream().mapToLong(Week::people).max().orElse(0);
        return new Conflict(
                one.id(),
                one.name(),
                other.id(),
                other.name(),
                weeks.firstKey(),
                weeks.lastKey(),
                weeks.size(),
                people < smallest ? 0 : people,
                weeks.values().stream().mapToDouble(Week::hours).max().orElse(0));
    }
}
