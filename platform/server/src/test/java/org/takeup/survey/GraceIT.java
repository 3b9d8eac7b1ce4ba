package org.takeup.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;

/** A survey's time comes while people answer: they can finish, and nobody begins any more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraceIT {
    private final StillClock clock = new StillClock();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(UnaryOperator.identity(), clock);
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static String goesTo(HttpResponse<String> answer) {
        assertEquals(303, answer.statusCode(), answer.body());
        return answer.headers().firstValue("location").orElseThrow();
    }

    private String link(Workspace workspace, Wave wave, String person) {
        return Samples.base(workspace) + "/answer/" + wave.id() + "/" + Samples.ticket(workspace, wave, person);
    }

    @Test
    void whoHasBegunCanFinishAndNobodyElseBegins() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        Visitor phone = platform.stranger();
        String begun = link(workspace, wave, people.get(0));
        String looking = link(workspace, wave, people.get(1));
        String absent = link(workspace, wave, people.get(2));
        assertEquals(begun + "/2", goesTo(phone.post(begun + "/1", "a.mood=3")));
        assertEquals(200, phone.get(looking + "/1").statusCode());

        clock.pass(Duration.ofDays(3).plusSeconds(5));
        assertEquals(410, phone.get(absent).statusCode());
        assertEquals(410, phone.get(absent + "/1").statusCode());
        assertEquals(begun + "/2", goesTo(phone.get(begun)));
        assertEquals(200, phone.get(begun + "/2").statusCode());
        assertEquals(begun + "/done", goesTo(phone.post(begun + "/2", "a.words=Just+in+time")));
        // The first page was on the screen when the time came.
        assertEquals(looking + "/2", goesTo(phone.post(looking + "/1", "a.mood=4")));
        String answers = Samples.base(workspace) + "/api/v1/waves/" + wave.id() + "/answers";
        Visitor program = platform.signedIn(workspace, Role.LEARNER, people.get(3));
        String csrf = Visitor.token(program.get(Samples.base(workspace) + "/").body());
        assertEquals(
                410,
                program.json("PUT", answers, "{\"answers\":{\"mood\":{\"rating\":3}}}", csrf)
                        .statusCode());

        clock.pass(Wave.GRACE);
        HttpResponse<String> late = phone.post(looking + "/2", "a.words=Too+late");
        assertEquals(410, late.statusCode());
        assertTrue(late.body().contains("closed before your answers came")
                && late.body().contains("Too late"));
        assertEquals(1, new TurnoutStore(workspace, wave.id()).participation().finished());
    }

    @Test
    void whoHasBegunAnAnonymousSurveyCanFinishToo() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.DEDICATED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        Wave wave = Samples.wave(workspace, Confidentiality.Mode.ANONYMOUS, "Sales");
        Samples.invite(platform, workspace, wave, 6);
        Visitor phone = platform.stranger();
        String link = link(workspace, wave, people.getFirst());
        String own = goesTo(
                phone.post(link, "slip=" + AnonymousPagesIT.slip(phone.get(link).body())));

        clock.pass(Duration.ofDays(3).plusSeconds(5));
        assertEquals(410, phone.get(link(workspace, wave, people.get(1))).statusCode());
        assertEquals(own + "/1", goesTo(phone.get(own)));
        assertEquals(own + "/2", goesTo(phone.post(own + "/1", "a.mood=3")));
        assertEquals(own + "/done", goesTo(phone.post(own + "/2", "a.words=Just+in+time")));
        clock.pass(Wave.GRACE);
        assertEquals(410, phone.get(own + "/1").statusCode());
    }

    @Test
    void aWaveIsSeparatedOnceTheirTimeIsOver() {
        Workspace workspace = Samples.tenant(platform, Tenant.Placement.POOLED);
        List<String> people = Samples.people(workspace, 0, 6, "Sales");
        var planner = new Planner(platform, workspace);
        String id = planner.open(java.util.Map.of("segment", "unit:Sales"));
        assertEquals(6, people.size());
        Wave wave = new WaveStore(workspace).find(id).orElseThrow().wave();
        clock.pass(Duration.between(clock.instant(), wave.closes()).plusSeconds(5));
        assertEquals(Wave.State.OPEN, Samples.stored(workspace, wave).state());
        Eventually.holds("it is separated", Samples.SOON, () -> {
            clock.pass(Duration.ofMinutes(1));
            return Samples.stored(workspace, wave).state() == Wave.State.SEPARATED;
        });
        assertEquals(wave.closes(), Samples.stored(workspace, wave).ends());
    }
}
