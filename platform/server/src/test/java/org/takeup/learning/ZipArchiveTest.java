package org.takeup.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before it can do harm. */
class ZipArchiveTest {
    @TempDir
    private Path folder;

    private Path file(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("upload.zip"), bytes);
    }

    private static String refused(Path file) {
        return assertThrows(ArchiveRefused.class, () -> ZipArchive.open(file)).getMessage();
    }

    @Test
    void anArchiveIsReadByItsNames() throws IOException {
        try (ZipArchive archive = ZipArchive.open(file(Archives.zip(Map.of("a.csv", "one", "b/c.csv", "two"))))) {
            assertEquals(Set.of("a.csv", "b/c.csv"), archive.names());
            assertEquals(3, archive.size("a.csv"));
            assertEquals("two", new String(archive.open("b/c.csv").readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void whatIsNoZipIsRefusedInWords() throws IOException {
        String words = refused(file("sourcedId,name\n".getBytes(StandardCharsets.UTF_8)));
        assertTrue(words.contains("no zip archive") && words.contains("Export it again"), words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../users.csv", "a/../../users.csv", "/etc/users.csv", "C:users.csv", "a\\b.csv"})
    void aNameThatLeavesTheArchiveIsRefusedAndNamed(String name) throws IOException {
        assertTrue(refused(file(Archives.zip(Map.of(name, "x")))).contains(name));
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i <= ZipArchive.MOST_FILES; i++) {
            files.put(i + ".csv", "");
        }
        assertTrue(refused(file(Archives.zip(files))).contains("1001 files"));
    }

    @Test
    void aMillionFilesAreRefusedBeforeTheirListIsRead() throws IOException {
        // The list is nothing but zeros: who reads it says that the archive is damaged.
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putInt(0).putShort((short) 0xffff).putShort((short) 0xffff);
        end.putInt(46_000_000).putInt(0);
        Path file = folder.resolve("many.zip");
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(46_000_000);
            out.seek(46_000_000);
            out.write(end.array());
        }
        assertTrue(refused(file).contains("65535 or more files"));
    }

    @Test
    void aListOfFilesThatIsTooLongIsRefusedWhateverItsCount() throws IOException {
        var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0x06054b50).putInt(0).putShort((short) 3).putShort((short) 3).putInt(46_000_000);
        assertTrue(refused(file(end.array())).contains("list of files"));
    }

    @Test
    void filesThatUnpackToMoreThanTwoGigabytesTogetherAreRefused() throws IOException {
        Path large = Archives.bomb(21, 1_000, 100L * 1024 * 1024);
        try {
            assertTrue(refused(large).contains("more than 2 GB"));
        } finally {
            Files.delete(large);
        }
    }

    @Test
    void tenGigabytesOfZerosAreRefusedWithoutUnpackingThem() throws IOException {
        Path bomb = Archives.bomb(4, 2_560, 2_560L * 1024 * 1024);
        try {
            assertTrue(refused(bomb).contains("packed"));
        } finally {
            Files.delete(bomb);
        }
    }

    @Test
    void aFileThatUnpacksToMoreThanItClaimsIsCutOffThere() throws IOException {
        Path bomb = Archives.bomb(1, 10_240, 100_000);
        try (ZipArchive archive = ZipArchive.open(bomb);
                var in = archive.open("users0.csv")) {
            byte[] buffer = new byte[8_192];
            long read = 0;
            IOException cut = null;
            while (cut == null && read < 1_000_000) {
                try {
                    read += Math.max(0, in.read(buffer));
                } catch (IOException e) {
                    cut = e;
                }
            }
            assertTrue(cut != null && read <= 100_000, "read " + read);
        } finally {
            Files.delete(bomb);
        }
    }
}
