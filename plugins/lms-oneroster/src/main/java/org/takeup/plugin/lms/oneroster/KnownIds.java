package org.takeup.plugin.lms.oneroster;

/**
 * The ids that a file has defined, in 16 bytes each at most.
 *
 * <p>Keeps 64-bit hashes, not strings: among a million ids the chance that one unknown id is taken for a known one is
 * below one in ten million, and then the platform's own check of references finds it.
 */
final class KnownIds {
    private final boolean complete;
    private long[] slots = new long[1024];
    private int size;

    /** @param complete whether the file lists all there is; if not, an id it does not define may still be known elsewhere */
    KnownIds(boolean complete) {
        this.complete = complete;
    }

    void add(String id) {
        if (size >= slots.length / 2) {
            grow();
        }
        put(hash(id));
    }

    /** Whether the export leaves no doubt that nothing has this id. */
    boolean rulesOut(String id) {
        return complete && slots[slot(hash(id))] == 0;
    }

    private void put(long hash) {
        int slot = slot(hash);
        if (slots[slot] == 0) {
            slots[slot] = hash;
            size++;
        }
    }

    private int slot(long hash) {
        int slot = (int) hash & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != hash) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[old.length * 2];
        size = 0;
        for (long hash : old) {
            if (hash != 0) {
                put(hash);
            }
        }
    }

    /** FNV-1a over the characters, its bits then mixed as in SplittableRandom; never 0, which marks an empty slot. */
    private static long hash(String id) {
        long h = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            h = (h ^ id.charAt(i)) * 0x100000001b3L;
        }
        h = (h ^ (h >>> 30)) * 0xbf58476d1ce4e5b9L;
        h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
        h ^= h >>> 31;
        return h == 0 ? 1 : h;
    }
}
