package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** The embedded store on disk, and a process that is killed while it writes. */
class EmbeddedStoreKillIT {
    private static final CollectionSpec NOTES = CollectionSpec.named("notes").unique("title");
    private static final String TENANT = "0123456789abcdef01234567";
    private static final int ENOUGH = 400;

    @TempDir
    private Path folder;

    @RepeatedTest(3)
    void everyAcknowledgedWriteSurvivesAKilledProcess() throws Exception {
        Path acknowledgements = folder.resolve("acknowledged.txt");
        Process writer = startWriter(acknowledgements);
        awaitLines(acknowledgements, writer);
        writer.destroyForcibly().waitFor();

        List<String> acknowledged = wholeLines(acknowledgements);
        assertTrue(acknowledged.size() >= ENOUGH);
        try (Store store = TestStores.embedded(folder)) {
            TenantCollection notes = store.tenant(TENANT, false, NOTES);
            List<String> lost =
                    acknowledged.stream().filter(id -> notes.find(id).isEmpty()).toList();
            assertEquals(List.of(), lost);
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

    /** A line that the kill cut off says nothing. */
    private static List<String> wholeLines(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith("ack "))
                .map(line -> line.substring(4))
                .toList();
    }

    /** Writes documents without end and says each one that the store has acknowledged. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            try (Store store = Store.embedded(Path.of(args[0]))) {
                store.createIndexes(TENANT, false, NOTES);
                TenantCollection notes = store.tenant(TENANT, false, NOTES);
                for (int i = 0; ; i++) {
                    notes.insert("n" + i, new Document("title", "note " + i));
                    System.out.println("ack n" + i);
                }
            }
        }
    }
}
