package org.takeup.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is sealed opens for its key and purpose only, and not if a bit of it was changed. */
class SealerTest {
    private static final byte[] MASTER = new byte[32];
    private static final byte[] PLAIN = "what nobody else reads".getBytes(StandardCharsets.UTF_8);

    private final Sealer sealer = Sealer.fromMaster(MASTER, "test");

    @Test
    void itOpensForItsOwnPurposeAndUseOnly() {
        byte[] sealed = sealer.seal(PLAIN, "one");
        assertArrayEquals(PLAIN, sealer.open(sealed, "one").orElseThrow());
        assertEquals(Optional.empty(), sealer.open(sealed, "two"));
        assertEquals(Optional.empty(), Sealer.fromMaster(MASTER, "other").open(sealed, "one"));
        byte[] otherMaster = MASTER.clone();
        otherMaster[31] = 1;
        assertEquals(Optional.empty(), Sealer.fromMaster(otherMaster, "test").open(sealed, "one"));
    }

    @Test
    void noBitOfItCanBeChangedNorAByteTakenAway() {
        byte[] sealed = sealer.seal(PLAIN, "one");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(Optional.empty(), sealer.open(changed, "one"), "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertEquals(Optional.empty(), sealer.open(java.util.Arrays.copyOf(sealed, length), "one"));
        }
    }

    /** 12 random bytes begin each seal; twice the same would undo the encryption. */
    @Test
    void theSameIsNeverSealedTwiceInTheSameWay() {
        var seen = new HashSet<String>();
        for (int n = 0; n < 1_000; n++) {
            seen.add(HexFormat.of().formatHex(sealer.seal(PLAIN, "one"), 0, 12));
        }
        assertEquals(1_000, seen.size());
    }

    @Test
    void aDataKeyIsItsOwnersAndChangesHandsOnlyByName() {
        byte[] key = sealer.newDataKey("acme");
        Sealer acme = sealer.withDataKey(key, "acme");
        byte[] sealed = acme.seal(PLAIN, "one");
        assertArrayEquals(
                PLAIN, sealer.withDataKey(key, "acme").open(sealed, "one").orElseThrow());
        assertThrows(IllegalStateException.class, () -> sealer.withDataKey(key, "harbour"));
        assertEquals(
                Optional.empty(),
                sealer.withDataKey(sealer.newDataKey("acme"), "acme").open(sealed, "one"));
        byte[] handed = sealer.handOver(key, "acme", sealer, "harbour");
        assertArrayEquals(
                PLAIN, sealer.withDataKey(handed, "harbour").open(sealed, "one").orElseThrow());
        assertFalse(java.util.Arrays.equals(key, handed));
    }
}
