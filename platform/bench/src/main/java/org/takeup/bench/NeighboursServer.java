package org.takeup.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** The whole platform with many tenants, one signed-in admin in each, and the limits that it has by default. */
final class NeighboursServer {
    private NeighboursServer() {}

    /** Starts it in a JVM of its own; it is ready when the cookies are there: a line of address and cookie a tenant. */
    static Child child(String mongoUri, Path folder, String prefix, int tenants) throws IOException {
        return Child.start(
                folder.resolve("platform.log"),
                "neighbours-server",
                mongoUri,
                folder.toString(),
                prefix,
                String.valueOf(tenants));
    }

    /** Serves until the process is ended. */
    static void start(String[] args) {
        Path folder = Path.of(args[3]);
        Map<String, String> environment = PlatformServer.environment(Integer.parseInt(args[1]), args[2], folder);
        Platform platform = Platform.start(Configuration.from(environment));
        List<String> cookies = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[5]); i++) {
            String slug = args[4] + "-" + i;
            platform.tenants().apply(tenant(slug));
            Workspace workspace = platform.tenants().bySlug(slug).orElseThrow();
            cookies.add(slug + " " + PlatformServer.cookie(platform, workspace, "admin", Set.of("admins")));
        }
        PlatformServer.write(folder.resolve("cookies.txt"), cookies);
    }

    /** A tenant with nothing but an admin. */
    static TenantDefinition tenant(String slug) {
        var settings = new TenantSettings(
                List.of(),
                ZoneId.of("UTC"),
                Locale.ENGLISH,
                new TenantSettings.SignIn(slug, slug, List.of(slug + ".example")),
                Map.of(Role.ADMIN, Set.of("admins")),
                List.of(),
                5,
                new TenantSettings.Mail("", LocalTime.MIN, LocalTime.MIN),
                "#1d5c63");
        return new TenantDefinition(slug, "Bench", Tenant.Status.ACTIVE, Tenant.Placement.POOLED, settings);
    }
}
