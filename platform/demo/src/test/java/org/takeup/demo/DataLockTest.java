package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.FreePort;

class DataLockTest {
    private static final String TEST_CLASSES =
            Path.of("target/test-classes").toAbsolutePath().toString();

    @TempDir
    private Path folder;

    @Test
    void aSecondDemoOnTheSameDataIsRefusedBeforeItThrowsThatDataAway() throws Exception {
        Path data = folder.resolve("data");
        Path kept = Files.createDirectories(data).resolve("kept");
        Files.writeString(kept, "of the first");
        DemoSettings fresh = new DemoSettings(folder, data, FreePort.next(), FreePort.next(), FreePort.next(), true);
        DataLock first = DataLock.take(data);
        try {
            StartFailed refused = assertThrows(StartFailed.class, () -> Demo.start(fresh, quiet()));
            assertTrue(
                    refused.getMessage().startsWith("Another demo runs on the data in " + data), refused::getMessage);
            assertTrue(refused.getMessage().contains("TAKEUP_DEMO_DATA="), refused::getMessage);
        } finally {
            first.close();
        }
        assertEquals("of the first", Files.readString(kept));
    }

    @Test
    void aDemoInAnotherProcessHoldsTheLockUntilItIsKilled() throws Exception {
        Path data = folder.resolve("data");
        Process other = new ProcessBuilder(Tether.command(
                        List.of("-Xmx32m"), TEST_CLASSES, Holder.class.getName(), List.of(data.toString())))
                .start();
        try {
            assertEquals('r', other.getInputStream().read());
            assertThrows(StartFailed.class, () -> DataLock.take(data));
        } finally {
            other.destroyForcibly().onExit().join();
        }
        DataLock.take(data).close();
    }

    @Test
    void aFaultThatNobodyForesawIsOneSentenceToo() {
        DemoSettings impossible =
                new DemoSettings(folder, folder.resolve("data"), -1, FreePort.next(), FreePort.next(), false);

        StartFailed failed = assertThrows(StartFailed.class, () -> Demo.start(impossible, quiet()));

        assertTrue(failed.getMessage().startsWith("The demo cannot start: "), failed::getMessage);
        assertTrue(failed.getMessage().endsWith("demo.log"), failed::getMessage);
        assertEquals(1, failed.getMessage().lines().count());
    }

    private static Terminal quiet() {
        return new Terminal(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                Clock.systemUTC(),
                Instant.now());
    }

    /** Takes the lock, says so, and waits to be killed. */
    public static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            try (DataLock lock = DataLock.take(Path.of(args[0]))) {
                System.out.println("r, holds " + lock);
                new CountDownLatch(1).await();
            }
        }
    }
}
