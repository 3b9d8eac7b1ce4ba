package org.takeup.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.takeup.tenant.TenantFile.Content;
import org.takeup.tenant.TenantFolder.Reading;

/** What files would change, in words; and that a plan comes to just that. */
class TenantPlanTest {
    private static final TenantFile FILE = new TenantFile();
    private static final String ACME = """
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

    @Provide
    Arbitrary<TenantDefinition> acme() {
        return Definitions.of("acme-1");
    }

    @Provide
    Arbitrary<Map<PageSetting, PageValue>> page() {
        return Arbitraries.subsetOf(PageSetting.values()).map(settings -> {
            var page = new TreeMap<PageSetting, PageValue>();
            settings.forEach(setting -> page.put(
                    setting,
                    new PageValue(
                            switch (setting) {
                                case NAME -> "By page";
                                case TIME_ZONE -> "Asia/Tokyo";
                                case LANGUAGE -> "fr";
                                case SMALLEST_GROUP -> "20";
                                case QUIET_HOURS, OFFICE_HOURS -> "01:00-02:00";
                                case ACCENT -> "#123456";
                                case DOMAINS -> "acme.example, by-page.example";
                                case ROLES -> "{\"admin\":[\"by page; or not\"]}";
                            },
                            "ann",
                            Instant.EPOCH)));
            return page;
        });
    }

    @Property(tries = 300)
    void whatIsExportedReadsAsTheSame(@ForAll("acme") TenantDefinition definition) {
        String text = TenantForm.text(definition);
        var read = assertInstanceOf(Content.Accepted.class, FILE.read(text), () -> FILE.read(text) + "\n" + text);
        assertEquals(definition, read.tenant());
    }

    @Property(tries = 300)
    void aPlanIsEmptyIfAndOnlyIfNothingChanges(
            @ForAll("acme") TenantDefinition now,
            @ForAll("acme") TenantDefinition wanted,
            @ForAll("page") Map<PageSetting, PageValue> page) {
        Tenant tenant = Definitions.tenant(now, page);
        assertTrue(Difference.between(Optional.of(tenant), now).isEmpty());
        assertEquals(
                now.equals(wanted),
                Difference.between(Optional.of(tenant), wanted).isEmpty());
        Tenant after = Definitions.tenant(wanted, page);
        assertTrue(Difference.between(Optional.of(after), wanted).isEmpty(), "twice changes nothing");
    }

    @Property(tries = 200)
    void theExportOfATenantWithAPageMakesFileAndPageAgree(
            @ForAll("acme") TenantDefinition now, @ForAll("page") Map<PageSetting, PageValue> page) {
        Tenant tenant = Definitions.tenant(now, page);
        Tenant after = Definitions.tenant(tenant.current(), page);
        assertEquals(tenant.current(), after.current(), "nobody feels anything");
        assertTrue(after.drift().stream().noneMatch(Drift::pageWins), after.drift()::toString);
    }

    @Test
    void theWordsSayWhatHappens() {
        Tenant now = Definitions.tenant(definition(ACME), Map.of());
        String next = ACME.replace("language: en", "language: de")
                        .replace("admin: [leads]", "admin: [learning-leads]\n  planner: [team]")
                + "mail:\n  quietHours: {from: \"21:00\", to: \"07:00\"}\n";
        assertEquals(
                List.of(
                        "language en -> de",
                        "roles.admin gains learning-leads; loses leads",
                        "roles.planner gains team",
                        "mail.quietHours.from 20:00 -> 21:00"),
                Difference.between(Optional.of(now), definition(next)).lines().stream()
                        .map(line -> line.setting() + " " + line.words())
                        .toList());
    }

    @Test
    void whereThePageDecidesTheWordsSayThatNobodyFeelsTheFile() {
        TenantDefinition file = definition(ACME + "pageDecides: [accent]\n");
        Tenant now =
                Definitions.tenant(file, Map.of(PageSetting.ACCENT, new PageValue("#aa0000", "ann", Instant.EPOCH)));
        TenantDefinition next = definition(ACME + "pageDecides: [accent]\naccent: \"#00bb00\"\n");
        assertEquals(
                List.of("accent in the file #1f5f8b -> #00bb00; stays #aa0000, as the settings page decides"),
                Difference.between(Optional.of(now), next).lines().stream()
                        .map(line -> line.setting() + " " + line.words())
                        .toList());
        assertEquals(
                List.of("accent #aa0000 -> #1f5f8b", "pageDecides loses accent"),
                Difference.between(Optional.of(now), definition(ACME)).lines().stream()
                        .map(line -> line.setting() + " " + line.words())
                        .toList());
    }

    @Test
    void thePageNeverLowersTheSmallestGroup() {
        TenantDefinition file = new TenantDefinition(
                "acme",
                "Acme",
                Tenant.Status.ACTIVE,
                Tenant.Placement.POOLED,
                definition(ACME + "survey: {smallestGroup: 10}\n").settings(),
                EnumSet.allOf(PageSetting.class));
        Tenant tenant =
                Definitions.tenant(file, Map.of(PageSetting.SMALLEST_GROUP, new PageValue("4", "ann", Instant.EPOCH)));
        assertEquals(10, tenant.settings().smallestGroup());
        assertEquals(
                List.of(false), tenant.drift().stream().map(Drift::pageWins).toList());
    }

    @Test
    void whoGivesSomethingUpComesBeforeWhoGetsIt() {
        Tenant acme = Definitions.tenant(definition(ACME), Map.of());
        String zeta = ACME.replace("acme", "zeta").replace("[zeta.example]", "[zeta.example, acme.example]");
        TenantPlan plan =
                plan(List.of(acme), Map.of("a.yaml", zeta, "z.yaml", ACME.replace("acme.example", "other.example")));
        assertEquals(List.of(), plan.problems());
        assertEquals(
                List.of("acme", "zeta"),
                plan.differences().stream().map(Difference::slug).toList());

        TenantPlan taken = plan(List.of(acme), Map.of("a.yaml", zeta));
        assertEquals(List.of(), taken.differences());
        assertTrue(taken.problems().getFirst().reason().contains("mail domain acme.example belongs to another"));
    }

    @Test
    void aMovedPlacementIsAProblemOfThePlan() {
        TenantPlan plan = plan(
                List.of(Definitions.tenant(definition(ACME), Map.of())),
                Map.of("acme.yaml", ACME + "placement: dedicated\n"));
        assertTrue(plan.problems().getFirst().reason().contains("cannot move it"), plan.problems()::toString);
        assertEquals(List.of(), plan.differences());
    }

    @Test
    void theDigestIsAnotherOneForAnotherPlan() {
        TenantDefinition now = definition(ACME);
        Map<String, String> files = Map.of("acme.yaml", ACME.replace("name: Acme", "name: Acme Rail"));
        String digest = plan(List.of(Definitions.tenant(now, Map.of())), files).digest();
        assertEquals(
                digest, plan(List.of(Definitions.tenant(now, Map.of())), files).digest());
        Tenant changedSince =
                Tenant.of("0123456789abcdef01234567", now, Map.of(), Tenant.Status.ACTIVE, 8, new byte[0], Stay.HERE);
        assertNotEquals(digest, plan(List.of(changedSince), files).digest());
        assertNotEquals(
                digest,
                plan(
                                List.of(Definitions.tenant(now, Map.of())),
                                Map.of("acme.yaml", ACME.replace("name: Acme", "name: Acme Road")))
                        .digest());
    }

    private static TenantDefinition definition(String text) {
        return assertInstanceOf(
                        Content.Accepted.class,
                        FILE.read(text),
                        () -> FILE.read(text).toString())
                .tenant();
    }

    private static TenantPlan plan(List<Tenant> now, Map<String, String> files) {
        var readings = new TreeMap<String, Reading>();
        files.forEach((name, text) -> readings.put(name, new Reading.Text(text)));
        TenantFiles.Checked checked = new TenantFiles(FILE).check(readings);
        return TenantPlan.of(now, checked.accepted(), checked.problems());
    }
}
