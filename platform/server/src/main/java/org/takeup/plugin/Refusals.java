package org.takeup.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;

/** The versions that are stored and that this node does not load, and why. Thread-safe. */
final class Refusals {
    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);

    private final Map<Version, Refusal> refusals = new ConcurrentHashMap<>();
    private final Clock clock;

    Refusals(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param trust whether nobody who is trusted stands for the package; else something is wrong with it
     * @param findings of the class scan, in lines
     * @param since when it was refused first
     */
    record Refusal(String reason, List<String> findings, boolean trust, Instant since, long atNanos) {
        boolean isFresh() {
            return System.nanoTime() - atNanos < TRY_AGAIN_AFTER.toNanos();
        }
    }

    Optional<Refusal> find(Version version) {
        return Optional.ofNullable(refusals.get(version));
    }

    /** @return whether this is news */
    boolean note(Version version, Problem why, boolean trust) {
        Refusal before = refusals.get(version);
        boolean known = before != null && before.reason().equals(why.title());
        refusals.put(
                version,
                new Refusal(
                        why.title(),
                        why.fields().stream().map(Problem.Field::message).toList(),
                        trust,
                        known && before != null ? before.since() : clock.instant(),
                        System.nanoTime()));
        return !known;
    }

    void forget(Version version) {
        refusals.remove(version);
    }

    void forgetIf(Predicate<Version> gone) {
        refusals.keySet().removeIf(gone);
    }

    /** Whether it makes no sense to try again yet. What was refused for its publisher is asked anew each time. */
    boolean isFresh(Version version) {
        return find(version)
                .filter(refusal -> !refusal.trust())
                .filter(Refusal::isFresh)
                .isPresent();
    }
}
