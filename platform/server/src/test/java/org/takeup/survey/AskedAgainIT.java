package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.bson.Document;
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
import org.takeup.people.PersonRecord;
import org.takeup.store.Jobs;
import org.takeup.store.Signals;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * A planner who opens a survey while nothing is to be learned from it, and invites once a few have come or left: the results of
 * an earlier survey taken from those of this one would be what these few said.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedAgainIT {
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

    /** Whoever presses the button is told why, and so is a program. */
    private static void refused(Planner planner, String wave) {
        Set<String> before = Fieldworker.roll(planner.workspace(), wave);
        Optional<Course.Inviting> last = Fieldworker.inviting(planner.workspace(), wave);
        String page = planner.base() + "/surveys/" + wave;
        var pressed = planner.visitor().submit(page, page + "/invitations", Map.of());
        assertEquals(409, pressed.statusCode(), pressed.body());
        assertTrue(pressed.body().contains("would tell what these few said"), pressed.body());
        var sent = planner.send("POST", "/waves/" + wave + "/invitations", "{}");
        assertEquals(409, sent.statusCode(), sent.body());
        assertTrue(sent.body().contains("wave-few-changed"), sent.body());
        assertEquals(last, Fieldworker.inviting(planner.workspace(), wave));
        assertEquals(before, Fieldworker.roll(planner.workspace(), wave));
    }

    private static void leave(Workspace workspace, int from, int count) {
        List<PersonRecord> gone = IntStream.range(from, from + count)
                .mapToObj(n -> Samples.person(workspace, n, "Sales"))
                .map(each -> new PersonRecord(
                        each.source(),
                        each.externalId(),
                        each.name(),
                        each.email(),
                        each.unit(),
                        each.manager(),
                        false))
                .toList();
        new People().upsert(workspace, gone);
    }

    @ParameterizedTest
    @EnumSource
    void whomAPanelTakesAfterASurveyOpenedDoesNotLeaveAFewNewcomersToBeAsked(Tenant.Placement placement) {
        Planner planner = planner(placement);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        assertEquals(12, fieldworker.invite(planner, planner.open(Map.of())).size());
        Samples.people(workspace, 100, 10, "Sales");
        String again = planner.open(Map.of("lately", "ask"));
        planner.open(Map.of("whom", "panel", "sample", "8", "privacy", "anonymous"));
        refused(planner, again);
        // Three more are five whom no panel has.
        Samples.people(workspace, 200, 3, "Sales");
        assertEquals(17, fieldworker.invite(planner, again).size());
    }

    @Test
    void whoJoinsBetweenOpeningAndInvitingIsNotAskedAloneWhicheverOfTwoSurveysInvitesThem() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        String first = planner.open(Map.of());
        assertEquals(12, fieldworker.invite(planner, first).size());
        String again = planner.open(Map.of("lately", "ask"));
        Samples.people(workspace, 100, 2, "Sales");
        refused(planner, again);
        leave(workspace, 100, 2);
        assertEquals(12, fieldworker.invite(planner, again).size());
        // The same people are on both rolls: whoever comes now is told from either.
        leave(workspace, 0, 3);
        assertEquals(
                12, fieldworker.invite(planner, again).size(), "there is nobody to invite, and nothing to be told");
        Samples.people(workspace, 200, 2, "Sales");
        refused(planner, first);
        refused(planner, again);
        Samples.people(workspace, 300, 3, "Sales");
        assertEquals(17, fieldworker.invite(planner, first).size());
        assertEquals(17, fieldworker.invite(planner, again).size());
    }

    /** Surveys are apart by when people may answer: one that opened long ago has asked until it ended. */
    @Test
    void whoComesIsNotAskedAloneBeforeFourWeeksHavePassedSinceAnEarlierSurveyEnded() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 12, "Sales");
        Wave first = Samples.wave(workspace, "Sales");
        fieldworker.invite(planner, first.id());
        fieldworker.answers(workspace, first, people.subList(0, 6));
        clock.pass(Duration.ofDays(2));
        fieldworker.close(planner.workspace(), first);
        Samples.people(workspace, 100, 2, "Sales");
        clock.pass(Duration.ofDays(27));
        Wave early = Samples.wave(workspace, "Sales");
        refused(planner, early.id());
        clock.pass(Duration.ofDays(2));
        assertEquals(
                14,
                fieldworker
                        .invite(planner, Samples.wave(workspace, "Sales").id())
                        .size());
    }

    /** There is nothing to take from what this one says. */
    @Test
    void aSurveyThatHadTooFewAnswersDoesNotKeepItsPeopleFromBeingAsked() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 12, "Sales");
        Wave failed = Samples.wave(workspace, "Sales");
        fieldworker.invite(planner, failed.id());
        fieldworker.answers(workspace, failed, people.subList(0, 4));
        Samples.people(workspace, 100, 2, "Sales");
        refused(planner, Samples.wave(workspace, "Sales").id());
        fieldworker.close(planner.workspace(), failed);
        String told = planner.read("/waves/" + failed.id() + "/results").toString();
        assertFalse(told.contains("few-apart"), told);
        assertEquals(
                14,
                fieldworker
                        .invite(planner, Samples.wave(workspace, "Sales").id())
                        .size());
    }

    /** All of an earlier survey but two would say by name what they said there. */
    @Test
    void aNamedSurveyDoesNotLeaveAFewOfAnEarlierOneToBeTold() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 12, "Sales");
        Samples.people(workspace, 50, 30, "Works");
        String first = planner.open(Map.of("whom", "people", "people", String.join("\n", people)));
        assertEquals(12, fieldworker.invite(planner, first).size());
        leave(workspace, 0, 2);
        var opened = planner.sendForm(Map.of("lately", "ask", "privacy", "named"));
        assertEquals(422, opened.statusCode(), opened.body());
        assertTrue(opened.body().contains("would tell what these few said"), opened.body());
        leave(workspace, 2, 3);
        planner.open(Map.of("lately", "ask", "privacy", "named"));
    }

    @Test
    void whoLeftBetweenOpeningAndInvitingIsNotToldByTheSurveyThatLacksThem() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        List<String> people = Samples.people(workspace, 0, 12, "Sales");
        fieldworker.invite(planner, planner.open(Map.of()));
        String again = planner.open(Map.of("lately", "ask", "whom", "people", "people", String.join("\n", people)));
        leave(workspace, 3, 1);
        refused(planner, again);
        leave(workspace, 4, 4);
        assertEquals(7, fieldworker.invite(planner, again).size());
    }

    @Test
    void aUnitToWhichAFewCameIsNotShownEither() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        Samples.people(workspace, 50, 12, "Works");
        fieldworker.invite(planner, planner.open(Map.of()));
        String again = planner.open(Map.of("lately", "ask"));
        assertEquals(
                List.of("Sales", "Works"),
                new WaveStore(workspace).find(again).orElseThrow().wave().units());
        Samples.people(workspace, 100, 1, "Sales");
        Samples.people(workspace, 200, 6, "Works");
        refused(planner, again);
        Samples.people(workspace, 101, 4, "Sales");
        assertEquals(35, fieldworker.invite(planner, again).size());
    }

    /** As after a node that died when a planned survey was open and nobody invited. */
    @Test
    void aSurveyThatInvitesByItselfSaysWhyItDoesNotAndDoesOnceItCan() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Workspace workspace = planner.workspace();
        Samples.people(workspace, 0, 12, "Sales");
        fieldworker.invite(planner, planner.open(Map.of()));
        var opened =
                planner.send("POST", "/waves", """
                {"plugin":"survey-maturity","title":"Again","invites":true,"closes":"%s"}""".formatted(clock.instant().plus(Duration.ofDays(7))));
        assertEquals(201, opened.statusCode(), opened.body());
        String again = Planner.json(opened).get("id").asText();
        Samples.people(workspace, 100, 2, "Sales");
        var vertx = Vertx.vertx();
        try {
            new Jobs(platform.store(), new Signals(vertx), clock)
                    .add("survey-open", workspace.tenant().id(), new Document("wave", again), clock.instant());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
        Eventually.holds("the page says why", Samples.SOON, () -> {
            clock.pass(Duration.ofMillis(100));
            return planner.page(again).contains("Nobody could be invited when it opened.");
        });
        assertTrue(planner.page(again).contains("It is tried again every minute"), planner.page(again));
        assertEquals(Optional.empty(), Fieldworker.inviting(planner.workspace(), again));
        Samples.people(workspace, 200, 3, "Sales");
        clock.pass(Duration.ofMinutes(2));
        assertEquals(17, fieldworker.invited(planner.workspace(), again).size());
        assertFalse(planner.page(again).contains("Nobody could be invited"));
    }

    /** Both invite at once, and one finds the other's holds. */
    @Test
    void surveysThatAskEverybodyAgainAtTheSameMomentBothAskEverybody() {
        Planner planner = planner(Tenant.Placement.POOLED);
        Set<String> everybody = Set.copyOf(Samples.people(planner.workspace(), 0, 40, "Sales"));
        var waves = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            waves.add(planner.open(Map.of("lately", "ask")));
        }
        waves.forEach(wave -> planner.press(wave, "/invitations"));
        waves.forEach(wave -> assertEquals(everybody, fieldworker.invited(planner.workspace(), wave)));
        planner.workspace()
                .collection(Asked.ASKED)
                .all()
                .forEach(each -> assertFalse(each.containsKey("held"), each.toString()));
    }
}
