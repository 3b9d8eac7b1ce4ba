package org.takeup.benchmark;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.benchmark.Contribution.Member;

/**
 * The earlier releases that a new one is held against, and who was in them. The releases themselves name nobody: who was
 * in one is put together from what each organisation keeps in its own data, and whoever has gone with it is counted only.
 */
final class Past {
    private final List<Release> releases;
    private final Map<String, Set<Member>> known = new HashMap<>();

    /** @param releases the newest first */
    Past(List<Release> releases, List<Witness> witnesses) {
        this.releases = List.copyOf(releases);
        for (Witness witness : witnesses) {
            for (Witness.Counted counted : witness.counted()) {
                counted.cells()
                        .forEach(cell -> known.computeIfAbsent(name(counted.release(), cell), any -> new HashSet<>())
                                .add(new Member(witness.tenant(), counted.wave())));
            }
        }
    }

    static Past none() {
        return new Past(List.of(), List.of());
    }

    /** What an organisation remembers of the releases that it was in, whether it still takes part or not. */
    record Witness(String tenant, List<Counted> counted) {
        Witness {
            counted = List.copyOf(counted);
        }

        /** It was in these new cells of a release with a survey. @param release its id */
        record Counted(String release, String wave, Set<Cell> cells) {
            Counted {
                cells = Set.copyOf(cells);
            }
        }
    }

    private static String name(String release, Cell cell) {
        return release + "|" + cell.key();
    }

    /** Whether some cell was ever drawn from organisations that differ from these by a few. */
    boolean hasOneLike(Set<Member> members) {
        return releases.stream()
                .anyMatch(release -> release.cells().stream()
                        .filter(result -> result.state() == Release.State.NEW)
                        .anyMatch(result -> isTooLike(distance(members, release, result))));
    }

    static boolean isTooLike(int distance) {
        return 0 < distance && distance < Budget.LEAST_CHANGE;
    }

    private int distance(Set<Member> members, Release release, Release.Result result) {
        Set<Member> then = known.getOrDefault(name(release.id(), result.cell()), Set.of());
        int gone = Math.max(0, result.organisations() - then.size());
        return distance(members, then) + gone;
    }

    /** How many organisations are in one of them only. One with another survey is in both, and counts once. */
    static int distance(Set<Member> one, Set<Member> other) {
        var differing = new HashSet<String>();
        one.stream().filter(each -> !other.contains(each)).forEach(each -> differing.add(each.tenant()));
        other.stream().filter(each -> !one.contains(each)).forEach(each -> differing.add(each.tenant()));
        return differing.size();
    }

    /** The cell as it is shown now. */
    Optional<Release.Result> shown(Cell cell) {
        return last().flatMap(release -> release.result(cell))
                .filter(result -> result.state().isShown());
    }

    /** The cell as it was once drawn from exactly these; drawing it again would only help to average the noise away. */
    Optional<Release.Result> same(Cell cell, Set<Member> members) {
        return releases.stream()
                .flatMap(release -> release.result(cell).stream()
                        .filter(result -> result.state() == Release.State.NEW)
                        .filter(result -> distance(members, release, result) == 0))
                .findFirst();
    }

    /** Whether everybody in a shown result is among these organisations still. */
    boolean isWithin(Release.Result shown, Set<String> tenants) {
        return releases.stream()
                .filter(release -> release.period().equals(shown.from()))
                .findFirst()
                .map(release -> known.getOrDefault(name(release.id(), shown.cell()), Set.of()))
                .filter(then -> then.size() >= shown.organisations())
                .map(then -> then.stream().allMatch(each -> tenants.contains(each.tenant())))
                .orElse(false);
    }

    /** The release before, if there is one. */
    Optional<Release> last() {
        return releases.stream().findFirst();
    }
}
