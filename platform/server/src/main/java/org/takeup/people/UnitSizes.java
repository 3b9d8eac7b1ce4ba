package org.takeup.people;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How many people each unit has. Of a large directory it is kept for a moment: counting that takes longer than reading a
 * page of it. What changes by this node is seen at once, what changes by another one after {@link #KEPT}. Not for
 * decisions. Thread-safe.
 */
final class UnitSizes {
    /** How late the change of another node may be seen. */
    static final Duration KEPT = Duration.ofSeconds(10);

    /** From so many people on. */
    static final int LARGE = 10_000;

    private static final int MOST_TENANTS = 1_000;

    private final ConcurrentMap<String, Counted> counted = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();

    private record Counted(List<SizedSegment> sizes, Instant at) {
        boolean holds(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(KEPT));
        }
    }

    /** What was counted a moment ago, or else what is counted now. */
    List<SizedSegment> of(String tenant, Instant now, Supplier<List<SizedSegment>> count) {
        Optional<Counted> kept = Optional.ofNullable(counted.get(tenant)).filter(each -> each.holds(now));
        if (kept.isPresent()) {
            return kept.get().sizes();
        }
        long before = changes.get();
        List<SizedSegment> sizes = List.copyOf(count.get());
        if (sizes.stream().mapToLong(SizedSegment::size).max().orElse(0) < LARGE) {
            return sizes;
        }
        if (counted.size() >= MOST_TENANTS) {
            // Rare, and only a matter of counting again.
            counted.clear();
        }
        counted.put(tenant, new Counted(sizes, now));
        if (changes.get() != before) {
            // Somebody came or went while it was counted: whether they are in it is not known.
            counted.remove(tenant);
        }
        return sizes;
    }

    /** Forgets what was counted of a tenant whose directory has changed. */
    void changed(String tenant) {
        changes.incrementAndGet();
        counted.remove(tenant);
    }
}
