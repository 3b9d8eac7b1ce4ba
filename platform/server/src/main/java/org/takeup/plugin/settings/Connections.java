package org.takeup.plugin.settings;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.takeup.plugin.PluginFailed;
import org.takeup.plugin.Plugins;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.egress.Egress;
import org.takeup.plugin.egress.Outlet;
import org.takeup.tenant.Workspace;

/** What a connector gets for one call: the workspace's settings and a way out. Thread-safe. */
public final class Connections {
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(20);

    private final Plugins plugins;
    private final PluginSettings settings;
    private final Egress egress;

    public Connections(Plugins plugins, PluginSettings settings, Egress egress) {
        this.plugins = plugins;
        this.settings = settings;
        this.egress = egress;
    }

    /** One connector's means, until they are closed. */
    public static final class Connection implements AutoCloseable {
        private final ConnectorContext context;
        private final HandedOver settings;
        private final Outlet outlet;

        private Connection(HandedOver settings, Optional<Archive> archive, Outlet outlet) {
            this.context = new ConnectorContext(settings.values(), archive, outlet);
            this.settings = settings;
            this.outlet = outlet;
        }

        /** What the connector is called with. */
        public ConnectorContext context() {
            return context;
        }

        /** A text that the connector gave, without the secrets that it was given. */
        public String words(LocalizedText text, Locale language) {
            return settings.withoutSecrets(text.in(language));
        }

        @Override
        public void close() {
            outlet.close();
        }
    }

    /**
     * Opens what a connector needs.
     *
     * @throws org.takeup.http.Problem if the workspace has no such connector enabled, or a required setting is missing
     */
    public Connection open(Workspace workspace, String plugin, Optional<Archive> archive) {
        String found = plugins.require(workspace, LmsConnector.class, plugin).plugin();
        return open(workspace, found, archive, settings.forCall(workspace, found));
    }

    private Connection open(Workspace workspace, String plugin, Optional<Archive> archive, HandedOver values) {
        Outlet outlet = egress.open(workspace, plugin, plugins.hosts(workspace, plugin), values.addresses());
        return new Connection(values, archive, outlet);
    }

    /** One thing that a trial showed. */
    public record Noticed(Finding.Severity severity, String message) {}

    /** Whether the plugin has something that a trial can call. */
    public boolean canTry(Workspace workspace, String plugin) {
        return plugins.offered(workspace, LmsConnector.class).stream()
                .anyMatch(offered -> offered.plugin().equals(plugin));
    }

    /**
     * Lets the connector look with what was entered. Nothing is stored.
     *
     * @throws org.takeup.http.Problem if what was entered does not fit, or the workspace has no such connector enabled
     */
    public List<Noticed> tryOut(Workspace workspace, String plugin, Entered entered, Locale language) {
        HandedOver values = settings.trial(workspace, plugin, entered);
        var connector = plugins.require(workspace, LmsConnector.class, plugin);
        try (Connection connection = open(workspace, plugin, Optional.empty(), values)) {
            List<Finding> findings = connector.call(LONGEST_LOOK, each -> each.check(connection.context()));
            return findings.stream()
                    .map(finding -> new Noticed(finding.severity(), connection.words(finding.message(), language)))
                    .toList();
        } catch (PluginFailed e) {
            return List.of(new Noticed(Finding.Severity.ERROR, e.title() + " " + e.detail()));
        }
    }
}
