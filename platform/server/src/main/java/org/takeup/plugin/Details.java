package org.takeup.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.http.Problem;
import org.takeup.tenant.Workspace;

/** All that an admin is told about one plugin, loaded or not. Reads only, but for samples, which call the plugin. Thread-safe. */
public final class Details {
    private final Plugins plugins;
    private final Releases releases;
    private final Choices choices;
    private final FactSheets sheets;
    private final HealthDesk health;
    private final PluginLog log;
    private final Samples samples;

    Details(Plugins plugins, Releases releases, Choices choices, FactSheets sheets, HealthDesk health, PluginLog log) {
        this.plugins = plugins;
        this.releases = releases;
        this.choices = choices;
        this.sheets = sheets;
        this.health = health;
        this.log = log;
        this.samples = new Samples(plugins);
    }

    /**
     * One plugin.
     *
     * @param versions those that are here, newest first
     * @param samples what it would ask, for each kind that it is of; none if it does not run
     * @param log what went wrong in this workspace, newest first
     * @param facts about the version that this workspace gets
     * @param history what changed
     * @param reaches hosts beyond those of the package, because this workspace's settings name them
     */
    public record Detail(
            Installed plugin,
            List<String> versions,
            List<Samples.Sample> samples,
            List<PluginLog.Entry> log,
            Health health,
            FactSheet facts,
            History history,
            List<String> reaches) {
        public Detail {
            versions = List.copyOf(versions);
            samples = List.copyOf(samples);
            log = List.copyOf(log);
            reaches = List.copyOf(reaches);
        }

        /** Whether calls of this workspace find it. */
        public boolean runs() {
            return health.state() != Health.State.REVOKED && health.state() != Health.State.NOT_LOADED;
        }
    }

    /** @throws Problem if no version of this plugin is on the platform */
    Detail of(Workspace workspace, String plugin, List<String> reaches, Locale language) {
        Optional<Installed> loaded = plugins.find(workspace, plugin);
        Installed installed = loaded.orElseGet(() -> notLoaded(workspace, plugin));
        // Before the health: a sample that fails is part of it.
        List<Samples.Sample> shown =
                loaded.map(each -> samples.of(workspace, each, language)).orElse(List.of());
        return new Detail(
                installed,
                plugins.versions(plugin),
                shown,
                log.latest(workspace, plugin),
                health.of(workspace, plugin, installed.version()),
                sheets.of(plugin, installed.version()).orElseThrow(Problem::notFound),
                sheets.history(plugin),
                reaches);
    }

    private Installed notLoaded(Workspace workspace, String plugin) {
        Follow follow = choices.follow(workspace, plugin);
        String version = releases.of(plugin)
                .map(release -> release.versionFor(workspace.tenant().id(), follow))
                .orElseThrow(Problem::notFound);
        FactSheet sheet = sheets.of(plugin, version).orElseThrow(Problem::notFound);
        return new Installed(
                plugin,
                version,
                sheet.provider(),
                sheet.description(),
                sheets.kinds(plugin, version),
                choices.enabled(workspace, plugin),
                follow.word());
    }
}
