package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantFileTest {
    private static final String GOOD = """
            apiVersion: takeup/v1
            slug: acme
            name: Acme
            timeZone: Europe/London
            language: en
            signIn:
              organization: acme
              identityProvider: acme
              domains: [acme.example]
            roles:
              admin: [leads]
            """;

    private final TenantFile file = new TenantFile();

    @ParameterizedTest
    @ValueSource(strings = {"northbank.yaml", "harbour-line.yaml"})
    void theSampleTenantsAreAccepted(String name) throws IOException {
        Path sample = Path.of("../../tenant-config/tenants", name);
        assertInstanceOf(TenantFile.Content.Accepted.class, file.read(Files.readString(sample)));
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        var tenant = assertInstanceOf(TenantFile.Content.Accepted.class, file.read(GOOD))
                .tenant();
        assertEquals(Tenant.Placement.POOLED, tenant.placement());
        assertEquals(5, tenant.settings().smallestGroup());
        assertEquals(SessionLimits.USUAL, tenant.settings().sessions());
        assertEquals("20:00", tenant.settings().mail().quietFrom().toString());
    }

    @Test
    void sessionsLastAsLongAsTheFileSaysWithinBounds() {
        String sessions = GOOD + "sessions:\n  idleMinutes: 30\n  absoluteHours: 4\n";
        var tenant = assertInstanceOf(TenantFile.Content.Accepted.class, file.read(sessions))
                .tenant();
        assertEquals(
                new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(4)),
                tenant.settings().sessions());
        refused(GOOD + "sessions:\n  idleMinutes: 14\n", 13, "'idleMinutes' is out of its limits");
        refused(GOOD + "sessions:\n  idleMinutes: 721\n", 13, "'idleMinutes' is out of its limits");
        refused(GOOD + "sessions:\n  absoluteHours: 25\n", 13, "'absoluteHours' is out of its limits");
        refused(GOOD + "sessions:\n  absoluteHours: 0\n", 13, "'absoluteHours' is out of its limits");
    }

    @Test
    void anUnknownKeyIsNamedWithItsLine() {
        refused(GOOD.replace("name: Acme", "nmae: Acme"), 3, "'nmae' is no setting here");
        refused(GOOD + "survey:\n  smallestgroup: 7\n", 13, "'smallestgroup' is no setting here");
    }

    @Test
    void aMissingKeyIsNamed() {
        refused(GOOD.replace("language: en\n", ""), 1, "'language' is missing");
    }

    @Test
    void aTabIsNamedWithItsLine() {
        refused(GOOD.replace("  organization", "\torganization"), 7, "tab");
    }

    @Test
    void aKeyThatStandsTwiceIsNamedWithItsSecondLine() {
        refused(GOOD + "name: Acme again\n", 12, "'name' stands here twice");
    }

    @Test
    void aWrongValueIsNamedWithItsLine() {
        refused(GOOD.replace("Europe/London", "Europe/Lodnon"), 4, "no time zone");
        refused(GOOD.replace("language: en", "language: klingon"), 5, "'language' has a value that is not offered");
        refused(GOOD + "survey:\n  smallestGroup: 2\n", 13, "'smallestGroup' is out of its limits");
        refused(GOOD.replace("slug: acme", "slug: Acme!"), 2, "'slug' is not written as it should be");
        refused(GOOD.replace("name: Acme", "name: [a, b]"), 3, "'name' has the wrong type");
    }

    @Test
    void aliasesThatCouldGrowWithoutEndAreRefused() {
        refused("a: &a [x, x]\nb: [*a, *a]\n", 1, "Aliases");
    }

    @Test
    void brokenYamlAndEmptyFilesAreRefused() {
        refused(GOOD + "plugins: [\n", 13, "not valid YAML");
        refused("", 1, "empty");
        refused("- just\n- a list\n", 1, "no list of settings");
    }

    @Test
    void aSecretStandsInAFileByReferenceOnly() {
        String signIn = "domains: [acme.example]\n  clientSecret: ";
        refused(with(signIn + "hunter2"), 10, "'clientSecret' has the wrong type");
        refused(with(signIn + "{value: hunter2}"), 10, "'value' is no setting here");
        refused(with(signIn + "{}"), 10, "too few or too many keys");
        refused(with(signIn + "{fromFile: a, fromEnv: TAKEUP_TENANT_ACME__A}"), 10, "too few or too many keys");
        refused(with(signIn + "{fromEnv: TAKEUP_MASTER_KEY}"), 10, "'fromEnv' is not written as it should be");
        refused(with(signIn + "{fromEnv: TAKEUP_TENANT_OTHER__CLIENT}"), 10, "is not this tenant's");
        refused(with(signIn + "{fromFile: ../other/client}"), 10, "'fromFile' is not written as it should be");
        refused(with(signIn + "{fromFile: /etc/shadow}"), 10, "'fromFile' is not written as it should be");
        refused(with(signIn + "{fromSecret: {name: a/b, key: c}}"), 10, "'name' is not written as it should be");
        assertInstanceOf(
                TenantFile.Content.Accepted.class,
                file.read(with(signIn + "{fromEnv: TAKEUP_TENANT_ACME__CLIENT_SECRET}")));
    }

    private static String with(String domains) {
        return GOOD.replace("domains: [acme.example]", domains);
    }

    @Test
    void aBombInAnyOfItsFormsIsRefusedAtOnce() {
        refused("a: &a [x,x,x,x]\n" + "b: &b [*a,*a,*a,*a]\n" + "c: [*b,*b,*b,*b]\n", 1, "Aliases");
        refused("a: &a\n  <<: *a\n", 1, "");
        refused("slug: " + "[".repeat(5_000), 1, "not valid YAML");
        refused("name: " + "x".repeat(70_000) + "\n", 1, "not valid YAML");
        refused("!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader []]\n", 1, "Global tag is not allowed");
        refused(GOOD.replace("name: Acme", "name: !!java.io.File [/etc/passwd]"), 3, "Global tag is not allowed");
        refused(GOOD + "---\n" + GOOD, 12, "not valid YAML");
    }

    private void refused(String text, int line, String reason) {
        List<YamlFile.Fault> faults = assertInstanceOf(TenantFile.Content.Refused.class, file.read(text))
                .faults();
        assertTrue(
                faults.stream()
                        .anyMatch(
                                fault -> fault.line() == line && fault.reason().contains(reason)),
                () -> "expected line " + line + " to say " + reason + ", got " + faults);
    }
}
