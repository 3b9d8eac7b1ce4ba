package org.takeup.benchmark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.takeup.benchmark.Contribution.Member;

/**
 * The earlier releases that a new one is held against, and who was in them. The releases themselves name nobody: who was
 * in one is put together from what each organisation keeps in its own data, and whoever has gone with it is counted only.
 */
final class Past {
    private final List<Release> releases;
    private final Map<Release, Map<Member, Set<Cell>>> members = new HashMap<>();

    /** @param releases the newest first */
    Past(List<Release> releases, List<Witness> witnesses) {
        this.releases = List.copyOf(releases);
        for (Release release : releases) {
            var these = new HashMap<Member, Set<Cell>>();
            for (Witness witness : witnesses) {
                witness.counted().stream()
                        .filter(counted -> counted.release().equals(release.id()))
                        .forEach(counted -> these.put(new Member(witness.tenant(), counted.wave()), counted.cells()));
            }
            members.put(release, these);
        }
    }

    static Past none() {
        return new Past(List.of(), List.of());
    }

    /** What an organisation remembers of the releases that it gave to, whether it still takes part or not. */
    record Witness(String tenant, List<Counted> counted) {
        Witness {
            counted = List.copyOf(counted);
        }

        /** It gave a survey to a release and belonged to these cells then. @param release its id */
        record Counted(String release, String wave, Set<Cell> cells) {
            Counted {
                cells = Set.copyOf(cells);
            }
        }
    }

    /** Everything that was drawn. */
    List<Drawn> drawn() {
        var drawn = new ArrayList<Drawn>();
        for (Release release : releases) {
            release.cells().stream()
                    .filter(result -> result.state() == Release.State.NEW)
                    .forEach(result -> drawn.add(drawn(release, result)));
        }
        return drawn;
    }

    private Drawn drawn(Release release, Release.Result result) {
        var in = new HashMap<Member, Set<Cell>>();
        members.getOrDefault(release, Map.of()).forEach((member, cells) -> {
            if (cells.contains(result.cell())) {
                in.put(member, cells);
            }
        });
        return new Drawn(release.period(), result.cell(), in, Math.max(0, result.organisations() - in.size()));
    }

    /** The cell as it was once drawn from exactly these; drawing it again would only help to average the noise away. */
    Optional<Release.Result> same(Drawn now) {
        return first(now.cell(), drawn -> drawn.distance(now) == 0);
    }

    /** The cell as it is shown now, if everybody in it is among these organisations still. */
    Optional<Release.Result> shown(Cell cell, Set<String> tenants) {
        Optional<String> from = last().flatMap(release -> release.result(cell))
                .filter(result -> result.state().isShown())
                .map(Release.Result::from);
        return first(
                        cell,
                        drawn -> drawn.gone() == 0
                                && drawn.members().keySet().stream().allMatch(each -> tenants.contains(each.tenant())))
                .filter(result -> from.filter(result.from()::equals).isPresent());
    }

    /** The newest drawing of a cell that fits. */
    private Optional<Release.Result> first(Cell cell, Predicate<Drawn> fits) {
        return releases.stream()
                .flatMap(release -> release.result(cell).stream()
                        .filter(result -> result.state() == Release.State.NEW)
                        .filter(result -> fits.test(drawn(release, result))))
                .findFirst();
    }

    /** The release before, if there is one. */
    Optional<Release> last() {
        return releases.stream().findFirst();
    }
}
