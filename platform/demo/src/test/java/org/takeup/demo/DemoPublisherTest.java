package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The key with which the demo signs its own plugins. */
class DemoPublisherTest {
    @TempDir
    Path data;

    @Test
    void theKeyIsMadeOnceAndFoundAgainAndIsNobodyElses() throws Exception {
        String first = DemoPublisher.in(data).configured();
        assertTrue(first.startsWith("takeup-demo=MCowBQYDK2VwAyEA"), first);
        assertEquals(first, DemoPublisher.in(data).configured());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("publisher-key"))));
    }

    @Test
    void aKeyFileThatCannotBeReadIsSaidInOneSentence() throws Exception {
        Files.writeString(data.resolve("publisher-key"), "nonsense");
        assertThrows(StartFailed.class, () -> DemoPublisher.in(data));
    }
}
