package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A simple random sample, drawn so that anybody with the seed and the directory can repeat it: everybody has a place,
 * {@code SHA-256("takeup-sample:" + seed + ":" + person id)} in lower-case hexadecimal, and those with the lowest places
 * are asked. The order of the directory plays no part, and what is kept is the last place that is in.
 *
 * @param number how many people, or how many of a hundred
 * @param percent whether {@code number} is a percentage
 * @param byUnit whether each unit is drawn from by itself, in proportion to its size
 * @param seed 1 to 64 letters, digits and hyphens
 */
public record Sample(int number, boolean percent, boolean byUnit, String seed) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MOST = 10_000_000;

    /** @throws IllegalArgumentException saying what a sample is like */
    public Sample {
        if (number < 1 || number > (percent ? 100 : MOST)) {
            throw new IllegalArgumentException(
                    percent ? "Give a percentage from 1 to 100." : "Give a number of people, 1 or more.");
        }
        if (!seed.matches("[A-Za-z0-9-]{1,64}")) {
            throw new IllegalArgumentException("A seed has 1 to 64 letters, digits and hyphens.");
        }
    }

    /** 128 random bits. */
    static String freshSeed() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** What people call it: {@code 200 people at random} or {@code 10 % at random, by unit}. */
    public String label() {
        return number + (percent ? " %" : number == 1 ? " person" : " people") + " at random"
                + (byUnit ? ", by unit" : "");
    }

    /** The name of the part that somebody of this unit is drawn from. */
    String stratum(String unit) {
        return byUnit ? unit : "";
    }

    /** The person's place: 64 hexadecimal digits, the lower the sooner. */
    String place(String personId) {
        return HexFormat.of().formatHex(digest(personId));
    }

    private byte[] digest(String personId) {
        try {
            byte[] named = ("takeup-sample:" + seed + ":" + personId).getBytes(StandardCharsets.UTF_8);
            return MessageDigest.getInstance("SHA-256").digest(named);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Whether the person is in the sample with these limits. */
    boolean includes(Map<String, String> limits, String personId, String unit) {
        String limit = limits.get(stratum(unit));
        return limit != null && place(personId).compareTo(limit) <= 0;
    }

    /**
     * How many are drawn of each stratum: the sample's number, or the percentage rounded half up and at least one, shared
     * out in proportion by largest remainders, of equal ones the first by name. Never more than there are.
     *
     * @param sizes people of each stratum
     */
    Map<String, Integer> shares(Map<String, Long> sizes) {
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        long wanted = all == 0 ? 0 : Math.min(all, percent ? Math.max(1, (all * number + 50) / 100) : number);
        var shares = new TreeMap<String, Integer>();
        record Rest(String stratum, long remainder) {}
        var rests = new java.util.ArrayList<Rest>();
        long given = 0;
        for (var size : new TreeMap<>(sizes).entrySet()) {
            long whole = all == 0 ? 0 : size.getValue() * wanted / all;
            shares.put(size.getKey(), Math.toIntExact(whole));
            rests.add(new Rest(size.getKey(), all == 0 ? 0 : size.getValue() * wanted % all));
            given += whole;
        }
        rests.sort(Comparator.comparingLong(Rest::remainder).reversed());
        for (Rest rest : rests.subList(0, Math.toIntExact(wanted - given))) {
            shares.merge(rest.stratum(), 1, Integer::sum);
        }
        return shares;
    }

    /** Begins a draw of so many of each stratum. */
    Draw draw(Map<String, Integer> shares) {
        return new Draw(shares);
    }

    /** Those who are in so far. Holds as many places as will be drawn, and nobody's id. Used by one thread. */
    final class Draw {
        private record Place(byte[] digest, String unit) {}

        private static final Comparator<Place> LAST_FIRST =
                (one, other) -> java.util.Arrays.compareUnsigned(other.digest(), one.digest());

        private final Map<String, Integer> shares;
        private final Map<String, PriorityQueue<Place>> in = new HashMap<>();

        private Draw(Map<String, Integer> shares) {
            this.shares = Map.copyOf(shares);
        }

        /** Lets somebody take part. Each person once, in any order. */
        void add(String personId, String unit) {
            int share = shares.getOrDefault(stratum(unit), 0);
            if (share == 0) {
                return;
            }
            var places = in.computeIfAbsent(stratum(unit), ignored -> new PriorityQueue<>(LAST_FIRST));
            places.add(new Place(digest(personId), unit));
            if (places.size() > share) {
                places.remove();
            }
        }

        /** The last place that is in, of each stratum that anybody is drawn from. */
        Map<String, String> limits() {
            var limits = new TreeMap<String, String>();
            in.forEach((stratum, places) -> limits.put(
                    stratum, HexFormat.of().formatHex(places.element().digest())));
            return limits;
        }

        /** How many people of each unit are in. */
        Map<String, Long> byUnit() {
            return in.values().stream()
                    .flatMap(PriorityQueue::stream)
                    .collect(Collectors.groupingBy(Place::unit, TreeMap::new, Collectors.counting()));
        }
    }

    /** The whole draw at once, for people whose units are known. For what fits into memory. */
    Map<String, String> limits(List<Map.Entry<String, String>> unitsByPerson) {
        var sizes = new TreeMap<String, Long>();
        unitsByPerson.forEach(each -> sizes.merge(stratum(each.getValue()), 1L, Long::sum));
        Draw draw = draw(shares(sizes));
        unitsByPerson.forEach(each -> draw.add(each.getKey(), each.getValue()));
        return draw.limits();
    }
}
