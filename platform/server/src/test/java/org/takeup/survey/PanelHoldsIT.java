package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** Whom a rotating panel asks, no other survey asks for 30 days, and a draw that comes to nothing holds nobody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PanelHoldsIT {
    private static final String LEFT = " left out because a rotating panel invited them";

    /** At noon, so that what is done within seconds is on one day. */
    private final StillClock clock =
            new StillClock(Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(12)));

    private TestPlatform platform;
    private Fieldworker fieldworker;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
        fieldworker = Fieldworker.on(platform, clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private Planner planner(Tenant.Placement placement) {
        return new Planner(platform, Samples.tenant(platform, placement));
    }

    private static Map<String, String> panel(int people) {
        return Map.of("whom", "panel", "sample", String.valueOf(people), "privacy", "anonymous");
    }

    private static long held(Workspace workspace) {
        return workspace.collection(Asked.ASKED).all().into(new ArrayList<>()).stream()
                .filter(each -> each.containsKey("held"))
                .count();
    }

    @ParameterizedTest
    @EnumSource
    void aSurveyThatAsksEverybodyAgainLeavesOutWhomAPanelAskedAndSaysHowManyAndWhy(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        var everybody = new HashSet<>(Samples.people(workspace, 0, 20, "Sales"));
        Set<String> asked = fieldworker.invite(planner, planner.open(panel(6)));
        assertEquals(6, asked.size());
        String drawn = planner.open(panel(5));

        String all = planner.open(Map.of("lately", "ask"));
        assertTrue(planner.page(all).contains("11 people are" + LEFT), planner.page(all));
        assertEquals(9, planner.read("/waves/" + all + "/course").get("people").asInt());
        Set<String> others = fieldworker.invite(planner, all);
        assertEquals(9, others.size());
        assertTrue(Collections.disjoint(others, asked));
        assertTrue(planner.page(all).contains("11 people were" + LEFT), planner.page(all));
        // The panel asks whom it has drawn, and what the other one asked is known to the next panel.
        Set<String> turn = fieldworker.invite(planner, drawn);
        assertEquals(5, turn.size());
        assertTrue(Collections.disjoint(turn, others));
        assertEquals(0, planner.read("/panel").get("can").asInt());

        var named = planner.sendForm(Map.of("whom", "people", "people", String.join("\n", asked), "lately", "ask"));
        assertEquals(422, named.statusCode());
        assertTrue(
                named.body().contains("This has 0 people. 6 more were asked by a rotating panel in the last 30 days"),
                named.body());
        String sample = planner.open(Map.of("whom", "sample", "sample", "100", "of", "percent", "lately", "ask"));
        assertEquals(others, fieldworker.invite(planner, sample));

        clock.pass(Duration.ofDays(30));
        assertEquals(everybody, fieldworker.invite(planner, planner.open(Map.of())));
    }

    @Test
    void whomAPanelDrawsAfterASurveyOpenedThatSurveyLeavesOutAsWellAndNobodyIsAskedTwice() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 20, "Sales");
        String all = planner.open(Map.of("lately", "ask"));
        assertEquals(20, planner.read("/waves/" + all + "/course").get("people").asInt());
        String drawn = planner.open(panel(8));
        Set<String> others = fieldworker.invite(planner, all);
        assertEquals(12, others.size());
        assertTrue(planner.page(all).contains("8 people were" + LEFT), planner.page(all));
        Set<String> turn = fieldworker.invite(planner, drawn);
        assertEquals(8, turn.size());
        assertTrue(Collections.disjoint(turn, others));
    }

    /** Two came whom no panel has: both results together would tell what they said. */
    @Test
    void whomAPanelHasDoesNotHideThoseFewWhoCameBetweenTwoSurveysOfEverybody() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        assertEquals(12, fieldworker.invite(planner, planner.open(Map.of())).size());
        Samples.people(workspace, 100, 10, "Sales");
        assertEquals(8, fieldworker.invite(planner, planner.open(panel(8))).size());
        var refused = planner.sendForm(Map.of("lately", "ask"));
        assertEquals(422, refused.statusCode());
        assertTrue(refused.body().contains("both results together would tell"), refused.body());
    }

    @Test
    void aWaveThatIsDrawnAgainFindsWhomItHoldsAndWhatCameToNothingHoldsNobody() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var people = new People();
        Samples.people(workspace, 0, 9, "Sales");
        var rotation = new Rotation(workspace, new Frame(people));
        String wave = "0123456789abcdef0123456789abcdef";
        var all = new Audience.Panel(Segment.everybody(), new Sample(100, true, false, "s"), "", 0);
        String first = Rotation.newDraw(wave);
        assertEquals(9, rotation.draw(Asked.holder(wave), first, all).people());
        assertEquals(0, rotation.outlook(Segment.everybody()).can());

        // The same wave again, as after a death: as many people, and fewer once it needs fewer.
        String second = Rotation.newDraw(wave);
        assertEquals(9, rotation.draw(Asked.holder(wave), second, all).people());
        var few = new Audience.Panel(Segment.everybody(), new Sample(6, false, false, "s"), "", 0);
        String third = Rotation.newDraw(wave);
        assertEquals(6, rotation.draw(Asked.holder(wave), third, few).people());
        assertEquals(3, rotation.outlook(Segment.everybody()).can());
        assertEquals(6, new Named(workspace, third).all().size());

        // The wave was never kept, so each of its draws is undone.
        for (String draw : List.of(first, second, third)) {
            Rotation.settle(workspace, wave, draw);
            Rotation.settle(workspace, wave, draw);
            assertEquals(List.of(), new Named(workspace, draw).all());
        }
        assertEquals(9, rotation.outlook(Segment.everybody()).can());
        assertEquals(0, held(workspace));
    }

    @Test
    void anotherDrawOfAWaveThatIsOpenIsUndoneWithoutTouchingTheOneItGoesBy() {
        Planner planner = planner(Tenant.Placement.DEDICATED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        String wave = planner.open(panel(6));
        var panel = (Audience.Panel)
                new WaveStore(workspace).find(wave).orElseThrow().wave().audience();
        var drawn = new HashSet<>(new Named(workspace, panel.draw()).all());
        String late = Rotation.newDraw(wave);
        List<String> more = new ArrayList<>(new Asked(workspace)
                .hold(
                        new People()
                                .members(workspace, Segment.everybody())
                                .map(person -> person.id())
                                .toList(),
                        Asked.holder(wave),
                        Asked.Sparing.ANYBODY));
        new Named(workspace, late).put(more);
        assertEquals(12, held(workspace));
        Rotation.settle(workspace, wave, late);
        Rotation.settle(workspace, wave, panel.draw());
        assertEquals(6, held(workspace));
        assertEquals(List.of(), new Named(workspace, late).all());
        assertEquals(drawn, new HashSet<>(new Named(workspace, panel.draw()).all()));
        assertEquals(drawn, fieldworker.invite(planner, wave));
        assertEquals(0, held(workspace));
    }

    @Test
    void whoIsHeldForASurveyOfAnyKindAndNeverInvitedIsFreeOnceItIsOver() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 8, "Sales");
        String wave = planner.open(Map.of("lately", "spare"));
        // As a node leaves it that dies while it invites the first ones.
        assertEquals(
                8,
                new Asked(workspace).hold(people, wave, Asked.Sparing.ANYBODY).size());
        assertEquals(0, planner.read("/panel").get("can").asInt());
        planner.press(wave, "/close");
        Eventually.holds("those who were not asked are free", Samples.SOON, () -> {
            clock.pass(Duration.ofMillis(100));
            return planner.read("/panel").get("can").asInt() == 8;
        });
    }

    @Test
    void aPilotOfAPanelIsNoTurnOfIt() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 8, "Sales");
        var pilot = new HashMap<>(panel(2));
        pilot.put("pilot", "yes");
        assertEquals(2, fieldworker.invite(planner, planner.open(pilot)).size());
        // Also whom a pilot has drawn and not invited yet; no other panel draws them meanwhile.
        String drawn = planner.open(pilot);
        assertEquals(2, held(workspace));
        assertEquals(4, planner.read("/panel").get("can").asInt());
        String all = planner.open(Map.of("lately", "ask"));
        assertEquals(8, planner.read("/waves/" + all + "/course").get("people").asInt());
        var panel = (Audience.Panel)
                new WaveStore(workspace).find(drawn).orElseThrow().wave().audience();
        Rotation.settle(workspace, drawn, Rotation.newDraw(drawn));
        Rotation.settle(workspace, drawn, panel.draw());
        assertEquals(2, held(workspace), "the pilot goes by it");
        String another = planner.open(pilot);
        assertEquals(4, held(workspace));
        assertEquals(2, fieldworker.invite(planner, another).size());
        assertEquals(2, held(workspace));
        String page = planner.base() + "/surveys/" + drawn;
        assertEquals(
                303, planner.visitor().submit(page, page + "/delete", Map.of()).statusCode());
        assertEquals(0, held(workspace));
        assertEquals(8, fieldworker.invite(planner, all).size());
    }

    @Test
    void whomAPilotDrewThatNeverCameToBeIsFree() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 9, "Sales");
        var rotation = new Rotation(workspace, new Frame(new People()));
        String wave = "0123456789abcdef0123456789abcde0";
        var all = new Audience.Panel(Segment.everybody(), new Sample(100, true, false, "s"), "", 0);
        String draw = Rotation.newDraw(wave);
        assertEquals(9, rotation.draw(wave, draw, all).people());
        assertEquals(9, held(workspace));
        Rotation.settle(workspace, wave, draw);
        assertEquals(0, held(workspace));
    }

    @Test
    void oneWhoIsLeftOutIsOnePerson() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        new Asked(workspace).onByPanel(Map.of(people.getFirst(), workspace.today()), Asked.holder("w"));
        String all = planner.open(Map.of("lately", "ask"));
        assertTrue(planner.page(all).contains("1 person is" + LEFT), planner.page(all));
        assertEquals(5, fieldworker.invite(planner, all).size());
        assertTrue(planner.page(all).contains("1 person was" + LEFT), planner.page(all));
        var few = planner.sendForm(
                Map.of("whom", "people", "people", String.join("\n", people.subList(0, 2)), "lately", "ask"));
        assertEquals(422, few.statusCode());
        assertTrue(
                few.body()
                        .contains("This has 1 person. 1 more was asked by a rotating panel in the last 30 days and is"),
                few.body());
    }
}
