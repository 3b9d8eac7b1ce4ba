package org.takeup.demo.onboarding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.takeup.app.Configuration;
import org.takeup.app.Platform;
import org.takeup.demo.Realms;
import org.takeup.demo.SharedDemo;
import org.takeup.demo.onboarding.CuttingProxy.Fault;
import org.takeup.demo.onboarding.CuttingProxy.How;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.keycloak.KeycloakAdmin;
import org.takeup.store.Store;
import org.takeup.store.TestStores;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Making workspaces while requests to the real Keycloak are cut off at every point: all of it or nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FoundingIT {
    private static final int MANY = 200;

    /** A tenant's file by its address and its name. */
    static final String FILE = """
            apiVersion: takeup/v1
            slug: %1$s
            name: %2$s
            timeZone: Europe/London
            language: en
            signIn: {organization: %1$s, identityProvider: %1$s, domains: [%1$s.example]}
            roles: {admin: [admins]}
            admin: {givenName: Ann, familyName: Ash, email: Ann@%1$s.example}
            """;

    private Path folder;
    private CuttingProxy proxy;
    private Vertx vertx;
    private KeycloakAdmin keycloak;
    private Platform platform;
    private OperatorNode operator;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        proxy = new CuttingProxy(SharedDemo.keycloak().url());
        vertx = Vertx.vertx();
        keycloak = new KeycloakAdmin(
                vertx,
                new KeycloakAdmin.Settings(
                        SharedDemo.keycloak().url(),
                        Realms.PLATFORM,
                        Realms.ADMIN_CLIENT_ID,
                        SharedDemo.clientSecret(),
                        Realms.CLIENT_ID),
                Clock.systemUTC());
        Map<String, String> variables = NodeSettings.of(proxy.url(), folder);
        platform = Platform.start(Configuration.from(variables), Store.inMemory(TestStores.watch()), Clock.systemUTC());
        operator = new OperatorNode(
                URI.create(variables.get("TAKEUP_PUBLIC_URL")), OperatorNode.session(platform.sessions()));
    }

    @AfterAll
    void stop() {
        platform.close();
        vertx.close().await();
        proxy.close();
    }

    /** Each request on the way is lost once before Keycloak hears of it, and once with Keycloak's answer. */
    @Test
    void whicheverRequestIsCutOffTheWorkspaceComesAndNothingIsThereTwice() {
        for (How how : List.of(How.BEFORE, How.AFTER)) {
            int i = 0;
            do {
                i++;
                int number = i;
                proxy.play(new Fault(seen -> seen.number() == number, how));
                String slug = "cut-" + how.name().toLowerCase(java.util.Locale.ROOT) + "-" + i;
                operator.await(operator.invite(slug), OperatorNode.in("READY"));
                isWhole(slug);
            } while (proxy.played());
            assertTrue(i > 8, "so many requests were cut off: " + (i - 1));
        }
    }

    private void isWhole(String slug) {
        var workspace = platform.tenants().bySlug(slug).orElseThrow();
        var admins = new LocalAdmins().list(workspace);
        assertEquals(1, admins.size(), slug);
        var account = keycloak.localAccounts().find(slug + "_admin").orElseThrow();
        assertEquals(account.id(), admins.getFirst().subject());
        assertEquals(
                1,
                keycloak.organizations().list().stream()
                        .filter(each -> each.alias().equals(slug))
                        .count(),
                slug);
    }

    /** What was made for it goes, and it can be tried again. */
    @Test
    void aRefusalInTheMiddleLeavesNothing() {
        proxy.play(new Fault(seen -> seen.method().equals("POST") && seen.path().endsWith("/users"), How.REFUSED));
        String id = operator.invite("half-way");
        JsonNode failed = operator.await(id, OperatorNode.in("FAILED"));
        assertEquals("REFUSED", failed.path("trouble").asText());
        nothingIsThere("half-way");

        operator.again(id);
        JsonNode ready = operator.await(id, OperatorNode.in("READY"));
        assertTrue(ready.path("trouble").isNull(), ready::toString);
        isWhole("half-way");
        operator.again(id);
        assertEquals(ready.path("steps"), operator.get(id).path("steps"), "once more changes nothing");
    }

    private void nothingIsThere(String slug) {
        assertEquals(Optional.empty(), platform.tenants().bySlug(slug));
        assertEquals(Optional.empty(), keycloak.organizations().find(slug));
        assertEquals(Optional.empty(), keycloak.localAccounts().find(slug + "_admin"));
    }

    /** Its people would get in; and taking back must not take what is somebody else's. */
    @Test
    void anOrganisationOfAnotherIsNeitherTakenOverNorDeleted() {
        var other = keycloak.organizations().put("not-ours", "Somebody else", List.of());
        var account = keycloak.localAccounts().put(other, "admin", "other@not-ours.example", "O", "Ther", List.of());

        JsonNode failed = operator.await(operator.invite("not-ours"), OperatorNode.in("FAILED"));

        assertEquals("TAKEN", failed.path("trouble").asText());
        assertEquals(Optional.empty(), platform.tenants().bySlug("not-ours"));
        assertEquals(Optional.of(other), keycloak.organizations().find("not-ours"));
        assertEquals(
                account.id(),
                keycloak.localAccounts().find("not-ours_admin").orElseThrow().id());
    }

    /** The operator's file names whom to invite: once, whatever happens to the file afterwards. */
    @Test
    void theAdminWhomAFileNamesIsInvitedOnce() throws IOException {
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("by-file.yaml"), FILE.formatted("by-file", "Before"));
        String id = awaitTenant("by-file", "Before").id();
        JsonNode ready = operator.await(id, OperatorNode.in("READY"));
        assertEquals("file", ready.path("by").asText());
        isWhole("by-file");
        assertEquals(
                List.of("by-file.example"),
                keycloak.organizations().find("by-file").orElseThrow().domains());

        Files.writeString(tenants.resolve("by-file.yaml"), FILE.formatted("by-file", "After"));
        awaitTenant("by-file", "After");
        assertEquals(ready.path("steps"), operator.get(id).path("steps"));
        operator.await(id, onboarding -> onboarding.path("mailed").asBoolean());
        assertEquals(
                1,
                SharedDemo.mails().mails().stream()
                        .filter(mail -> mail.to().equals("ann@by-file.example"))
                        .count());
    }

    /** The file stands, whatever Keycloak says about a person. */
    @Test
    void aFileWhoseAdminCannotBeInvitedKeepsItsWorkspace() throws IOException {
        proxy.play(new Fault(seen -> seen.method().equals("POST") && seen.path().endsWith("/users"), How.REFUSED));
        Path tenants = Files.createDirectories(folder.resolve("tenants"));
        Files.writeString(tenants.resolve("refused.yaml"), FILE.formatted("refused", "Refused"));
        String id = awaitTenant("refused", "Refused").id();
        operator.await(id, OperatorNode.in("FAILED"));
        awaitTenant("refused", "Refused");
        operator.await(id, onboarding -> onboarding.path("mailed").asBoolean());
        assertEquals(
                List.of("The workspace of Refused has no administrator yet"),
                SharedDemo.mails().mails().stream()
                        .filter(mail -> mail.to().equals("ann@refused.example"))
                        .map(mail -> mail.subject())
                        .toList());

        operator.again(id);
        operator.await(id, OperatorNode.in("READY"));
        isWhole("refused");
    }

    private Tenant awaitTenant(String slug, String name) {
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
            var found = platform.tenants().bySlug(slug).map(Workspace::tenant);
            if (found.filter(tenant -> tenant.name().equals(name)).isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new AssertionError("The file was not carried out");
    }

    @Test
    void manyOrganisationsComeInOneRun() {
        proxy.play(Fault.NONE);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ids.add(operator.invite("many-" + i));
        }
        List<Long> waits = new ArrayList<>();
        List<Long> works = new ArrayList<>();
        for (String id : ids) {
            JsonNode ready = operator.await(id, OperatorNode.in("READY"));
            waits.add(ready.path("milliseconds").asLong());
            var steps = new ArrayList<Long>();
            ready.path("steps")
                    .forEach(at -> steps.add(Instant.parse(at.asText()).toEpochMilli()));
            works.add(steps.stream().max(Long::compare).orElseThrow()
                    - steps.stream().min(Long::compare).orElseThrow());
        }
        // For whoever reads the build: figures, which no test asserts.
        System.out.println(MANY + " onboardings in one run, from order to ready: " + figures(waits));
        System.out.println(MANY + " onboardings in one run, from keys to open doors: " + figures(works));
        assertEquals(
                MANY,
                platform.tenants().all().stream()
                        .filter(tenant -> tenant.slug().startsWith("many-"))
                        .count());
        for (int i = 0; i < MANY; i += 20) {
            isWhole("many-" + i);
        }
    }

    private static String figures(List<Long> milliseconds) {
        var sorted = milliseconds.stream().sorted().toList();
        return "median " + sorted.get(sorted.size() / 2) + " ms, p99 " + sorted.get(sorted.size() * 99 / 100)
                + " ms, longest " + sorted.getLast() + " ms";
    }
}
