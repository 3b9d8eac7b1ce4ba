package org.takeup.plugin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Which versions of a plugin the channels lead to. Immutable.
 *
 * @param stable what workspaces get that follow {@code stable}
 * @param next what workspaces get that follow {@code next}
 * @param previous what was stable before, for a roll-back
 * @param canary who tries another version before it becomes stable
 * @param revision grows with each change, so that two operators do not overwrite one another
 */
public record Release(
        String plugin, String stable, String next, Optional<String> previous, Optional<Canary> canary, long revision) {
    private static final int HUNDRED = 100;

    /**
     * A version that a part of the workspaces tries. Those that follow {@code next}, or have pinned a version, take no part.
     *
     * @param percent of the workspaces that follow {@code stable}, 0 to 100; a workspace stays in or out of them while the
     *     figure grows
     * @param tenants ids of the tenants that try it whatever the figure is
     */
    public record Canary(String version, int percent, Set<String> tenants) {
        public Canary {
            tenants = Set.copyOf(tenants);
        }

        boolean takesPart(String plugin, String tenant) {
            return tenants.contains(tenant) || place(plugin, tenant) < percent;
        }

        /** Where a tenant stands among a hundred; another place for each plugin, so that not always the same ones try. */
        private static int place(String plugin, String tenant) {
            var sum = new CRC32();
            sum.update((plugin + '/' + tenant).getBytes(StandardCharsets.UTF_8));
            return (int) (sum.getValue() % HUNDRED);
        }
    }

    /** The release of a plugin of which one version came alone. */
    static Release first(String plugin, String version) {
        return new Release(plugin, version, version, Optional.empty(), Optional.empty(), 0);
    }

    /** The version that a workspace should get, whether it is loaded here or not. */
    public String versionFor(String tenant, Follow follow) {
        if (follow.pinned().isPresent()) {
            return follow.pinned().get();
        }
        if (follow.channel() == Follow.Channel.NEXT) {
            return next;
        }
        return canary.filter(tried -> tried.takesPart(plugin, tenant))
                .map(Canary::version)
                .orElse(stable);
    }

    /** What to fall back to while that version is not on this node yet, best first. */
    List<String> helpers() {
        return Stream.concat(Stream.of(stable), previous.stream()).toList();
    }

    /** The versions that must be loaded, pinned ones aside. The previous one too: a roll-back must not wait. */
    Set<String> inUse() {
        var used = new TreeSet<String>(List.of(stable, next));
        previous.ifPresent(used::add);
        canary.ifPresent(tried -> used.add(tried.version()));
        return used;
    }

    /** A newer version is there. @param everybody whether it is for everybody at once */
    Release with(String version, boolean everybody) {
        boolean newer = Versions.newer(version, next);
        var added = new Release(plugin, stable, newer ? version : next, previous, canary, revision);
        return everybody && Versions.newer(version, stable) ? added.promoted(version) : added;
    }

    /** Makes a version the stable one, which ends a canary. */
    Release promoted(String version) {
        Optional<String> before = version.equals(stable) ? previous : Optional.of(stable);
        String newest = Versions.newer(version, next) ? version : next;
        return new Release(plugin, version, newest, before, Optional.empty(), revision);
    }

    /** Ends the canary if there is one, else makes the previous version the stable one again. Empty if there is neither. */
    Optional<Release> rolledBack() {
        if (canary.isPresent()) {
            return Optional.of(new Release(plugin, stable, next, previous, Optional.empty(), revision));
        }
        return previous.map(before -> new Release(
                plugin, before, next.equals(stable) ? before : next, Optional.of(stable), canary, revision));
    }

    Release trying(Canary tried) {
        return new Release(plugin, stable, next, previous, Optional.of(tried), revision);
    }

    /** Without a version that is gone. @param left the versions that are still there, newest first. Empty if none is */
    Optional<Release> without(String version, List<String> left) {
        if (left.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> before = previous.filter(each -> !each.equals(version));
        String newest = left.getFirst();
        String kept = stable.equals(version) ? before.orElse(newest) : stable;
        return Optional.of(new Release(
                plugin,
                kept,
                next.equals(version) ? newest : next,
                before.filter(each -> !each.equals(kept)),
                canary.filter(tried -> !tried.version().equals(version)),
                revision));
    }
}
