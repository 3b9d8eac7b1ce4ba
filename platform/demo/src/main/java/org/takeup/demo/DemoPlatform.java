package org.takeup.demo;

import com.mongodb.event.CommandListener;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.store.Store;

/** Starts the platform for the demo, by the same variables as an operator sets. */
final class DemoPlatform {
    private static final Pattern QUIET_HOUR = Pattern.compile("\\b(from|to): \"[0-9:]{5}\"");

    private DemoPlatform() {}

    /**
     * What the platform is told.
     *
     * @param http the port for browsers
     * @param management the port for health and metrics
     * @param issuer the platform realm
     * @param secret of the platform's client in that realm
     * @param smtp the mail catcher
     * @param clock the demo's time
     * @param listeners see every command to the store; for tests
     */
    record Surroundings(
            int http,
            int management,
            URI issuer,
            String secret,
            URI smtp,
            Clock clock,
            List<CommandListener> listeners) {}

    /** Starts the platform in this process; it works once it has returned. */
    static Platform start(DemoSettings settings, Surroundings around) throws IOException {
        Configuration configuration = Configuration.from(variables(settings, around));
        Store store = Store.embedded(
                configuration.dataFolder().resolve("store"), around.listeners().toArray(CommandListener[]::new));
        return Platform.start(configuration, store, around.clock());
    }

    private static Map<String, String> variables(DemoSettings settings, Surroundings around) throws IOException {
        Map<String, String> variables = new HashMap<>();
        variables.put("TAKEUP_PROFILE", "demo");
        variables.put("TAKEUP_HTTP_HOST", "127.0.0.1");
        variables.put("TAKEUP_HTTP_PORT", String.valueOf(around.http()));
        variables.put("TAKEUP_MANAGEMENT_PORT", String.valueOf(around.management()));
        variables.put("TAKEUP_PUBLIC_URL", "http://localhost:" + around.http());
        variables.put("TAKEUP_DATA_DIR", settings.data().resolve("platform").toString());
        variables.put("TAKEUP_OIDC_ISSUER", around.issuer().toString());
        variables.put("TAKEUP_OIDC_CLIENT_ID", Realms.CLIENT_ID);
        variables.put("TAKEUP_OIDC_CLIENT_SECRET", around.secret());
        variables.put("TAKEUP_KEYCLOAK_CLIENT_ID", Realms.ADMIN_CLIENT_ID);
        variables.put("TAKEUP_KEYCLOAK_CLIENT_SECRET", around.secret());
        variables.put("TAKEUP_SIGN_UP", "open");
        // The sample companies' sign-ins are realms of the same Keycloak.
        variables.put("TAKEUP_SSO_PRIVATE_HOSTS", "http://localhost:" + settings.keycloakPort());
        settings.dns().ifPresent(server -> variables.put("TAKEUP_DNS_SERVER", server));
        variables.put("TAKEUP_SMTP_URI", around.smtp().toString());
        variables.put("TAKEUP_MAIL_FROM", "Takeup <takeup@takeup.example>");
        var publisher = DemoPublisher.in(settings.data());
        variables.put("TAKEUP_PLUGIN_DIR", plugins(settings, publisher).toString());
        variables.put("TAKEUP_PLUGIN_PUBLISHERS", publisher.configured());
        variables.put("TAKEUP_TENANT_CONFIG_DIR", tenants(settings).toString());
        variables.put("TAKEUP_DRAIN_SECONDS", "2");
        return variables;
    }

    /** The sample tenants as they are, but for the quiet hours: a demo that is shown in the evening must send its mails too. */
    private static Path tenants(DemoSettings settings) throws IOException {
        Path folder = Files.createDirectories(settings.data().resolve("tenants"));
        for (Company company : Company.values()) {
            String file = company.alias() + ".yaml";
            String text = Files.readString(settings.project().resolve("tenant-config/tenants/" + file));
            Files.writeString(folder.resolve(file), QUIET_HOUR.matcher(text).replaceAll("$1: \"00:00\""));
        }
        return folder;
    }

    /** A plugin folder of the demo's own, with the packages that the build has made, signed; those put there by hand stay. */
    private static Path plugins(DemoSettings settings, DemoPublisher publisher) throws IOException {
        Path folder = Files.createDirectories(settings.data().resolve("plugins"));
        for (Path built : packages(settings.project().resolve("plugins"))) {
            Files.write(folder.resolve(built.getFileName()), publisher.sign(Files.readAllBytes(built)));
        }
        return folder;
    }

    private static List<Path> packages(Path plugins) throws IOException {
        try (Stream<Path> found = Files.find(
                plugins,
                3,
                (path, attributes) -> attributes.isRegularFile()
                        && plugins.relativize(path).toString().matches("[^/]+/target/[^/]+\\.zip"))) {
            return found.sorted().toList();
        }
    }
}
