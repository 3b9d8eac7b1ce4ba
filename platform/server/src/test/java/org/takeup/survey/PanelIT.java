package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.http.Dates;
import org.takeup.identity.StillClock;
import org.takeup.store.TenantCollection;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A rotating panel: nobody is asked more than once in 30 days, and everybody has their turn. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PanelIT {
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

    private Set<String> asked(Planner planner, int people) {
        String wave = planner.open(panel(people));
        return fieldworker.invite(planner, wave);
    }

    @ParameterizedTest
    @EnumSource
    void everybodyHasATurnBeforeAnybodyHasASecondOneAndNobodyWithinThirtyDays(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        var everybody = new HashSet<>(Samples.people(workspace, 0, 30, "Sales"));
        var turns = new ArrayList<Set<String>>();
        for (int day = 0; day < 3; day++) {
            turns.add(asked(planner, 10));
            clock.pass(Duration.ofDays(1));
        }
        turns.forEach(turn -> assertEquals(10, turn.size()));
        var all = new HashSet<String>();
        turns.forEach(all::addAll);
        assertEquals(everybody, all);

        // The third day after: all were asked, the first become free on the thirtieth.
        var none = planner.sendForm(panel(10));
        assertEquals(422, none.statusCode());
        assertTrue(none.body().contains("This has 0 people. 30 more were asked in the last 30 days"), none.body());
        var numbers = planner.read("/panel");
        assertEquals(0, numbers.get("can").asInt());
        assertEquals(30, numbers.get("leftOut").asInt());
        assertEquals(3, numbers.get("free").size());
        LocalDate first = workspace.today().plusDays(27);
        assertEquals(first.toString(), numbers.at("/free/0/from").asText());
        assertEquals(10, numbers.at("/free/0/people").asInt());
        String page = planner.visitor()
                .get(planner.base() + "/surveys/panel?segment=unit:Sales")
                .body();
        String inWords = new Dates(Locale.ENGLISH, ZoneOffset.UTC).day(first);
        assertTrue(page.contains("30 are left out") && page.contains("<td>" + inWords + "</td>"), page);

        clock.pass(Duration.ofDays(26));
        assertEquals(0, planner.read("/panel").get("can").asInt());
        clock.pass(Duration.ofDays(1));
        assertEquals(turns.get(0), asked(planner, 10));
        // Whoever is new comes first, then whose last time is longest ago.
        clock.pass(Duration.ofDays(2));
        List<String> came = Samples.people(workspace, 200, 2, "Sales");
        Set<String> next = asked(planner, 8);
        assertTrue(next.containsAll(came), next.toString());
        next.removeAll(came);
        assertEquals(6, next.size());
        assertTrue(turns.get(1).containsAll(next), "of those who were asked second");
    }

    @Test
    void whoWasInvitedToAnyOtherSurveyIsLeftOutAndWhoIsDrawnIsNotAskedByOthers() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> sales = Samples.people(workspace, 0, 8, "Sales");
        List<String> works = Samples.people(workspace, 100, 12, "Works");
        fieldworker.invite(planner, planner.open(Map.of("segment", "unit:Sales")));

        var opened = Planner.json(
                planner.send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"Pulse","sample":{"people":6,"rotating":true},"closes":"%s"}""".formatted(clock.instant().plus(Duration.ofDays(3)))));
        String wave = opened.get("id").asText();
        assertTrue(opened.at("/sample/rotating").asBoolean(), opened.toString());
        assertTrue(opened.get("spareLately").asBoolean());
        String page = planner.page(wave);
        assertTrue(page.contains("8 people are left out because"), page);
        assertTrue(page.contains("The panel: 6 people at random, in turn, of "), page);

        // Six are drawn and not yet invited; a sparing survey of everybody asks the other six.
        String other = planner.open(Map.of("lately", "spare"));
        fieldworker.invite(planner, other);
        assertEquals(6, Fieldworker.roll(workspace, other).size());
        fieldworker.invite(planner, wave);
        Set<String> drawn = Fieldworker.roll(workspace, wave);
        assertEquals(6, drawn.size());
        assertTrue(Collections.disjoint(drawn, Fieldworker.roll(workspace, other)));
        assertTrue(Collections.disjoint(drawn, sales));
        assertTrue(works.containsAll(drawn));
        assertEquals(20, planner.read("/panel").get("leftOut").asInt());
    }

    @Test
    void aPlannedPanelIsDrawnWhenItOpensAndWhoWasDrawnAndNeverInvitedIsFreeOnceItCloses() {
        Planner planner = planner(Tenant.Placement.DEDICATED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 9, "Sales");
        Instant opens = clock.instant().plus(Duration.ofDays(1));
        var planned =
                Planner.json(planner.send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"Later","sample":{"percent":100,"rotating":true},"opens":"%s","closes":"%s"}""".formatted(opens, opens.plus(Duration.ofDays(3)))));
        String wave = planned.get("id").asText();
        assertEquals(9, planner.read("/panel").get("can").asInt(), "planning holds nobody");
        List<String> late = Samples.people(workspace, 100, 1, "Sales");
        clock.pass(Duration.ofDays(1).plusSeconds(1));
        Eventually.holds("it opens", Samples.SOON, () -> {
            clock.pass(Duration.ofMillis(20));
            return planner.read("/waves/" + wave).get("state").asText().equals("open");
        });
        assertEquals(0, planner.read("/panel").get("can").asInt());
        var draw = (Audience.Panel)
                new WaveStore(workspace).find(wave).orElseThrow().wave().audience();
        assertTrue(new Named(workspace, draw.draw()).all().containsAll(late));
        assertEquals(10, draw.people());

        planner.press(wave, "/close");
        Eventually.holds("those who were not asked are free", Samples.SOON, () -> {
            clock.pass(Duration.ofMillis(100));
            return planner.read("/panel").get("can").asInt() == 10;
        });
        Eventually.holds(
                "the list is gone",
                Samples.SOON,
                () -> new Named(workspace, draw.draw()).all().isEmpty());
    }

    @Test
    void aPanelThatIsTooSmallHoldsNobody() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Samples.people(planner.workspace(), 0, 9, "Sales");
        var few = planner.sendForm(panel(3));
        assertEquals(422, few.statusCode());
        assertTrue(few.body().contains("This has 3 people."), few.body());
        assertTrue(few.body().contains("value=\"panel\" checked"), few.body());
        assertEquals(9, planner.read("/panel").get("can").asInt());
        assertEquals(
                422,
                planner.visitor()
                        .get(planner.base() + "/api/v1/panel?segment=nonsense")
                        .statusCode());
    }

    @ParameterizedTest
    @EnumSource
    void surveysThatBeginAtTheSameMomentNeverAskOnePersonTwice(Tenant.Placement placement) throws Exception {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 60, "Sales");
        var together = new CyclicBarrier(4);
        List<Map<String, String>> forms = List.of(panel(20), panel(20), panel(20), Map.of("lately", "spare"));
        var waves = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var opening = new ArrayList<Future<String>>();
            for (Map<String, String> form : forms) {
                opening.add(threads.submit(() -> {
                    together.await();
                    var sent = planner.sendForm(form);
                    // The last one may come when all are drawn.
                    return sent.statusCode() == 303
                            ? sent.headers().firstValue("location").orElseThrow()
                            : "";
                }));
            }
            for (Future<String> each : opening) {
                String location = each.get();
                if (!location.isEmpty()) {
                    waves.add(location.substring(location.lastIndexOf('/') + 1));
                }
            }
            var inviting = new ArrayList<Future<?>>();
            var again = new CyclicBarrier(waves.size());
            for (String wave : waves) {
                inviting.add(threads.submit(() -> {
                    again.await();
                    planner.press(wave, "/invitations");
                    return wave;
                }));
            }
            for (Future<?> each : inviting) {
                each.get();
            }
        }
        assertTrue(waves.size() >= 3, waves.toString());
        waves.forEach(wave -> fieldworker.invited(planner.workspace(), wave));
        var all = new ArrayList<String>();
        waves.forEach(wave -> all.addAll(Fieldworker.roll(workspace, wave)));
        assertEquals(new HashSet<>(all).size(), all.size(), "somebody was asked twice");
        assertEquals(60, all.size());
    }

    /** @return whom each of four surveys holds that hold these people at the same moment, and once more */
    private static List<Set<String>> holdTogether(Workspace workspace, List<String> people, Asked.Sparing sparing)
            throws Exception {
        var together = new CyclicBarrier(4);
        var held = new ArrayList<Set<String>>();
        try (var threads = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Future<Set<String>>>();
            for (int i = 0; i < 4; i++) {
                String holder = "survey" + i;
                all.add(threads.submit(() -> {
                    together.await();
                    Set<String> first = new Asked(workspace).hold(people, holder, sparing);
                    assertEquals(first, new Asked(workspace).hold(people, holder, sparing));
                    return first;
                }));
            }
            for (Future<Set<String>> each : all) {
                held.add(each.get());
            }
        }
        return held;
    }

    @ParameterizedTest
    @EnumSource
    void surveysThatSparePanelsAloneAndHoldAtTheSameMomentAllGetEverybodyWhomNoPanelHas(Tenant.Placement placement)
            throws Exception {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> people = Samples.people(workspace, 0, 50, "Sales");
        List<String> ofPanel = Samples.people(workspace, 100, 5, "Sales");
        assertEquals(
                5,
                new Asked(workspace)
                        .hold(ofPanel, Asked.holder("p"), Asked.Sparing.ANYBODY)
                        .size());
        // One of them asked already today, and nobody holds these any more.
        List<String> today = people.subList(0, 3);
        new Asked(workspace)
                .on(today.stream().collect(Collectors.toMap(each -> each, each -> workspace.today())), "survey9");
        var all = new ArrayList<>(people);
        all.addAll(ofPanel);
        for (Set<String> each : holdTogether(workspace, all, Asked.Sparing.OF_PANELS)) {
            assertEquals(new HashSet<>(people), each);
        }
        // Each notes the day and lets go of its own, also of whom another one has noted before it.
        for (int i = 0; i < 4; i++) {
            new Asked(workspace)
                    .on(
                            people.stream().collect(Collectors.toMap(each -> each, each -> workspace.today())),
                            "survey" + i);
        }
        workspace
                .collection(Asked.ASKED)
                .findAll(people)
                .forEach(each ->
                        assertEquals(Set.of("day"), TenantCollection.body(each).keySet()));
    }

    @Test
    void oneOfManyWhoHoldAtTheSameMomentHasThePersonAndRepeatingItChangesNothing() throws Exception {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 50, "Sales");
        new Asked(workspace).on(Map.of(people.getFirst(), workspace.today().minusDays(40)), "before");
        var held = new ArrayList<String>();
        holdTogether(workspace, people, Asked.Sparing.ANYBODY).forEach(held::addAll);
        assertEquals(50, held.size());
        assertEquals(new HashSet<>(people), new HashSet<>(held));
        // What is noted once they are invited is the day alone.
        new Asked(workspace)
                .on(people.stream().collect(Collectors.toMap(each -> each, each -> workspace.today())), "survey0");
        workspace
                .collection(Asked.ASKED)
                .all()
                .forEach(each ->
                        assertEquals(Set.of("day"), TenantCollection.body(each).keySet()));
        assertFalse(new Asked(workspace)
                .hold(people, "later", Asked.Sparing.ANYBODY)
                .contains(people.getFirst()));
    }
}
