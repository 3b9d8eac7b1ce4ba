package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Eventually;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is said, and shown live, of open surveys once a few more or fewer are on the roll of one than of another. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FewApartNotesIT {
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(HashMap::new, Clock.systemUTC());
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static Course.Inviting run(Workspace workspace, String id, Course.Inviting.State state) {
        return new Course.Inviting(
                id, state, false, 0, 0, workspace.clock().instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private static void begins(Workspace workspace, Wave wave, String run) {
        new CourseStore(workspace).beginInviting(wave.id(), run(workspace, run, Course.Inviting.State.RUNNING));
    }

    private static void ends(Workspace workspace, Wave wave, String run) {
        new FewApartNotes(workspace)
                .ended(Samples.stored(workspace, wave), run(workspace, run, Course.Inviting.State.DONE));
    }

    /** Has a run put these on the roll. */
    private static void invited(Workspace workspace, Wave wave, String run, String unit, int from, int people) {
        begins(workspace, wave, run);
        onRoll(workspace, wave, unit, from, people);
        ends(workspace, wave, run);
    }

    private static void onRoll(Workspace workspace, Wave wave, String unit, int from, int people) {
        var cells = new HashMap<String, String>();
        for (int i = from; i < from + people; i++) {
            cells.put(Samples.person(workspace, i, unit).personId(), unit);
        }
        new RollStore(workspace, wave.id()).enrol(Map.copyOf(cells), workspace.today());
    }

    private static Optional<String> trouble(Workspace workspace, Wave wave) {
        return new CourseStore(workspace).of(wave.id()).flatMap(Course::trouble);
    }

    @Test
    void bothOfTwoSurveysSayItAndNeitherAnyMoreOnceEnoughHaveCome() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave first = Samples.wave(workspace, "Sales");
        Wave second = Samples.wave(workspace, "Sales");
        invited(workspace, first, "a", "Sales", 0, 8);
        assertEquals(Optional.empty(), trouble(workspace, first));
        invited(workspace, second, "b", "Sales", 0, 10);
        assertTrue(trouble(workspace, second).orElseThrow().endsWith("will show no results."));
        String told = trouble(workspace, first).orElseThrow();
        assertTrue(told.contains("\u201c" + second.title() + "\u201d") && told.endsWith("will show no results."), told);
        String page = new Planner(platform, workspace).page(first.id());
        assertTrue(page.contains("whichever of both closes later will show no results."), page);
        // Without beginning anew: the end of the run is what takes it away.
        onRoll(workspace, second, "Sales", 10, 4);
        new CourseStore(workspace).cancelInviting(second.id());
        workspace
                .collection(WaveStore.WAVES)
                .update(
                        second.id(),
                        com.mongodb.client.model.Updates.set("inviting.state", Course.Inviting.State.RUNNING.name()));
        ends(workspace, second, "b");
        assertEquals(Optional.empty(), trouble(workspace, second));
        assertEquals(Optional.empty(), trouble(workspace, first));
    }

    @Test
    void aRunThatAnotherOneHasReplacedSaysNothingAndOneThatWasStoppedDoes() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave first = Samples.wave(workspace, "Sales");
        Wave second = Samples.wave(workspace, "Sales");
        invited(workspace, first, "a", "Sales", 0, 8);
        begins(workspace, second, "b");
        onRoll(workspace, second, "Sales", 0, 10);
        begins(workspace, second, "c");
        ends(workspace, second, "b");
        assertEquals(Optional.empty(), trouble(workspace, second));
        assertEquals(Optional.empty(), trouble(workspace, first));
        var store = new CourseStore(workspace);
        assertEquals("c", inviting(store, second).run());
        assertEquals(Course.Inviting.State.RUNNING, inviting(store, second).state());
        store.cancelInviting(second.id());
        ends(workspace, second, "c");
        assertEquals(Course.Inviting.State.CANCELLED, inviting(store, second).state());
        assertTrue(trouble(workspace, second).isPresent()
                && trouble(workspace, first).isPresent());
    }

    private static Course.Inviting inviting(CourseStore store, Wave wave) {
        return store.of(wave.id()).flatMap(Course::inviting).orElseThrow();
    }

    /** An open survey that so many of each unit have finished, with its live figures there. */
    private Wave answered(Workspace workspace, int people, String... units) {
        Wave wave = Samples.wave(workspace, units);
        int from = 0;
        for (String unit : units) {
            Samples.people(workspace, from, people, unit);
            from += people;
        }
        Samples.invite(platform, workspace, wave, from);
        Fieldworker.on(platform).invited(workspace, wave.id());
        for (int i = 0; i < from; i++) {
            Fieldworker.answer(
                    platform, workspace, wave, Samples.person(workspace, i, "").personId());
        }
        Eventually.holds(
                "all are counted",
                Samples.SOON,
                () -> live(workspace, wave).path("finished").asInt() == people * units.length);
        return wave;
    }

    private JsonNode live(Workspace workspace, Wave wave) {
        return new Planner(platform, workspace).read("/waves/" + wave.id() + "/live");
    }

    private String page(Workspace workspace, Wave wave) {
        return new Planner(platform, workspace)
                .visitor()
                .get(Samples.base(workspace) + "/surveys/" + wave.id() + "/live")
                .body();
    }

    @Test
    void liveFiguresAreShownNoMoreOnceAFewMoreAreAskedTheSame() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave first = answered(workspace, 10, "Sales");
        JsonNode before = live(workspace, first);
        assertFalse(before.at("/scales/0/score").isNull(), before.toString());
        assertTrue(
                before.at("/withheld").isNull() && before.at("/unitsWithheld").isNull(), before.toString());
        Wave second = Samples.wave(workspace, "Sales");
        invited(workspace, second, "b", "Sales", 0, 12);
        JsonNode after = live(workspace, first);
        assertEquals("few-apart", after.at("/withheld/reason").asText(), after.toString());
        assertEquals(10, after.at("/finished").asInt());
        assertFalse(after.toString().contains("\"mean\""), after.toString());
        assertTrue(after.at("/items").isEmpty() && !after.at("/sealed").asBoolean(), after.toString());
        String page = page(workspace, first);
        assertTrue(page.contains("Shown together, both would tell what fewer than 5 people say."), page);
        assertFalse(page.contains("<meter"), page);
        invited(workspace, second, "c", "Sales", 12, 4);
        assertFalse(live(workspace, first).at("/scales/0/score").isNull());
    }

    @Test
    void liveFiguresOfUnitsAreShownNoMoreOnceAFewMoreOfAUnitAreAskedTheSame() {
        Workspace workspace = Samples.tenant(platform, Placement.POOLED);
        Wave first = answered(workspace, 10, "Sales", "Works");
        assertTrue(live(workspace, first).at("/scales/0/units").size() > 1);
        Wave second = Samples.wave(workspace, "Sales", "Works");
        begins(workspace, second, "b");
        onRoll(workspace, second, "Sales", 0, 10);
        onRoll(workspace, second, "Sales", 50, 1);
        onRoll(workspace, second, "Works", 10, 10);
        onRoll(workspace, second, "Works", 60, 6);
        ends(workspace, second, "b");
        JsonNode after = live(workspace, first);
        assertTrue(after.at("/withheld").isNull(), after.toString());
        assertEquals("few-apart", after.at("/unitsWithheld/reason").asText(), after.toString());
        assertFalse(after.at("/scales/0/score").isNull(), after.toString());
        assertTrue(after.at("/scales/0/units").isEmpty(), after.toString());
        String page = page(workspace, first);
        assertTrue(page.contains("there are no live figures of single units"), page);
        assertTrue(page.contains("<meter") && !page.contains("<h2 id=\"units\">"), page);
    }
}
