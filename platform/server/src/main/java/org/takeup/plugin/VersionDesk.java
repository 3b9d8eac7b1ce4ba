package org.takeup.plugin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;
import org.takeup.plugin.Packages.Version;
import org.takeup.plugin.Release.Canary;
import org.takeup.plugin.Uses.Use;
import org.takeup.plugin.VersionFigures.Figures;
import org.takeup.tenant.Tenant;

/**
 * The versions of a plugin side by side, for the operator: who gets which, how each fares, and the ways to change that.
 * No change costs a call: new calls go to the new version, calls under way finish where they began. Thread-safe.
 */
public final class VersionDesk {
    /** How far back the figures go. */
    public static final Duration LATELY = Duration.ofHours(1);

    private static final int MOST_TENANTS = 200;
    private static final Figures NOTHING = new Figures(0, 0, Duration.ZERO, Duration.ZERO);

    private final Packages packages;
    private final Releases releases;
    private final VersionFigures figures;
    private final Uses uses;
    private final FactSheets sheets;

    VersionDesk(Packages packages, Releases releases, VersionFigures figures, Uses uses, FactSheets sheets) {
        this.packages = packages;
        this.releases = releases;
        this.figures = figures;
        this.uses = uses;
        this.sheets = sheets;
    }

    /**
     * A plugin as the operator sees it.
     *
     * @param previous what a roll-back brings back, or empty
     * @param trial what a part of the tenants tries, or null
     * @param versions newest first
     * @param users the tenants that have it enabled, by short name
     * @param facts about the stable version
     * @param history what changed
     */
    public record Overview(
            String plugin,
            String stable,
            String next,
            String previous,
            @Nullable Trial trial,
            List<Row> versions,
            List<User> users,
            FactSheet facts,
            History history) {
        public Overview {
            versions = List.copyOf(versions);
            users = List.copyOf(users);
        }
    }

    /** A trial. @param tenants short names of those that try it whatever the percentage is */
    public record Trial(String version, int percent, List<String> tenants) {
        public Trial {
            tenants = List.copyOf(tenants);
        }
    }

    /**
     * One version.
     *
     * @param channels {@code stable}, {@code next}, {@code trial}, {@code previous}
     * @param trouble why this node has not loaded it, or empty
     * @param calls on all nodes within {@link #LATELY}
     * @param failed of those, by a fault of the plugin
     * @param medianMillis half of the calls took no longer, rounded up
     * @param slowMillis 95 of 100 calls took no longer, rounded up
     */
    public record Row(
            String version,
            List<String> channels,
            boolean loaded,
            String trouble,
            long calls,
            long failed,
            double medianMillis,
            double slowMillis) {
        public Row {
            channels = List.copyOf(channels);
        }
    }

    /** A tenant that uses the plugin. @param version what its calls go to now */
    public record User(String slug, String name, String follows, String version) {}

    /** @param all tenants of the platform @throws Problem if no version of this plugin is here */
    public Overview overview(String plugin, List<Tenant> all) {
        Release release = releases.of(plugin).orElseThrow(Problem::notFound);
        Map<String, Figures> lately = figures.of(plugin, LATELY);
        List<Row> rows = packages.list().stream()
                .filter(listed -> listed.version().plugin().equals(plugin))
                .map(listed -> row(listed, release, lately))
                .sorted((a, b) -> Versions.OLDEST_FIRST.compare(b.version(), a.version()))
                .toList();
        return new Overview(
                plugin,
                release.stable(),
                release.next(),
                release.previous().orElse(""),
                release.canary().map(canary -> trial(canary, all)).orElse(null),
                rows,
                users(plugin, release, all),
                sheets.of(plugin, release.stable()).orElseThrow(Problem::notFound),
                sheets.history(plugin));
    }

    private static Row row(Listed listed, Release release, Map<String, Figures> lately) {
        String version = listed.version().version();
        Figures did = lately.getOrDefault(version, NOTHING);
        return new Row(
                version,
                channels(version, release),
                listed.loaded(),
                listed.trouble(),
                did.calls(),
                did.failed(),
                millis(did.median()),
                millis(did.slowest()));
    }

    static double millis(Duration time) {
        return time.toNanos() / 1_000_000.0;
    }

    private static List<String> channels(String version, Release release) {
        var channels = new ArrayList<String>();
        if (version.equals(release.stable())) {
            channels.add("stable");
        }
        if (version.equals(release.next())) {
            channels.add("next");
        }
        if (release.canary().filter(canary -> canary.version().equals(version)).isPresent()) {
            channels.add("trial");
        }
        if (release.previous().filter(version::equals).isPresent()) {
            channels.add("previous");
        }
        return channels;
    }

    private static Trial trial(Canary canary, List<Tenant> all) {
        return new Trial(
                canary.version(),
                canary.percent(),
                all.stream()
                        .filter(tenant -> canary.tenants().contains(tenant.id()))
                        .map(Tenant::slug)
                        .sorted()
                        .toList());
    }

    private List<User> users(String plugin, Release release, List<Tenant> all) {
        var chosen = new HashMap<String, Use>();
        uses.of(plugin).forEach(use -> chosen.put(use.tenant(), use));
        return all.stream()
                .filter(tenant -> uses(tenant, plugin, chosen.get(tenant.id())))
                .sorted((a, b) -> a.slug().compareTo(b.slug()))
                .map(tenant -> {
                    Use use = chosen.get(tenant.id());
                    Follow follow = use == null ? Follow.STABLE : use.follow();
                    return new User(
                            tenant.slug(), tenant.name(), follow.word(), release.versionFor(tenant.id(), follow));
                })
                .toList();
    }

    private static boolean uses(Tenant tenant, String plugin, @Nullable Use use) {
        boolean byFile = tenant.settings().plugins().contains(plugin);
        return use == null ? byFile : use.enabled().orElse(byFile);
    }

    /** Makes a version the stable one. @throws Problem if there is no such version */
    public void promote(Version version) {
        require(version);
        releases.promote(version.plugin(), version.version());
    }

    /**
     * Lets a part of the tenants try a version.
     *
     * @param percent of those that follow {@code stable}, 0 to 100
     * @param slugs short names of tenants that try it in any case
     * @param all tenants of the platform
     * @throws Problem if there is no such version, or a name is no tenant's
     */
    public void tryOut(Version version, int percent, List<String> slugs, List<Tenant> all) {
        require(version);
        if (percent < 0 || percent > 100) {
            throw Problem.invalid("percent", "Give a number from 0 to 100.");
        }
        if (percent == 0 && slugs.isEmpty()) {
            throw Problem.invalid("percent", "Give a percentage above 0, or name tenants.");
        }
        releases.tryOut(version.plugin(), new Canary(version.version(), percent, ids(slugs, all)));
    }

    private static Set<String> ids(List<String> slugs, List<Tenant> all) {
        if (slugs.size() > MOST_TENANTS) {
            throw Problem.invalid("tenants", "Name at most " + MOST_TENANTS + " tenants; use a percentage for more.");
        }
        Map<String, String> known = all.stream().collect(Collectors.toMap(Tenant::slug, Tenant::id));
        var ids = new HashSet<String>();
        for (String slug : slugs) {
            String id = known.get(slug);
            if (id == null) {
                throw Problem.invalid(
                        "tenants", "No tenant here is called '" + slug + "'. Use the short names of the list.");
            }
            ids.add(id);
        }
        return ids;
    }

    /** Ends a trial; without one, brings the version before the stable one back. @throws Problem if there is neither */
    public void rollBack(String plugin) {
        releases.rollBack(plugin);
    }

    private void require(Version version) {
        if (!packages.versions(version.plugin()).contains(version.version())) {
            throw Problem.notFound();
        }
    }
}
