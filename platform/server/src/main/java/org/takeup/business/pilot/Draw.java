package org.takeup.business.pilot;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who tries it out, by chance. Everybody has a place, {@code SHA-256("takeup-pilot:" + seed + ":" + person id)}, and those with the
 * lowest places are drawn; so the draw can be repeated by whoever has the seed. Pure.
 */
final class Draw {
    private Draw() {}

    /** Somebody who can be drawn. @param unit empty if they are in none */
    record Person(String id, String unit) {}

    private record Placed(byte[] place, Person person) {}

    /** In the order of their places. */
    static List<Person> ordered(List<Person> people, String seed) {
        return people.stream()
                .map(each -> new Placed(digest(seed + ":" + each.id()), each))
                .sorted(Comparator.comparing(Placed::place, java.util.Arrays::compareUnsigned)
                        .thenComparing(placed -> placed.person().id()))
                .map(Placed::person)
                .toList();
    }

    /** A whole number that belongs to the seed, for whatever else is drawn by it. */
    static long number(String seed) {
        return ByteBuffer.wrap(digest(seed)).getLong();
    }

    /** Ids of those who try it out. @param percent of all, rounded to a whole person */
    static Set<String> simple(List<Person> people, int percent, String seed) {
        return ordered(people, seed).stream()
                .limit(share(people.size(), percent))
                .map(Person::id)
                .collect(Collectors.toSet());
    }

    /**
     * The same within each unit. Of a unit it is never off by more than one person, and of all of them neither: what is
     * rounded in one unit is made up for in the next, by the names of the units.
     */
    static Set<String> withinUnits(List<Person> people, int percent, String seed) {
        Map<String, List<Person>> units = people.stream()
                .collect(Collectors.groupingBy(Person::unit, TreeMap::new, Collectors.toCollection(ArrayList::new)));
        var drawn = new HashSet<String>();
        int seen = 0;
        for (List<Person> unit : units.values()) {
            long many = share(seen + unit.size(), percent) - share(seen, percent);
            ordered(unit, seed).stream().limit(many).map(Person::id).forEach(drawn::add);
            seen += unit.size();
        }
        return drawn;
    }

    private static long share(int of, int percent) {
        return Math.round(of * percent / 100.0);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(("takeup-pilot:" + text).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
