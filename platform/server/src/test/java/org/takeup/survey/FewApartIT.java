package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.MDC;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.delivery.Eventually;
import org.takeup.people.People;
import org.takeup.store.ServedStore;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/**
 * A planner who lets a few come at the one moment at which nobody looks: after it was looked at whom a survey would invite, and
 * before the job that invites has read the directory.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FewApartIT {
    private final Moment moment = new Moment();
    private ServedStore store;
    private TestPlatform platform;
    private Fieldworker fieldworker;

    @BeforeAll
    void start() {
        store = new ServedStore();
        platform = TestPlatform.on(store.uri(), HashMap::new, Clock.systemUTC(), moment);
        fieldworker = Fieldworker.on(platform);
    }

    @AfterAll
    void stop() {
        platform.close();
        store.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** Does something when a run of inviting first looks into the directory; counts how often the test reads people. */
    private static final class Moment implements CommandListener {
        private final AtomicReference<Runnable> deed = new AtomicReference<>(() -> {});
        private final AtomicInteger read = new AtomicInteger();
        private volatile Thread looks;

        @Override
        public void commandStarted(CommandStartedEvent event) {
            boolean people = event.getCommandName().equals("find")
                    && event.getCommand().getString("find").getValue().equals("people");
            if (!people) {
                return;
            }
            if (Thread.currentThread() == looks) {
                read.incrementAndGet();
            }
            String job = MDC.get("job");
            if (job != null && job.startsWith("survey-invite")) {
                deed.getAndSet(() -> {}).run();
            }
        }
    }

    private String results(Workspace workspace, Wave wave) {
        fieldworker.close(workspace, wave);
        return new Planner(platform, workspace)
                .read("/waves/" + wave.id() + "/results")
                .toString();
    }

    private static boolean showsScores(String results) {
        return results.contains("\"score\":{");
    }

    @Attack(
            value = "letting two people come while a survey is inviting whom an earlier one asked the same",
            kind = Kind.REPORT_FILE,
            threats = "T13",
            at = "/api/v1/waves/{wave}/results")
    @BothPlacements
    void whoComesWhileASurveyIsInvitingIsNotToldByItsResults(Tenant.Placement placement) {
        for (Confidentiality.Mode mode : List.of(Confidentiality.Mode.CONFIDENTIAL, Confidentiality.Mode.ANONYMOUS)) {
            Workspace workspace = Samples.tenant(platform, placement);
            List<String> before = Samples.people(workspace, 0, 8, "Sales");
            Wave first = Samples.wave(workspace, mode, "Sales");
            Wave second = Samples.wave(workspace, mode, "Sales");
            Samples.invite(platform, workspace, first, 8);
            var came = new AtomicReference<>(List.<String>of());
            moment.deed.set(() -> came.set(Samples.people(workspace, 100, 2, "Sales")));
            Samples.invite(platform, workspace, second, 10);
            fieldworker.invited(workspace, second.id());
            fieldworker.answers(workspace, first, before);
            fieldworker.answers(workspace, second, before);
            fieldworker.answers(workspace, second, came.get());
            String earlier = results(workspace, first);
            assertTrue(showsScores(earlier), earlier);
            String page = new Planner(platform, workspace).page(second.id());
            assertTrue(page.contains("whichever of both closes later will show no results."), page);
            String told = results(workspace, second);
            assertFalse(showsScores(told), told);
            assertTrue(told.contains("\"few-apart\""), told);
        }
    }

    /** A copy of an instrument has another id; what it asks is the same. */
    @Test
    void whoComesIsNotToldByACopyOfTheSameQuestionsEither() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> before = Samples.people(workspace, 0, 8, "Sales");
        Wave first = Samples.wave(workspace, "Sales");
        Wave second = copy(workspace, first);
        Samples.invite(platform, workspace, first, 8);
        var came = new AtomicReference<>(List.<String>of());
        moment.deed.set(() -> came.set(Samples.people(workspace, 100, 2, "Sales")));
        Samples.invite(platform, workspace, second, 10);
        fieldworker.invited(workspace, second.id());
        fieldworker.answers(workspace, first, before);
        fieldworker.answers(workspace, second, before);
        fieldworker.answers(workspace, second, came.get());
        assertTrue(showsScores(results(workspace, first)));
        String told = results(workspace, second);
        assertFalse(showsScores(told), told);
    }

    /** Another wave of the same questions with an instrument of another id. */
    private static Wave copy(Workspace workspace, Wave of) {
        Wave other = Samples.withInstrument(of, "own:copy");
        new WaveStore(workspace).insert(other, WaveKey.fresh(), Samples.snapshot());
        return other;
    }

    /** W1 asks all of Sales, Ops and HR; W2, which is closed first, asks Sales, Ops and one of HR. */
    @Test
    void unitsAreNotShownWhoseSumAnEarlierSurveyHasWithOnePersonMore() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Wave second = Samples.wave(workspace);
        var people = new ArrayList<String>();
        people.addAll(Samples.people(workspace, 0, 6, "Sales"));
        people.addAll(Samples.people(workspace, 20, 6, "Ops"));
        people.addAll(Samples.people(workspace, 40, 1, "HR"));
        Samples.invite(platform, workspace, second, 13);
        people.addAll(Samples.people(workspace, 60, 20, "HR"));
        Wave first = Samples.wave(workspace, "HR", "Ops", "Sales");
        Samples.invite(platform, workspace, first, 33);
        fieldworker.invited(workspace, first.id());
        fieldworker.answers(workspace, second, people.subList(0, 13));
        fieldworker.answers(workspace, first, people.subList(0, 20));
        assertTrue(showsScores(results(workspace, second)));
        String told = results(workspace, first);
        assertTrue(showsScores(told), "of all together there is nothing to tell: " + told);
        assertFalse(told.contains("\"unit\":\"Sales\",\"score\""), told);
    }

    /** Whoever came alone, answered without a name, and is on no roll any more. */
    @BothPlacements
    void whoWasErasedIsNotToldByAnAnonymousSurvey(Tenant.Placement placement) {
        Workspace workspace = Samples.tenant(platform, placement);
        List<String> before = Samples.people(workspace, 0, 8, "Sales");
        Wave first = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS);
        Wave second = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS);
        Samples.invite(platform, workspace, first, 8);
        var came = new AtomicReference<>(List.<String>of());
        moment.deed.set(() -> came.set(Samples.people(workspace, 100, 1, "Sales")));
        Samples.invite(platform, workspace, second, 9);
        fieldworker.invited(workspace, second.id());
        fieldworker.answers(workspace, first, before);
        fieldworker.answers(workspace, second, before);
        fieldworker.answers(workspace, second, came.get());
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        String page = Samples.base(workspace) + "/your-data";
        String person = came.get().getFirst();
        assertEquals(
                303,
                admin.submit(page, page + "/erasures", Map.of("person", person)).statusCode());
        Eventually.holds(
                "they are erased", Samples.SOON, () -> !new RollStore(workspace, second.id()).isEnrolled(person));
        assertTrue(showsScores(results(workspace, first)));
        String told = results(workspace, second);
        assertFalse(showsScores(told), told);
    }

    /** From all that the second says, planners can take what these eight said by name, whoever else was asked by name. */
    @Test
    void whoAnsweredByNameLeavesNoFewToBeTold() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> before = Samples.people(workspace, 0, 8, "Sales");
        Wave named = Samples.wave(workspace, Confidentiality.Mode.NAMED, "Sales");
        Wave second = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, named, 8);
        fieldworker.invited(workspace, named.id());
        var came = new AtomicReference<>(List.<String>of());
        moment.deed.set(() -> came.set(Samples.people(workspace, 100, 2, "Sales")));
        Samples.invite(platform, workspace, second, 10);
        fieldworker.invited(workspace, second.id());
        fieldworker.answers(workspace, second, before);
        fieldworker.answers(workspace, second, came.get());
        String told = results(workspace, second);
        assertFalse(showsScores(told), told);
    }

    /** A roll of an older Takeup does not say under which unit each was counted. */
    @Test
    void unitsOfWhichNobodyKnowsWhoIsInThemAreNotShownBesideOthers() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 8, "Sales");
        people = Stream.concat(people.stream(), Samples.people(workspace, 50, 8, "Works").stream())
                .toList();
        Wave first = Samples.wave(workspace, "Sales", "Works");
        Wave second = Samples.wave(workspace, "Sales", "Works");
        for (Wave wave : List.of(first, second)) {
            Samples.invite(platform, workspace, wave, 16);
            fieldworker.invited(workspace, wave.id());
            fieldworker.answers(workspace, wave, people);
        }
        var roll = workspace.collection(RollStore.ROLL);
        roll.updateAll(Filters.eq("wave", first.id()), Updates.unset("unit"));
        assertTrue(results(workspace, first).contains("\"unit\":\"Sales\",\"score\":{"));
        String told = results(workspace, second);
        assertTrue(showsScores(told), told);
        assertFalse(told.contains("\"unit\":\"Sales\",\"score\""), told);
        // Whoever is invited once more is put under a unit again.
        new RollStore(workspace, first.id()).enrol(Map.of(people.getFirst(), "Sales"), workspace.today());
        assertEquals(1, roll.count(Filters.and(Filters.eq("wave", first.id()), Filters.eq("unit", "Sales"))));
    }

    @Test
    void whoComesToOneUnitIsNotToldByIt() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> sales = Samples.people(workspace, 0, 8, "Sales");
        List<String> works = Samples.people(workspace, 50, 8, "Works");
        Wave first = Samples.wave(workspace, "Sales", "Works");
        Wave second = Samples.wave(workspace, "Sales", "Works");
        Samples.invite(platform, workspace, first, 16);
        var came = new AtomicReference<>(List.<String>of());
        moment.deed.set(() -> {
            came.set(Samples.people(workspace, 100, 1, "Sales"));
            Samples.people(workspace, 200, 6, "Works");
        });
        Samples.invite(platform, workspace, second, 23);
        fieldworker.invited(workspace, second.id());
        for (Wave wave : List.of(first, second)) {
            fieldworker.answers(workspace, wave, sales);
            fieldworker.answers(workspace, wave, works);
        }
        fieldworker.answers(workspace, second, came.get());
        assertTrue(results(workspace, first).contains("\"unit\":\"Sales\",\"score\":{"));
        String told = results(workspace, second);
        assertTrue(showsScores(told), "of all together there is nothing to tell: " + told);
        assertFalse(told.contains("\"unit\":\"Sales\",\"score\""), told);
    }

    @Test
    void aFewWhoCameAreShownOnceEnoughHaveComeAndWereInvited() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> before = Samples.people(workspace, 0, 8, "Sales");
        Wave first = Samples.wave(workspace, "Sales");
        Wave second = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, first, 8);
        moment.deed.set(() -> Samples.people(workspace, 100, 2, "Sales"));
        Samples.invite(platform, workspace, second, 10);
        fieldworker.invited(workspace, second.id());
        Samples.people(workspace, 200, 4, "Sales");
        Samples.invite(platform, workspace, second, 14);
        fieldworker.invited(workspace, second.id());
        fieldworker.answers(workspace, second, before);
        assertFalse(new Planner(platform, workspace).page(second.id()).contains("whichever of both"));
        assertTrue(showsScores(results(workspace, second)));
    }

    /** One that leaves out whom others asked has its people on its roll nevertheless. */
    @Test
    void aSurveyThatSparesPeopleInvitesNoFewNewcomersBesideOneThatHasAskedTheOthersAgain() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        var planner = new Planner(platform, workspace);
        Samples.people(workspace, 0, 8, "Sales");
        Wave sparing = Samples.stored(workspace, find(workspace, planner.open(Map.of("lately", "spare"))));
        Samples.invite(platform, workspace, sparing, 8);
        Wave again = find(workspace, planner.open(Map.of("lately", "ask")));
        Samples.invite(platform, workspace, again, 8);
        Samples.people(workspace, 100, 2, "Sales");
        var sent = planner.send("POST", "/waves/" + sparing.id() + "/invitations", "{}");
        assertEquals(409, sent.statusCode(), sent.body());
        assertTrue(sent.body().contains("wave-few-changed"), sent.body());
    }

    private static Wave find(Workspace workspace, String id) {
        return new WaveStore(workspace).find(id).orElseThrow().wave();
    }

    @Test
    void theDirectoryIsReadOnceHoweverManySurveysAskedTheSameBefore() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        Samples.people(workspace, 0, 12, "Sales");
        int one = reads(workspace, 1);
        assertEquals(one, reads(workspace, 6));
    }

    /** How often people were read while it was looked at whom a survey would invite, with so many more surveys before it. */
    private int reads(Workspace workspace, int more) {
        for (int i = 0; i < more; i++) {
            Samples.invite(platform, workspace, Samples.wave(workspace, "Sales"), 12);
        }
        Wave last = Samples.wave(workspace, "Sales");
        moment.looks = Thread.currentThread();
        int before = moment.read.get();
        new SameAgain(workspace, new Frame(new People()))
                .refuseChanged(last, workspace.clock().instant());
        return moment.read.get() - before;
    }
}
