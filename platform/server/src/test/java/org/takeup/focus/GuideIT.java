package org.takeup.focus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.survey.Answered;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant.Placement;
import org.takeup.tenant.Workspace;

/** What is asked in a talk: kept with the group, proposed from the survey's lowest scores, seen by who moderates. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TestPlatform platform;
    private Workspace workspace;
    private String base;
    private Visitor planner;
    private Visitor moderator;
    private String group;

    @BeforeAll
    void start() throws Exception {
        platform = TestPlatform.start();
        workspace = platform.tenant("guides", Placement.POOLED);
        base = "/w/guides";
        var mod = new PersonRecord(
                "test", "mod", "Mo", "mod@guides.example", Optional.of("Learning"), Optional.empty(), true);
        // People do much and think little of it: all agree to what the first scale says, and to nothing of the second.
        String doing = answers("doing", 5);
        String thinking = answers("thinking", 1);
        String wave = Answered.closed(
                platform,
                workspace,
                "survey-learner-voice",
                IntStream.range(0, 8).mapToObj(i -> doing + "," + thinking).toList());
        new People().upsert(workspace, List.of(mod));
        planner = platform.signedIn(workspace, Role.PLANNER);
        moderator = platform.signedIn(workspace, Role.LEARNER, mod.personId());
        String begins = workspace
                .clock()
                .instant()
                .plus(Duration.ofDays(2))
                .truncatedTo(ChronoUnit.MINUTES)
                .atZone(ZoneOffset.UTC)
                .toLocalDateTime()
                .toString();
        var made = planner.json(
                "POST",
                base + "/api/v1/focus-groups",
                """
                {"topic":"What we think","wave":"%s","segment":"everybody","seats":5,"begins":"%s","zone":"UTC","minutes":60,
                 "place":"Room 1","moderator":"mod@guides.example","language":"de"}""".formatted(wave, begins),
                Visitor.token(planner.get(base + "/focus-groups/new").body()));
        assertEquals(201, made.statusCode(), made.body());
        group = JSON.readTree(made.body()).get("id").asText();
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    /** The last of four statements is worded against the others. */
    private static String answers(String scale, int point) {
        return IntStream.rangeClosed(1, 4)
                .mapToObj(n -> "\"" + scale + "-" + n + "\":{\"rating\":" + (n == 4 ? 6 - point : point) + "}")
                .collect(java.util.stream.Collectors.joining(","));
    }

    private String guide() {
        return base + "/focus-groups/" + group + "/guide";
    }

    private JsonNode read(Visitor who) throws Exception {
        return JSON.readTree(
                who.get(base + "/api/v1/focus-groups/" + group + "/guide").body());
    }

    @Test
    void questionsAreProposedFromTheLowestScoresInTheLanguageOfTheTalkAndForPlannersAlone() throws Exception {
        var proposals = read(planner).get("proposals");
        assertEquals(4, proposals.size(), proposals.toString());
        String first = proposals.get(0).get("question").asText();
        assertTrue(first.startsWith("Denken Sie an das letzte Mal"), first);
        assertTrue(proposals.get(0).get("why").asText().endsWith(": 0 of 100"), proposals.toString());
        assertTrue(proposals.get(3).get("why").asText().endsWith(": 100 of 100"), proposals.toString());
        assertEquals(0, read(moderator).get("proposals").size(), "scores are for planners");
        assertFalse(moderator.get(guide()).body().contains(" of 100"));

        String version = String.valueOf(new FocusStore(workspace).guide(group).version());
        var saved = planner.submit(
                guide(),
                guide(),
                Map.of("version", version, "questions", "What happened last?\r\n\r\n  And then? ", "add", first));
        assertEquals(303, saved.statusCode(), saved.body().replaceAll("(?s)^.*<h1>", ""));
        var now = read(moderator).get("questions");
        assertEquals(3, now.size());
        assertEquals("And then?", now.get(1).asText());
        assertEquals(first, now.get(2).asText());
        assertEquals(3, read(planner).get("proposals").size(), "what is asked is not proposed again");
        String session =
                moderator.get(base + "/focus-groups/" + group + "/session").body();
        String asked = session.replaceAll("(?s)^.*What is asked", "");
        assertTrue(asked.contains("<li>What happened last?</li>"), asked);
    }

    @Test
    void twoWhoChangeTheGuideDoNotOverwriteEachOtherAndNothingTypedIsLost() throws Exception {
        String csrf = Visitor.token(moderator.get(guide()).body());
        long version = new FocusStore(workspace).guide(group).version();
        String form = "csrf=" + csrf + "&version=" + version + "&questions=";
        String before = new FocusStore(workspace).guide(group).questions().toString();
        var tooLong = moderator.post(guide(), form + "Why" + "y".repeat(400));
        assertEquals(422, tooLong.statusCode());
        assertTrue(
                tooLong.body().contains("at most 300 characters")
                        && tooLong.body().contains("yyyyy"),
                tooLong.body());
        assertEquals(before, new FocusStore(workspace).guide(group).questions().toString());
        assertEquals(303, moderator.post(guide(), form + "One").statusCode());
        var late = moderator.post(guide(), form + "Two");
        assertEquals(412, late.statusCode());
        assertTrue(late.body().contains(">Two</textarea>"), late.body());
        assertEquals(List.of("One"), new FocusStore(workspace).guide(group).questions());
        new FocusStore(workspace).guide(group, version + 1, List.of());

        Visitor other = platform.signedIn(workspace, Role.LEARNER);
        assertEquals(404, other.get(guide()).statusCode());
        assertEquals(
                404,
                other.get(base + "/api/v1/focus-groups/" + group + "/guide").statusCode());
    }
}
