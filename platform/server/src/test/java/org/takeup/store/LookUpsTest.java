package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LookUpsTest {
    /** Few, so that they meet; some equal others that look different, and some are not looked up by. */
    private static final List<@Nullable Object> VALUES = Arrays.asList(
            "a",
            "b",
            "",
            1,
            1L,
            1.0,
            -0.0,
            0,
            true,
            Instant.EPOCH,
            null,
            new Document("x", 1),
            new Document(),
            List.of(),
            List.of("a", 1),
            List.of(new Document("c", "a"), new Document("c", List.of("b", 1)), "b"));

    private static final List<String> FIELDS = List.of("t", "a", "b", "b.c");

    private final MVMap<Object, Document> documents = MVStore.open(null).openMap("documents");
    private final LookUps lookUps = new LookUps(documents);

    private void put(String id, Document document) {
        Document before = documents.put(id, document);
        if (before == null) {
            lookUps.add(document, id);
        } else {
            lookUps.replace(before, document, id);
        }
    }

    private void remove(String id) {
        Document before = documents.remove(id);
        if (before != null) {
            lookUps.remove(before, id);
        }
    }

    @Property(tries = 300)
    void nothingThatMatchesIsLeftOutAndEverythingComesInOrder(@ForAll long seed) {
        var random = new Random(seed);
        var matcher = new DefaultQueryMatcher();
        lookUps.by(List.of("t"));
        lookUps.by(List.of("t", "a"));
        for (int step = 0; step < 60; step++) {
            String id = "id" + random.nextInt(20);
            if (random.nextInt(4) == 0) {
                remove(id);
            } else {
                put(id, document(random).append("_id", id));
            }
            if (step == 30) {
                lookUps.by(List.of("t", "b.c", "a"));
            }
            Document filter = filter(random);
            List<Object> matching = documents.entrySet().stream()
                    .filter(each -> matcher.matches(each.getValue(), filter))
                    .map(java.util.Map.Entry::getKey)
                    .toList();
            Optional<List<Object>> found = lookUps.find(filter);
            found.ifPresent(positions -> {
                assertTrue(positions.containsAll(matching), () -> filter + " finds " + positions + " of " + matching);
                assertEquals(positions.stream().distinct().sorted().toList(), positions);
            });
        }
    }

    private static Document document(Random random) {
        var document = new Document();
        for (String field : List.of("t", "a", "b")) {
            if (random.nextInt(5) > 0) {
                document.put(field, VALUES.get(random.nextInt(VALUES.size())));
            }
        }
        return document;
    }

    private static Document filter(Random random) {
        var parts = new ArrayList<Object>();
        var filter = new Document();
        for (String field : FIELDS) {
            if (random.nextInt(3) == 0) {
                continue;
            }
            Object value = VALUES.get(random.nextInt(VALUES.size()));
            Object other = VALUES.get(random.nextInt(VALUES.size()));
            Object condition = switch (random.nextInt(5)) {
                case 0 -> new Document("$in", Arrays.asList(value, other));
                case 1 -> new Document("$eq", value);
                case 2 -> new Document("$ne", value);
                default -> value;
            };
            if (random.nextBoolean()) {
                filter.put(field, condition);
            } else {
                parts.add(new Document(field, condition));
            }
        }
        return parts.isEmpty() ? filter : filter.append("$and", parts);
    }

    @Test
    void aFilterThatFixesNothingOrLeavesMostIsNotWorthIt() {
        lookUps.by(List.of("t", "a"));
        for (int n = 0; n < 10; n++) {
            put("id" + n, new Document("t", "same").append("a", n % 5));
        }
        assertEquals(Optional.empty(), lookUps.find(new Document("t", "same")));
        assertEquals(Optional.empty(), lookUps.find(new Document("b", 1)));
        assertEquals(Optional.empty(), lookUps.find(new Document()));
        assertEquals(Optional.of(List.of("id3", "id8")), lookUps.find(new Document("t", "same").append("a", 3L)));
        assertEquals(Optional.of(List.of("id4")), lookUps.find(new Document("_id", "id4").append("a", 1)));
    }
}
