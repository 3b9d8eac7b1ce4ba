package org.takeup.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.takeup.delivery.Mailing;
import org.takeup.identity.Provider;
import org.takeup.plugin.PluginRuntime;
import org.takeup.web.WebServer;

/** What the parts of a node are told, out of its configuration. */
final class PartSettings {
    private PartSettings() {}

    /** How to listen. @param signUp whether strangers may ask for a workspace. Makes the folder for uploads */
    static WebServer.Settings web(Configuration configuration, boolean embeddedStore, boolean signUp) {
        var http = configuration.http();
        return new WebServer.Settings(
                http.host(),
                http.port(),
                http.publicUrl(),
                uploads(configuration),
                Duration.ofSeconds(http.bodySeconds()),
                http.apiRequestsAMinute(),
                embeddedStore
                        ? List.of("This installation keeps its data in the embedded store, which is for trying out.")
                        : List.of(),
                signUp);
    }

    private static Path uploads(Configuration configuration) {
        try {
            return Files.createDirectories(configuration.dataFolder().resolve("uploads"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for uploads; set TAKEUP_DATA_DIR", e);
        }
    }

    /** How mail is sent. */
    static Mailing mailing(Configuration configuration) {
        Configuration.Mail mail = configuration.mail();
        return new Mailing(
                mail.uri(),
                configuration.http().publicUrl().getHost(),
                mail.from(),
                mail.key(),
                mail.bounces()
                        .map(bounces -> new Mailing.Returns(
                                bounces.address(),
                                bounces.mailbox(),
                                MasterKey.derived(configuration, "mail-returns"))));
    }

    /** Where others find this node. */
    static String address(Configuration configuration) {
        String host = configuration.cluster().enabled()
                ? configuration.cluster().host()
                : configuration.http().host();
        return host + ":" + configuration.http().port();
    }

    /** What may be loaded, and from where. */
    static PluginRuntime.Settings plugins(Configuration configuration) {
        return new PluginRuntime.Settings(
                configuration.pluginFolder(),
                configuration.dataFolder().resolve("loaded-plugins"),
                configuration.profile() == Configuration.Profile.DEMO,
                configuration.pluginTrust().publishers(),
                configuration.pluginTrust().unsigned(),
                configuration.pluginConfinement());
    }

    /** Who says who people are. */
    static Provider.Settings provider(Configuration configuration) {
        var oidc = configuration.oidc();
        return new Provider.Settings(oidc.issuer(), oidc.clientId(), oidc.clientSecret(), oidc.apiAudiences());
    }
}
