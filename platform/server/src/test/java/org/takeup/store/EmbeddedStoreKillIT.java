package org.takeup.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.store.TenantCollection.Write;

/** The embedded store on disk, and a process that is killed while many of its threads write. */
class EmbeddedStoreKillIT {
    private static final CollectionSpec NOTES = CollectionSpec.named("notes").unique("title");
    private static final String TENANT = "0123456789abcdef01234567";
    private static final int WRITERS = 8;
    private static final int BATCH = 40;
    private static final int ENOUGH = 80;

    @TempDir
    private Path folder;

    @RepeatedTest(3)
    void everyAcknowledgedCommandSurvivesAKilledProcessAndNoneIsThereByHalf() throws Exception {
        Path acknowledgements = folder.resolve("acknowledged.txt");
        Process writer = startWriter(acknowledgements);
        awaitLines(acknowledgements, writer);
        writer.destroyForcibly().waitFor();
        TestStores.requireNoOffence(Files.readAllLines(acknowledgements));

        try (Store store = TestStores.embedded(folder)) {
            TenantCollection notes = store.tenant(TENANT, false, NOTES);
            List<Document> scanned = notes.all().into(new ArrayList<>());
            Map<String, List<Document>> batches = scanned.stream().collect(groupingBy(note -> note.getString("batch")));
            batches.forEach((batch, found) -> assertWhole(batch, found));
            lastDeeds(acknowledgements)
                    .forEach((batch, deed) -> assertTrue(
                            deed.mayHaveLeft(batches.getOrDefault(batch, List.of()), isToGo(batch)),
                            () -> batch + " after " + deed + ": " + batches.get(batch)));
            assertIndexesFind(notes, scanned);
        }
    }

    /** Commands of 1,000 documents take a while; others commit in the meantime, and a kill could come after each. */
    @Test
    void aCommitNeverFallsIntoAnothersCommand() throws Exception {
        var commits = new ArrayList<Path>();
        try (Store store = TestStores.embedded(folder)) {
            store.createIndexes(TENANT, false, NOTES);
            TenantCollection notes = store.tenant(TENANT, false, NOTES);
            List<Write> big = IntStream.range(0, 5_000)
                    .mapToObj(k -> insert("big-0/" + k))
                    .toList();
            Thread writing = Thread.ofPlatform().start(() -> notes.write(big));
            while (writing.isAlive()) {
                notes.put("small", new Document("title", "small " + commits.size()));
                Path asKilled = Files.createDirectories(folder.resolve("copy-" + commits.size()));
                Files.copy(folder.resolve("takeup.mv"), asKilled.resolve("takeup.mv"));
                commits.add(asKilled);
            }
        }
        for (Path asKilled : commits) {
            try (Store store = TestStores.embedded(asKilled)) {
                long there = store.tenant(TENANT, false, NOTES).count(eq("batch", "big-0"));
                assertEquals(0, there % 1_000, there + " are in the file: a command is there by half");
            }
        }
    }

    private static Write insert(String id) {
        return new Write.Insert(
                id,
                new Document("title", "note " + id)
                        .append("batch", id.substring(0, id.indexOf('/')))
                        .append("rev", 1));
    }

    private static void assertWhole(String batch, List<Document> notes) {
        assertEquals(BATCH, notes.size(), batch);
        assertEquals(
                1, notes.stream().map(note -> note.getInteger("rev")).distinct().count(), batch);
    }

    private static void assertIndexesFind(TenantCollection notes, List<Document> scanned) {
        List<String> ids = scanned.stream().map(TenantCollection::id).toList();
        assertEquals(scanned.size(), Set.copyOf(ids).size(), "an id twice");
        assertEquals(
                List.of(), ids.stream().filter(id -> notes.find(id).isEmpty()).toList(), "not found by id");
        assertEquals(
                List.of(),
                scanned.stream()
                        .filter(note -> notes.count(eq("title", note.getString("title"))) != 1)
                        .toList(),
                "not found by title");
        assertEquals(scanned.size(), notes.count(new Document()));
    }

    /** Whether the writer deletes the batch at last. */
    private static boolean isToGo(String batch) {
        return Integer.parseInt(batch.substring(batch.indexOf('-') + 1)) % 3 == 0;
    }

    /** What a writer does to each of its batches, in this order; the last to some of them only. */
    private enum Deed {
        INSERTED,
        UPDATED,
        DELETED;

        /** The next deed may have been done as well, without being acknowledged. */
        boolean mayHaveLeft(List<Document> notes, boolean toGo) {
            return switch (this) {
                case INSERTED -> !notes.isEmpty();
                case UPDATED -> notes.isEmpty() ? toGo : notes.getFirst().getInteger("rev") == 2;
                case DELETED -> notes.isEmpty();
            };
        }
    }

    private Process startWriter(Path acknowledgements) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectOutput(acknowledgements.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void awaitLines(Path acknowledgements, Process writer) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (wholeLines(acknowledgements).size() < ENOUGH) {
            assertTrue(writer.isAlive(), "the writer stopped by itself");
            assertTrue(System.nanoTime() < deadline, "the writer is too slow");
            writer.waitFor(20, TimeUnit.MILLISECONDS);
        }
    }

    private static Map<String, Deed> lastDeeds(Path file) throws IOException {
        var deeds = new HashMap<String, Deed>();
        for (String line : wholeLines(file)) {
            String[] words = line.split(" ", 3);
            deeds.put(words[2], Deed.valueOf(words[1]));
        }
        return deeds;
    }

    /** A line that the kill cut off says nothing. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("ack "))
                .toList();
    }

    /** Many at once write batches of notes without end and say each command that the store has acknowledged. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) throws InterruptedException {
            try (Store store = TestStores.embedded(Path.of(args[0]))) {
                store.createIndexes(TENANT, false, NOTES);
                TenantCollection notes = store.tenant(TENANT, false, NOTES);
                List<Thread> writers = IntStream.range(0, WRITERS)
                        .mapToObj(writer -> Thread.ofPlatform().start(() -> write(notes, "w" + writer)))
                        .toList();
                for (Thread each : writers) {
                    each.join();
                }
            }
        }

        private static void write(TenantCollection notes, String writer) {
            for (int i = 0; ; i++) {
                String batch = writer + "-" + i;
                notes.write(each(batch, EmbeddedStoreKillIT::insert));
                acknowledge(Deed.INSERTED, batch);
                notes.write(each(batch, id -> new Write.Upsert(id, set("rev", 2))));
                acknowledge(Deed.UPDATED, batch);
                if (isToGo(batch)) {
                    notes.write(each(batch, Write.Delete::new));
                    acknowledge(Deed.DELETED, batch);
                }
            }
        }

        private static List<Write> each(String batch, Function<String, Write> deed) {
            return IntStream.range(0, BATCH)
                    .mapToObj(k -> deed.apply(batch + "/" + k))
                    .toList();
        }

        private static void acknowledge(Deed deed, String batch) {
            System.out.println("ack " + deed + " " + batch);
        }
    }
}
