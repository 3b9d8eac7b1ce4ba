package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.Configuration;
import org.takeup.app.FreePort;
import org.takeup.app.Platform;
import org.takeup.http.Reply;
import org.takeup.identity.Sessions;
import org.takeup.identity.StillClock;
import org.takeup.store.Store;
import org.takeup.store.TestStores;
import org.takeup.survey.Separated;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.TenantSettings;
import org.takeup.tenant.Workspace;

/**
 * Twelve organisations share what they scored, as their admins see it in a browser: on a node of its own, whose clock stands
 * at the beginning of a quarter. The demo's two organisations never have a benchmark.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BenchmarkPagesIT {
    private static final int ORGANISATIONS = 12;
    private static final int PEOPLE = 20;

    private final StillClock clock = new StillClock();
    private final List<Workspace> all = new ArrayList<>();
    private Platform platform;
    private String url;
    private String quarter;

    @BeforeAll
    void start(@TempDir Path folder) {
        int port = FreePort.next();
        url = "http://localhost:" + port;
        platform =
                Platform.start(Configuration.from(variables(folder, port)), Store.inMemory(TestStores.watch()), clock);
        for (int i = 0; i < ORGANISATIONS; i++) {
            String slug = "peer-" + i;
            platform.tenants().apply(definition(slug));
            Workspace workspace = platform.tenants().bySlug(slug).orElseThrow();
            // The first is well above the others.
            int rating = i == 0 ? 5 : 2;
            Separated.wave(
                    workspace,
                    IntStream.range(0, PEOPLE)
                            .map(person -> person % 2 == 0 ? rating : 4)
                            .boxed()
                            .toList());
            all.add(workspace);
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate next = today.with(IsoFields.DAY_OF_QUARTER, 1).plusMonths(3);
        quarter = next.getYear() + "-Q" + next.get(IsoFields.QUARTER_OF_YEAR);
        // Its second day: what the platform does by itself comes later.
        clock.pass(
                Duration.between(clock.instant(), next.plusDays(1).atTime(10, 0).toInstant(ZoneOffset.UTC)));
    }

    private Map<String, String> variables(Path folder, int port) {
        var variables = new HashMap<String, String>();
        variables.put("TAKEUP_PROFILE", "demo");
        variables.put("TAKEUP_HTTP_PORT", String.valueOf(port));
        variables.put("TAKEUP_MANAGEMENT_PORT", String.valueOf(FreePort.next()));
        variables.put("TAKEUP_PUBLIC_URL", url);
        variables.put("TAKEUP_DATA_DIR", folder.toString());
        variables.put("TAKEUP_PLUGIN_DIR", folder.resolve("plugins").toString());
        variables.put("TAKEUP_TENANT_CONFIG_DIR", folder.resolve("tenants").toString());
        variables.put("TAKEUP_OIDC_ISSUER", "http://localhost:1/realms/takeup");
        variables.put("TAKEUP_OIDC_CLIENT_SECRET", "for-tests-only");
        variables.put("TAKEUP_SMTP_URI", "smtp://127.0.0.1:1");
        variables.put("TAKEUP_DRAIN_SECONDS", "0");
        return variables;
    }

    private static TenantDefinition definition(String slug) {
        var groups = new EnumMap<Role, Set<String>>(Role.class);
        groups.put(Role.ADMIN, Set.of("admins"));
        return new TenantDefinition(
                slug,
                "Organisation " + slug,
                Tenant.Status.ACTIVE,
                Tenant.Placement.POOLED,
                new TenantSettings(
                        List.of(slug + ".localhost"),
                        ZoneId.of("Europe/London"),
                        Locale.ENGLISH,
                        new TenantSettings.SignIn(slug, slug, List.of(slug + ".example")),
                        groups,
                        List.of(),
                        5,
                        new TenantSettings.Mail("learning@" + slug + ".example", LocalTime.MIN, LocalTime.MIN),
                        "#1d5c63"));
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private Reply.Cookie admin(Workspace workspace) {
        String slug = workspace.tenant().slug();
        var person = new Sessions.Person(
                "idp-" + slug, "sub-" + slug, "admin", "Alex Admin", "alex@" + slug + ".example", Set.of("admins"));
        return platform.sessions().start(Sessions.Realm.of(workspace.tenant()), person);
    }

    /** An admin says what the organisation is and what it shares. */
    private void shares(Window window, Workspace workspace) {
        window.take(admin(workspace));
        assertEquals(200, window.go(page(workspace)));
        window.page().locator("#sector").selectOption("HEALTH");
        window.page().locator("#size").selectOption("LARGE");
        window.page().locator("#region").selectOption("WESTERN_EUROPE");
        window.page().locator("input[name=instrument]").check();
        window.button("Save").click();
        window.page().waitForLoadState();
    }

    private String page(Workspace workspace) {
        return url + "/w/" + workspace.tenant().slug() + "/benchmark";
    }

    @Test
    void figuresOfTwelveOrganisationsAreShownWithTheirRangesAndWhatTheySay() {
        var wrong = new ArrayList<String>();
        for (Workspace workspace : all) {
            try (Window window = Window.wide()) {
                shares(window, workspace);
            }
        }
        try (Window operator = Window.wide()) {
            var person = new Sessions.Person("idp-op", "sub-op", "operator", "Olga", "olga@takeup.example", Set.of());
            operator.take(platform.sessions().start(new Sessions.Realm.OfOperator(), person));
            operator.go(url + "/operator/benchmark");
            operator.button("Make this quarter's release now").click();
            operator.page().waitForLoadState();
            assertTrue(operator.text().contains(quarter), operator::text);
            wrong.addAll(Looks.at(operator, "benchmark-operator-released"));
        }
        try (Window window = Window.wide()) {
            window.take(admin(all.getFirst()));
            window.go(page(all.getFirst()));
            assertTrue(window.text().contains("Above the benchmark"), window::text);
            assertTrue(window.text().contains("at least 10"), window::text);
            wrong.addAll(Looks.at(window, "benchmark-above"));
        }
        try (Window window = Window.phoneWithoutScript()) {
            window.take(admin(all.getLast()));
            window.go(page(all.getLast()));
            assertTrue(window.text().contains("at least 10"), window::text);
        }
        assertEquals(List.of(), wrong, () -> String.join("\n", wrong));
    }
}
