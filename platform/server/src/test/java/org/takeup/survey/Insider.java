package org.takeup.survey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.ObjectId;

/**
 * Somebody with copies of the store who wants to know whose answers are whose. Each attack guesses a person for each
 * ballot and says how many guesses are right; {@code truth} is what only the test knows.
 *
 * @param people in the order in which they took part, as somebody saw who sat beside them
 */
record Insider(List<Known> people) {

    /**
     * What is known of somebody.
     *
     * @param tickets the ticket of their mail, and the mails of others are known too
     * @param at when they took part, to the millisecond
     * @param length of what they wrote, as far as traffic shows it
     */
    record Known(String id, Optional<String> ticket, Instant at, int length) {}

    /** Joins by any value that a person's documents and a ballot share, and few others have. */
    int byValues(String wave, List<Document> ballots, List<Document> everything, Function<Document, String> truth) {
        var others = new ArrayList<>(everything);
        others.removeAll(ballots);
        var bearers = new HashMap<String, Set<String>>();
        for (Known person : people) {
            Set<String> own = new HashSet<>(guesses(wave, person));
            // One step on: what stands beside the person's id or a digest of their ticket.
            for (Document document : others) {
                var leaves = leaves(document);
                if (leaves.stream().anyMatch(own::contains)) {
                    own.addAll(leaves);
                }
            }
            own.forEach(value ->
                    bearers.computeIfAbsent(value, ignored -> new HashSet<>()).add(person.id()));
        }
        int right = 0;
        for (Document ballot : ballots) {
            right += leaves(ballot).stream()
                            .map(value -> bearers.getOrDefault(value, Set.of()))
                            .anyMatch(who -> who.size() == 1 && who.contains(truth.apply(ballot)))
                    ? 1
                    : 0;
        }
        return right;
    }

    private static List<String> guesses(String wave, Known person) {
        var guesses = new ArrayList<>(List.of(person.id(), wave + ":" + person.id()));
        person.ticket().ifPresent(ticket -> {
            guesses.add(ticket);
            guesses.add(WaveKey.ballotId(wave, ticket));
            for (String text : List.of(ticket, wave + ticket, wave + ":" + ticket, ticket + person.id())) {
                guesses.add(HexFormat.of().formatHex(sha256(text)));
                guesses.add(Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text)));
            }
        });
        return guesses;
    }

    /** The k-th ballot as it lies is the k-th person's. */
    int byPlace(List<Document> ballots, Function<Document, String> truth) {
        int right = 0;
        for (int i = 0; i < Math.min(ballots.size(), people.size()); i++) {
            right += people.get(i).id().equals(truth.apply(ballots.get(i))) ? 1 : 0;
        }
        return right;
    }

    /** Spearman's rank correlation of the order of taking part with the order in which ballots lie, without its sign. */
    double byOrder(List<Document> ballots, Function<Document, String> truth) {
        var place = new HashMap<String, Integer>();
        ballots.forEach(ballot -> place.put(truth.apply(ballot), place.size()));
        List<Known> there =
                people.stream().filter(person -> place.containsKey(person.id())).toList();
        int n = there.size();
        if (n < 2) {
            return 0;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double difference = i - place.get(there.get(i).id());
            squares += difference * difference;
        }
        return Math.abs(1 - 6 * squares / (n * ((double) n * n - 1)));
    }

    /** A ballot with a moment in it is that of who took part next to that moment. */
    int byTime(List<Document> ballots, Function<Document, String> truth) {
        int right = 0;
        for (Document ballot : ballots) {
            for (Instant moment : moments(ballot)) {
                Known nearest = people.stream()
                        .min(Comparator.comparing(
                                person -> Duration.between(person.at(), moment).abs()))
                        .orElseThrow();
                right += nearest.id().equals(truth.apply(ballot)) ? 1 : 0;
            }
        }
        return right;
    }

    /** The longest ballot is that of who wrote most, and so on; those of one length cannot be told apart. */
    int byLength(List<Document> ballots, Function<Document, String> truth) {
        Map<Integer, List<Document>> sizes = new HashMap<>();
        ballots.forEach(ballot -> sizes.computeIfAbsent(size(ballot), ignored -> new ArrayList<>())
                .add(ballot));
        List<Document> byLength = ballots.stream()
                .filter(ballot -> sizes.get(size(ballot)).size() == 1)
                .sorted(Comparator.comparing(Insider::size))
                .toList();
        List<Known> writers =
                people.stream().sorted(Comparator.comparing(Known::length)).toList();
        int right = 0;
        for (int i = 0; i < byLength.size(); i++) {
            right += writers.get(i).id().equals(truth.apply(byLength.get(i))) ? 1 : 0;
        }
        return right;
    }

    private static int size(Document ballot) {
        return ballot.values().stream()
                .mapToInt(value -> value instanceof Binary binary ? binary.length() : 0)
                .sum();
    }

    static List<Instant> moments(Document document) {
        var moments = new ArrayList<Instant>();
        document.values().forEach(value -> moments(value, moments));
        return moments;
    }

    private static void moments(Object value, List<Instant> into) {
        switch (value) {
            case Document inner -> inner.values().forEach(each -> moments(each, into));
            case List<?> list -> list.forEach(each -> moments(each, into));
            case Date date -> into.add(date.toInstant());
            case ObjectId id -> into.add(id.getDate().toInstant());
            case null, default -> {}
        }
    }

    static Set<String> leaves(Document document) {
        var leaves = new HashSet<String>();
        leaves(document, leaves);
        return leaves;
    }

    private static void leaves(Object value, Set<String> into) {
        switch (value) {
            case Document inner -> inner.values().forEach(each -> leaves(each, into));
            case List<?> list -> list.forEach(each -> leaves(each, into));
            case Binary binary -> into.add(HexFormat.of().formatHex(binary.getData()));
            case Date date -> into.add(date.toInstant().toString());
            case null -> {}
            default -> {
                String text = value.toString();
                into.add(text);
                // Ids carry the tenant in front.
                into.add(text.substring(text.indexOf('/') + 1));
            }
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
