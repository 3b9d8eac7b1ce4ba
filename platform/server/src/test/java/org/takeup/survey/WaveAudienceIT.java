package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Whom a wave asks: a segment, people who are named, a sample; and who is left out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaveAudienceIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Planner planner(Tenant.Placement placement) {
        return new Planner(platform, Samples.tenant(platform, placement));
    }

    private static Set<String> roll(Workspace workspace, String wave) {
        return workspace.collection(RollStore.ROLL).all().into(new java.util.ArrayList<>()).stream()
                .map(TenantCollection::id)
                .filter(id -> id.startsWith(wave + ":"))
                .map(id -> id.substring(wave.length() + 1))
                .collect(Collectors.toSet());
    }

    private static void invite(Planner planner, String wave) {
        planner.press(wave, "/invitations");
        Eventually.holds(
                "inviting is done",
                Samples.SOON,
                () -> planner.read("/waves/" + wave + "/course")
                        .at("/inviting/state")
                        .asText()
                        .equals("done"));
    }

    @ParameterizedTest
    @EnumSource
    void onlyPeopleWhoAreNamedAreInvitedAndUnknownOnesAreSaidWithNothingLost(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 9, "Sales");
        String domain = "@" + workspace.tenant().slug() + ".example";
        String named = "P0" + domain + "\nRobin One <p1" + domain + ">; p2" + domain + ", p2" + domain + "\n"
                + people.get(3) + "\n" + people.get(4) + "\n\n";

        var refused = planner.sendForm(Map.of("whom", "people", "people", named + "nobody@else.example\n<b>x</b>"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("Nobody active in the directory is: nobody@else.example"), refused.body());
        assertTrue(refused.body().contains("p2" + domain) && refused.body().contains(people.get(4)), refused.body());
        assertFalse(refused.body().contains("<b>x"), refused.body());

        String wave = planner.open(Map.of("whom", "people", "people", named));
        assertTrue(planner.page(wave).contains("5 people who were named"));
        invite(planner, wave);
        assertEquals(new HashSet<>(people.subList(0, 5)), roll(workspace, wave));
    }

    @ParameterizedTest
    @EnumSource
    void aSampleIsThatOfItsSeedAndOfTheSizeThatWasAskedFor(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 40, "Sales");
        Samples.people(workspace, 100, 20, "Works");
        var sample = Map.of("whom", "sample", "sample", "15", "byUnit", "yes", "seed", "spring", "lately", "ask");
        String first = planner.open(sample);
        invite(planner, first);
        Set<String> drawn = roll(workspace, first);
        assertEquals(15, drawn.size());
        var units = planner.read("/waves/" + first).at("/participation/units");
        assertEquals(10, units.get(0).get("invited").asInt(), units.toString());
        assertTrue(planner.page(first).contains("<code>spring</code>"));

        String second = planner.open(sample);
        invite(planner, second);
        assertEquals(drawn, roll(workspace, second));
        var byApi = Planner.json(planner.send(
                "POST", "/waves", """
                {"plugin":"survey-maturity","title":"T","sample":{"percent":50},"closes":"%s"}""".formatted(workspace.clock().instant().plusSeconds(3_600))));
        assertEquals(50, byApi.at("/sample/percent").asInt(), byApi.toString());
        assertTrue(byApi.get("spareLately").asBoolean());
        var both = planner.send(
                "POST", "/waves", """
                {"plugin":"survey-maturity","title":"T","sample":{"percent":50,"people":3},"closes":"%s"}""".formatted(workspace.clock().instant().plusSeconds(3_600)));
        assertEquals(422, both.statusCode());
        assertTrue(both.body().contains("either people or percent"), both.body());
    }

    @ParameterizedTest
    @EnumSource
    void whoWasAskedLatelyIsLeftOutOfASampleAndThePageSaysHowMany(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        List<String> sales = Samples.people(workspace, 0, 8, "Sales");
        List<String> works = Samples.people(workspace, 100, 10, "Works");
        invite(planner, planner.open(Map.of("segment", "unit:Sales")));

        String sample = planner.open(Map.of("whom", "sample", "sample", "100", "of", "percent"));
        assertTrue(planner.page(sample).contains("8 people are left out because"), planner.page(sample));
        invite(planner, sample);
        assertEquals(new HashSet<>(works), roll(workspace, sample));

        String all = planner.open(Map.of("lately", "ask"));
        invite(planner, all);
        assertEquals(18, roll(workspace, all).size());
        var nobody = planner.sendForm(Map.of("lately", "spare"));
        assertEquals(422, nobody.statusCode());
        assertTrue(nobody.body().contains("This has 0 people. 18 more were asked in the last 30 days"), nobody.body());
        assertEquals(8, sales.size());
    }

    @Test
    void aSegmentOfThreeASampleOfThreeAndThreePeopleByNameAreAllTooFew() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Samples.people(planner.workspace(), 0, 9, "Sales");
        List<String> tiny = Samples.people(planner.workspace(), 20, 3, "Tiny");
        for (Map<String, String> few : List.of(
                Map.of("segment", "unit:Tiny"),
                Map.of("whom", "sample", "sample", "3"),
                Map.of("whom", "sample", "sample", "25", "of", "percent"),
                Map.of("whom", "people", "people", String.join("\n", tiny)))) {
            var refused = planner.sendForm(few);
            assertEquals(422, refused.statusCode(), few.toString());
            assertTrue(refused.body().contains("This has 3 people."), refused.body());
        }
        assertEquals(0, planner.read("/waves").get("waves").size());
    }

    @Test
    void whoIsNamedIsKeptWithTheWaveAndWhoIsInvitedIsNotedByTheDay() {
        Planner planner = planner(Tenant.Placement.POOLED);
        List<String> people = Samples.people(planner.workspace(), 0, 6, "Sales");
        String wave = planner.open(Map.of("whom", "people", "people", String.join("\n", people)));
        invite(planner, wave);
        assertTrue(new Asked(planner.workspace())
                .lately(people, Asked.Sparing.ANYBODY)
                .containsAll(people));
        assertEquals(6, new Named(planner.workspace(), wave).all().size());
    }
}
