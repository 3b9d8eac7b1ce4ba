package org.takeup.plugin.packaging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.takeup.plugin.trial.Zips;

/** No byte of a signed package can be changed unnoticed. */
class PackageSignatureTest {
    private static final long SEED = 20_261_125;
    private static final Instant SIGNED = Instant.parse("2026-11-25T12:00:00Z");
    private static final KeyPair KEYS = PackageSigner.newKeys();
    private static final PublisherKey KEY = new PublisherKey(KEYS.getPublic());

    private final byte[] signed = signed(Sample.of("sample", "1.0.0"));

    private static byte[] signed(Sample sample) {
        return new PackageSigner("acme", KEYS).sign(sample.zip(), SIGNED);
    }

    /** As a platform does that knows one publisher with one key. */
    private static PackageZip accept(byte[] bytes) {
        PackageZip zip = PackageZip.check(bytes);
        PackageSignature signature = zip.signature().orElseThrow(() -> new BadPackage("it is not signed", "Sign it."));
        if (!signature.publisher().equals("acme") || !signature.signed().equals(SIGNED)) {
            throw new BadPackage("it is of an unknown publisher or time", "Get it again.");
        }
        signature.verify(zip, KEY);
        return zip;
    }

    private static BadPackage refused(byte[] bytes, String which) {
        BadPackage bad = assertThrows(BadPackage.class, () -> accept(bytes), which);
        assertFalse(bad.what().isBlank(), which);
        assertTrue(bad.remedy().endsWith("."), which);
        return bad;
    }

    private static Map<String, byte[]> entries(byte[] zip) {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return entries;
    }

    private static byte[] withComment(byte[] zip, byte[] comment) {
        byte[] whole = Arrays.copyOf(zip, zip.length + comment.length);
        whole[zip.length - 2] = (byte) comment.length;
        whole[zip.length - 1] = (byte) (comment.length >> 8);
        System.arraycopy(comment, 0, whole, zip.length, comment.length);
        return whole;
    }

    private static byte[] comment(byte[] zip) {
        return PackageZip.check(zip).signature().orElseThrow().comment().getBytes(StandardCharsets.US_ASCII);
    }

    /** The entries packed anew, with the comment of the signed package. */
    private byte[] repacked(Map<String, byte[]> entries) {
        return withComment(Zips.of(entries), comment(signed));
    }

    @Test
    void aSignedPackageNamesItsPublisherAndIsAccepted() {
        PackageSignature signature = accept(signed).signature().orElseThrow();
        assertEquals("acme", signature.publisher());
        assertEquals(KEY.fingerprint(), signature.key());
        assertEquals(SIGNED, signature.signed());
    }

    @Test
    void signingAgainGivesTheSameBytesAndAnotherKeyTakesThePlace() {
        assertArrayEquals(signed, signed(Sample.of("sample", "1.0.0")));
        assertArrayEquals(signed, new PackageSigner("acme", KEYS).sign(signed, SIGNED));
        byte[] again = new PackageSigner("other", PackageSigner.newKeys()).sign(signed, SIGNED);
        assertEquals("other", PackageZip.check(again).signature().orElseThrow().publisher());
    }

    @Test
    void noneOfAThousandFlippedBytesPasses() {
        var random = new Random(SEED);
        for (int round = 0; round < 1_000; round++) {
            byte[] changed = signed.clone();
            int at = random.nextInt(changed.length);
            changed[at] ^= (byte) (1 + random.nextInt(255));
            refused(changed, "seed " + SEED + ", round " + round + ", byte " + at);
        }
    }

    @Test
    void noBitOfTheSignatureItselfCanBeWrittenInAnotherWay() {
        int from = signed.length - comment(signed).length - 2;
        for (int at = from; at < signed.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = signed.clone();
                changed[at] ^= (byte) (1 << bit);
                refused(changed, "byte " + at + ", bit " + bit);
            }
        }
    }

    @Test
    void noPackageThatIsCutOffPasses() {
        var random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            int length = random.nextInt(signed.length);
            refused(Arrays.copyOf(signed, length), "seed " + SEED + ", round " + round + ", length " + length);
        }
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        for (int more : new int[] {1, 2, 22, 1_000}) {
            refused(Arrays.copyOf(signed, signed.length + more), more + " more");
        }
    }

    @Test
    void anEntryThatIsAddedMissingChangedOrRenamedIsNamed() {
        var added = entries(signed);
        added.put("classes/evil.txt", new byte[1]);
        assertEquals(
                "the entry classes/evil.txt was added after META-INF/files.sha256 was written",
                refused(repacked(added), "added").what());
        var missing = entries(signed);
        missing.remove("classes/more.txt");
        assertTrue(refused(repacked(missing), "missing").what().startsWith("the entry classes/more.txt is missing"));
        var changed = entries(signed);
        changed.put("classes/more.txt", "other".getBytes(StandardCharsets.UTF_8));
        assertTrue(refused(repacked(changed), "changed").what().startsWith("the entry classes/more.txt was changed"));
        var renamed = entries(signed);
        renamed.put("classes/less.txt", renamed.remove("classes/more.txt"));
        assertTrue(refused(repacked(renamed), "renamed").what().startsWith("the entry classes/less.txt was added"));
    }

    @Test
    void aListThatWasMadeToFitTheChangeDoesNotHelp() {
        var changed = entries(signed);
        changed.put("classes/more.txt", "other".getBytes(StandardCharsets.UTF_8));
        changed.remove(FileList.NAME);
        var digests = PackageZip.check(Zips.of(changed)).digests();
        changed.put(FileList.NAME, FileList.write(digests));
        assertTrue(refused(repacked(changed), "list").what().contains("does not fit its content"));
    }

    @Test
    void anEntryThatIsThereTwiceIsRefused() {
        // The same length, so that all offsets stay: the second name becomes the first.
        byte[] twice = signed.clone();
        replace(twice, "classes/more.txt", "classes/text.txt");
        byte[] doubled = signed(Sample.of("sample", "1.0.0").entry("classes/text.txt", "x"));
        replace(doubled, "classes/more.txt", "classes/text.txt");
        assertTrue(refused(doubled, "twice").what().contains("twice"));
        refused(twice, "renamed in place");
    }

    private static void replace(byte[] bytes, String from, String to) {
        byte[] old = from.getBytes(StandardCharsets.US_ASCII);
        byte[] fresh = to.getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at + old.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + old.length, old, 0, old.length)) {
                System.arraycopy(fresh, 0, bytes, at, fresh.length);
            }
        }
    }

    @Test
    void aStrippedSignatureAndAListThatIsMissingAreRefused() {
        assertEquals(
                "it is not signed",
                refused(Zips.of(entries(signed)), "stripped").what());
        var listless = entries(signed);
        listless.remove(FileList.NAME);
        assertTrue(refused(repacked(listless), "listless").what().contains("has no META-INF/files.sha256"));
    }

    @Test
    void theSignatureOfAnotherPackageIsRefused() {
        byte[] other = signed(Sample.of("sample", "1.0.1"));
        byte[] swapped = withComment(Zips.of(entries(signed)), comment(other));
        assertTrue(refused(swapped, "swapped").what().contains("made for another package"));
    }

    @Test
    void aForeignKeyIsRefusedAlsoWhenItCallsItselfOurs() {
        byte[] foreign = new PackageSigner("acme", PackageSigner.newKeys()).sign(signed, SIGNED);
        assertTrue(refused(foreign, "foreign").what().contains("not this key of its publisher"));
        PackageSignature theirs = PackageZip.check(foreign).signature().orElseThrow();
        var posing = new PackageSignature("acme", KEY.fingerprint(), SIGNED, theirs.value());
        byte[] posed = withComment(Zips.of(entries(foreign)), posing.comment().getBytes(StandardCharsets.US_ASCII));
        assertTrue(refused(posed, "posing").what().contains("does not fit its content"));
    }

    @Test
    void twoCommentsAreRefused() {
        byte[] comment = comment(signed);
        byte[] both = Arrays.copyOf(comment, comment.length * 2);
        System.arraycopy(comment, 0, both, comment.length, comment.length);
        refused(withComment(Zips.of(entries(signed)), both), "one behind the other");
        byte[] end = Arrays.copyOfRange(signed, signed.length - comment.length - 22, signed.length);
        byte[] twice = Arrays.copyOf(signed, signed.length + end.length);
        System.arraycopy(end, 0, twice, signed.length, end.length);
        refused(twice, "two ends");
        refused(withComment(Zips.of(entries(signed)), end), "an end within the comment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "MCowBQYDK2VuAyEA", "MIIBIjANBgkq"})
    void whatIsNoKeyIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> PublisherKey.read(text));
    }

    @Test
    void aKeyIsReadAsItIsWritten() {
        assertEquals(KEY, PublisherKey.read(KEY.text() + "\n"));
    }
}
