package org.takeup.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/** The whole platform with one tenant and many signed-in people, whose cookies it leaves in a file. */
final class IntakeServer {
    /** The tenant's name in addresses. */
    static final String SLUG = "bench";

    private IntakeServer() {}

    /**
     * Serves until the process is ended.
     *
     * @param folder gets {@code cookies.txt}: the admin's cookie, then one a line for each person
     */
    static void start(int port, String mongoUri, Path plugins, Path folder, int people) {
        var environment = new HashMap<>(Map.of(
                "TAKEUP_HTTP_PORT",
                String.valueOf(port),
                "TAKEUP_MANAGEMENT_PORT",
                "0",
                "TAKEUP_PUBLIC_URL",
                "http://localhost:" + port,
                "TAKEUP_DATA_DIR",
                folder.toString(),
                "TAKEUP_PLUGIN_DIR",
                plugins.toString(),
                "TAKEUP_TENANT_CONFIG_DIR",
                folder.resolve("tenants").toString(),
                "TAKEUP_OIDC_CLIENT_SECRET",
                "nobody-signs-in-here",
                "TAKEUP_OIDC_ISSUER",
                "http://localhost:1/realms/none"));
        if (!mongoUri.isEmpty()) {
            environment.put("TAKEUP_MONGODB_URI", mongoUri);
        }
        Platform platform = Platform.start(Configuration.from(environment));
        platform.tenants().apply(tenant());
        Workspace workspace = platform.tenants().bySlug(SLUG).orElseThrow();
        List<PersonRecord> records = new ArrayList<>();
        for (int i = 0; i < people; i++) {
            records.add(new PersonRecord(
                    "bench", "p" + i, "Person " + i, "", Optional.of("Unit " + i % 20), Optional.empty(), true));
        }
        new People().upsert(workspace, records);
        var cookies = new ArrayList<String>();
        cookies.add(cookie(platform, workspace, "admin", Set.of("admins")));
        records.forEach(record -> cookies.add(cookie(platform, workspace, record.personId(), Set.of())));
        write(folder.resolve("cookies.txt"), cookies);
    }

    private static String cookie(Platform platform, Workspace workspace, String person, Set<String> groups) {
        var signedIn = new Sessions.Person("idp-" + person, "sub-" + person, person, person, "", groups);
        Reply.Cookie cookie = platform.sessions().start(Sessions.Realm.of(workspace.tenant()), signedIn);
        return cookie.name() + "=" + cookie.value();
    }

    private static TenantDefinition tenant() {
        var settings = new TenantSettings(
                List.of(),
                ZoneId.of("UTC"),
                Locale.ENGLISH,
                new TenantSettings.SignIn(SLUG, SLUG, List.of("bench.example")),
                Map.of(Role.ADMIN, Set.of("admins")),
                List.of("survey-maturity"),
                5,
                new TenantSettings.Mail("", LocalTime.MIN, LocalTime.MIN),
                "#1d5c63");
        return new TenantDefinition(SLUG, "Bench", Tenant.Status.ACTIVE, Tenant.Placement.POOLED, settings);
    }

    private static void write(Path file, List<String> lines) {
        try {
            Path fresh = file.resolveSibling("cookies.new");
            Files.write(fresh, lines);
            Files.move(fresh, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
