package org.takeup.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5 * SECOND);

    private RateLimit<String> limit(int quota) {
        return new RateLimit<>(quota, Duration.ofSeconds(60), now::get);
    }

    @Test
    void aWholeQuotaIsThereAtOnceAndThenComesBackShareByShare() {
        now.set(0);
        RateLimit<String> limit = limit(60);
        for (int n = 59; n >= 0; n--) {
            var verdict = limit.take("a");
            assertTrue(verdict.allowed());
            assertEquals(n, verdict.remaining());
        }
        var refused = limit.take("a");
        assertFalse(refused.allowed());
        assertEquals(1, refused.seconds());
        assertEquals(60, refused.quota());
        assertEquals(60, refused.windowSeconds());
        now.addAndGet(SECOND);
        assertTrue(limit.take("a").allowed());
        assertFalse(limit.take("a").allowed());
        now.addAndGet(3_600 * SECOND);
        assertEquals(59, limit.take("a").remaining());
    }

    @Test
    void oneCallerTakesNothingFromAnother() {
        now.set(0);
        RateLimit<String> limit = limit(2);
        limit.take("a");
        limit.take("a");
        assertFalse(limit.take("a").allowed());
        assertTrue(limit.take("b").allowed());
    }

    @Property
    void inNoWindowAreMoreThanTwiceTheQuotaLetThrough(
            @ForAll @IntRange(min = 1, max = 50) int quota,
            @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 3_000_000_000L) Long> pauses) {
        now.set(0);
        RateLimit<String> limit = limit(quota);
        var let = new ArrayList<Long>();
        for (long pause : pauses) {
            now.addAndGet(pause);
            if (limit.take("a").allowed()) {
                let.add(now.get());
            }
        }
        for (long from : let) {
            long inWindow = let.stream()
                    .filter(at -> at >= from && at < from + 60 * SECOND)
                    .count();
            assertTrue(inWindow <= 2L * quota, inWindow + " of " + quota);
        }
    }

    @Property(tries = 200)
    void whoeverWaitsAsLongAsToldIsLetThrough(
            @ForAll @IntRange(min = 1, max = 500) int quota, @ForAll @IntRange(min = 1, max = 2_000) int requests) {
        now.set(0);
        RateLimit<String> limit = limit(quota);
        for (int n = 0; n < requests; n++) {
            var verdict = limit.take("a");
            if (!verdict.allowed()) {
                now.addAndGet(verdict.seconds() * SECOND);
                assertTrue(limit.take("a").allowed());
            }
        }
    }

    @Test
    void manyThreadsGetNoMoreThanTheQuota() throws Exception {
        now.set(0);
        RateLimit<String> limit = limit(100);
        var allowed = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int n = 0; n < 1_000; n++) {
                threads.execute(() -> {
                    if (limit.take("a").allowed()) {
                        allowed.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(100, allowed.get());
    }

    @Test
    void callersWhoAreLongGoneAreForgotten() {
        now.set(0);
        RateLimit<String> limit = limit(10);
        for (int n = 0; n < 20_000; n++) {
            limit.take("caller " + n);
            now.addAndGet(SECOND);
        }
        assertTrue(limit.size() <= 10_001, "remembered: " + limit.size());
    }
}
