package org.takeup.identity.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.identity.company.Domains;
import org.takeup.identity.company.TestDns;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.TenantDefinition;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/** Domains and groups: what the sign-in's setup changes, and what a tenant's file says, and who wins. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileOrPageIT {
    private static final Pattern VALUE = Pattern.compile("takeup-domain-verification=[0-9a-f]+");
    private static final String ROLES = "/roles";

    private final TestDns dns = TestDns.start();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_DNS_SERVER", dns.address());
                    return more;
                },
                Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    private static TenantDefinition definition(Set<PageSetting> pageDecides) {
        String slug = "f" + UUID.randomUUID().toString().substring(0, 8);
        return with(TestPlatform.definition(slug, Tenant.Placement.POOLED), pageDecides);
    }

    private static TenantDefinition with(TenantDefinition usual, Set<PageSetting> pageDecides) {
        return new TenantDefinition(
                usual.slug(), usual.name(), usual.status(), usual.placement(), usual.settings(), pageDecides);
    }

    private Workspace apply(TenantDefinition definition) {
        platform.platform().tenants().apply(definition);
        return platform.platform().tenants().bySlug(definition.slug()).orElseThrow();
    }

    private String home(Workspace workspace) {
        return "/w/" + workspace.tenant().slug() + "/sign-in-setup";
    }

    private HttpResponse<String> submit(Workspace workspace, String path, Map<String, String> fields) {
        // The token of any page with a form: what the file decides has none of its own here.
        String settings = "/w/" + workspace.tenant().slug() + "/settings";
        return platform.signedIn(workspace, Role.ADMIN).submit(settings, home(workspace) + path, fields);
    }

    private String page(Workspace workspace) {
        return platform.signedIn(workspace, Role.ADMIN).get(home(workspace)).body();
    }

    /** Asks for the domain, publishes what proves it and has it checked. */
    private HttpResponse<String> prove(Workspace workspace, String domain) {
        assertEquals(
                303, submit(workspace, "/domains", Map.of("domain", domain)).statusCode());
        String token = new Domains(platform.store(), name -> List.of())
                .find(workspace, domain)
                .recordValue();
        Matcher value = VALUE.matcher(token);
        assertTrue(value.matches(), token);
        dns.put("_takeup-challenge." + domain, token);
        return submit(workspace, "/domains/" + domain + "/check", Map.of());
    }

    private static List<String> domains(Workspace workspace) {
        return workspace.settings().signIn().domains();
    }

    @Test
    void aFileThatIsCarriedOutAnewDoesNotBringBackWhatThePageDecided() {
        TenantDefinition file = definition(EnumSet.of(PageSetting.DOMAINS, PageSetting.ROLES));
        Workspace before = apply(file);
        String proven = before.tenant().slug() + ".org";
        assertEquals(303, prove(before, proven).statusCode());
        assertEquals(
                303,
                submit(before, ROLES, Map.of("ADMIN", "learning-leads\nhr, people; culture", "PLANNER", "planners"))
                        .statusCode());

        Workspace after = apply(new TenantDefinition(
                file.slug(), "Another name", file.status(), file.placement(), file.settings(), file.pageDecides()));
        assertEquals("Another name", after.tenant().name(), "the file was carried out");
        assertEquals(List.of(file.slug() + ".example", proven), domains(after));
        assertEquals(
                Set.of("learning-leads", "hr, people; culture"),
                after.settings().groupsByRole().get(Role.ADMIN));
        assertTrue(page(after).contains("What counts is what was set here."), page(after));
        assertEquals(2, after.tenant().drift().size());
    }

    @Test
    void whereTheFileDecidesThePageSaysSoAndNothingIsEditedInVain() {
        TenantDefinition file = definition(EnumSet.of(PageSetting.NAME));
        Workspace workspace = apply(file);
        String page = page(workspace);
        assertFalse(page.contains("Save the roles"), page);
        assertTrue(page.contains("These groups are decided by your organisation"), page);

        var roles = submit(workspace, ROLES, Map.of("ADMIN", "everybody"));
        assertEquals(422, roles.statusCode());
        assertTrue(roles.body().contains("pageDecides"), roles.body());
        var foreign = submit(workspace, "/domains", Map.of("domain", "more.example"));
        assertEquals(422, foreign.statusCode(), "a domain that the file does not name is not even asked for");
        assertEquals(303, prove(workspace, file.slug() + ".example").statusCode(), "what it names can be proven");
        assertEquals(
                422,
                submit(workspace, "/domains/" + file.slug() + ".example/removal", Map.of())
                        .statusCode());

        Workspace after = apply(file);
        assertEquals(workspace.tenant().revision(), after.tenant().revision(), "nothing was changed");
        assertEquals(file.settings().groupsByRole(), after.settings().groupsByRole());
    }

    @Test
    void aFileThatTakesTheDomainsBackWinsAndGivesThemBackAgain() {
        TenantDefinition open = definition(EnumSet.allOf(PageSetting.class));
        Workspace workspace = apply(open);
        String proven = workspace.tenant().slug() + ".org";
        prove(workspace, proven);
        Workspace closed = apply(with(open, EnumSet.of(PageSetting.NAME)));
        assertEquals(List.of(open.slug() + ".example"), domains(closed));
        String settings = platform.signedIn(closed, Role.ADMIN)
                .get("/w/" + open.slug() + "/settings")
                .body();
        assertTrue(settings.contains("does not count: the file decides"), settings);
        assertTrue(domains(apply(open)).contains(proven));
    }

    @Test
    void aDomainThatAPageProvedIsNobodyElsesByFile() {
        Workspace owner = apply(definition(EnumSet.allOf(PageSetting.class)));
        String proven = owner.tenant().slug() + ".org";
        assertEquals(303, prove(owner, proven).statusCode());
        TenantDefinition thief = definition(EnumSet.allOf(PageSetting.class));
        var claiming = new TenantDefinition(
                thief.slug(),
                thief.name(),
                thief.status(),
                thief.placement(),
                thief.settings().withDomains(List.of(proven)),
                thief.pageDecides());
        assertThrows(Tenants.Conflict.class, () -> platform.platform().tenants().apply(claiming));

        // Nor once it is taken back: by then somebody else may have it, and giving it back is refused.
        apply(with(TenantDefinition.of(owner.tenant()), EnumSet.of(PageSetting.NAME)));
        apply(claiming);
        assertThrows(
                Tenants.Conflict.class, () -> platform.platform().tenants().apply(TenantDefinition.of(owner.tenant())));
    }
}
