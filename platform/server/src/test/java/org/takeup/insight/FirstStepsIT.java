package org.takeup.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.people.Identity;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** The way from an empty workspace to the first insight, ticked by what is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstStepsIT {
    private static final Pattern STEP =
            Pattern.compile("<h2>([^<]+?) <span class=\"badge (?:good)?\">(done|open)</span></h2>");

    private final People people = new People();
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

    private static List<String> done(Visitor admin, String base) {
        return STEP.matcher(admin.get(base + "/first-steps").body())
                .results()
                .filter(found -> found.group(2).equals("done"))
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void eachStepIsTickedOnceItIsTrue() {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String base = "/w/" + workspace.tenant().slug();
        Visitor admin = platform.signedIn(workspace, Role.ADMIN);
        assertEquals(List.of(), done(admin, base));
        String home = admin.get(base + "/").body();
        assertTrue(home.contains("5 steps to the first insight."), home);
        assertEquals(
                5,
                STEP.matcher(admin.get(base + "/first-steps").body()).results().count());

        people.upsert(
                workspace,
                IntStream.range(0, 6)
                        .mapToObj(n -> new PersonRecord(
                                "test", "" + n, "Person " + n, "", Optional.of("Sales"), Optional.empty(), true))
                        .toList());
        assertEquals(List.of("Bring your people in"), done(admin, base));

        for (String subject : List.of("one", "two")) {
            people.signedIn(
                    workspace, new Identity("https://idp.example", subject, subject, "", false, java.util.Set.of()));
        }
        assertEquals(List.of("Bring your people in", "Let your colleagues sign in"), done(admin, base));

        String csrf = Visitor.token(home);
        String closes = Instant.now().plus(Duration.ofDays(7)).toString();
        var wave = admin.json(
                "POST",
                base + "/api/v1/waves",
                "{\"plugin\":\"survey-maturity\",\"title\":\"First\",\"segment\":\"everybody\",\"closes\":\"" + closes
                        + "\"}",
                csrf);
        assertEquals(201, wave.statusCode(), wave.body());
        assertFalse(done(admin, base).contains("Ask what stands in the way"));
        String id = wave.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
        assertTrue(admin.get(base + "/first-steps").body().contains(base + "/surveys/" + id));
        var invited = admin.json("POST", base + "/api/v1/waves/" + id + "/invitations", "{}", csrf);
        assertEquals(2, invited.statusCode() / 100, invited.body());
        Eventually.holds(
                "somebody is invited",
                Duration.ofSeconds(30),
                () -> done(admin, base).contains("Ask what stands in the way"));
    }

    @Test
    void onlyAdminsAreLed() {
        Workspace workspace = platform.tenant("t" + UUID.randomUUID().toString().substring(0, 8));
        String base = "/w/" + workspace.tenant().slug();
        Visitor planner = platform.signedIn(workspace, Role.PLANNER);
        assertEquals(403, planner.get(base + "/first-steps").statusCode());
        assertFalse(planner.get(base + "/").body().contains("First steps"));
    }
}
