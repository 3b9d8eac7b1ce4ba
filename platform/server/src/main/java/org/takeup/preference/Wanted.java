package org.takeup.preference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/**
 * What planners learn of how people want to be told: sums and no person. Thread-safe; calls block.
 *
 * <p>With k the smallest group that results are shown for: nothing is shown before k people have said which way they like
 * best. Each count is rounded down to a multiple of k, and so is the number of people, so that nobody can watch one more
 * person join a count; a count of fewer than k, and one that leaves fewer than k out, is not shown.
 */
public final class Wanted {
    private static final Duration LOOKED_BACK = Duration.ofDays(28);

    private final WeeklyCap cap;

    public Wanted(WeeklyCap cap) {
        this.cap = cap;
    }

    /**
     * What is shown.
     *
     * @param people at least so many have said which way they like best; nothing if they are too few
     * @param onBest the share of what these people were sent in the last four weeks that went the way that they like best,
     *     in whole percent; nothing if too few people got something
     * @param cap at most so many messages in seven days for anybody
     * @param version of the cap
     */
    public record Shown(Optional<Long> people, List<Line> ways, Optional<Integer> onBest, int cap, long version) {}

    /** A way. @param best at least so many like it best @param wanted at least so many want it; nothing where few or nearly all do */
    public record Line(Way way, Optional<Long> best, Optional<Long> wanted) {}

    /** The sums as they are now. */
    public Shown read(Workspace workspace) {
        var store = new PreferenceStore(workspace);
        long k = workspace.settings().smallestGroup();
        Map<Way, Long> best = store.best();
        long people = best.values().stream().mapToLong(Long::longValue).sum();
        Map<Way, Long> wanted = people < k ? Map.of() : store.wanted();
        List<Line> lines = people < k
                ? List.of()
                : Stream.of(Way.values())
                        .map(way -> new Line(
                                way,
                                shown(best.getOrDefault(way, 0L), people, k),
                                shown(wanted.getOrDefault(way, 0L), people, k)))
                        .toList();
        WeeklyCap.Seen most = cap.seen(workspace);
        return new Shown(
                Optional.of(people).filter(all -> all >= k).map(all -> all - all % k),
                lines,
                onBest(workspace, k),
                most.most(),
                most.version());
    }

    /** A count as it may be shown among so many. */
    static Optional<Long> shown(long count, long people, long k) {
        return count < k || people - count < k ? Optional.empty() : Optional.of(count - count % k);
    }

    private static Optional<Integer> onBest(Workspace workspace, long k) {
        Instant since = workspace.clock().instant().minus(LOOKED_BACK);
        SendingStore.Share share = new SendingStore(workspace).share(since);
        return share.people() < k ? Optional.empty() : Optional.of((int) (100 * share.best() / share.sent()));
    }

    /** Messages that were not sent because of how their people want to be told, the latest first. */
    public List<Suppressed> suppressed(Workspace workspace, Optional<String> after, int most) {
        return new SuppressedStore(workspace).latest(after, most);
    }

    /**
     * Sets how many messages anybody gets in seven days at most, over all plans.
     *
     * @param seen the version that was changed
     * @throws Problem 422 if it is no such number, 412 if it was changed meanwhile
     */
    public void cap(Workspace workspace, int most, long seen) {
        cap.set(workspace, most, seen);
    }
}
